/**
 * `npm run demo`: a working day on a running development system, with real requests and sockets. Each part is a file
 * in tools/demo that exports one function. `--slow` leaves time to watch. The system is the one of `npm start`: it follows PORT, and
 * BASE_URL names any other. Ends with 1 when something did not happen that should have.
 */
import { playClinicDay } from './demo/clinic-day.ts';
import { DemoError } from './demo/demo-error.ts';
import { playMachineFleet } from './demo/machine-fleet.ts';
import { playMealShift } from './demo/meal-shift.ts';
import { playOwnAccount } from './demo/own-account.ts';
import { playPosCounter } from './demo/pos-counter.ts';
import { playProductionLine } from './demo/production-line.ts';
import { playVendorOnboarding } from './demo/vendor-onboarding.ts';
import { openWorld, type Part } from './demo/world.ts';

const parts: readonly Part[] = [
  { name: 'An account', play: playOwnAccount },
  { name: 'A lunch shift', play: playMealShift },
  { name: 'A counter', play: playPosCounter },
  { name: 'A production line', play: playProductionLine },
  { name: 'Bottles', play: playMachineFleet },
  { name: 'A new clinic', play: playVendorOnboarding },
  { name: 'A day at a clinic', play: playClinicDay },
];

const world = openWorld({
  baseUrl: (process.env['BASE_URL'] || `http://localhost:${process.env['PORT'] || 3000}`).replace(/\/$/, ''),
  mailUrl: `http://localhost:${process.env['MAIL_UI_PORT'] || 1080}`,
  folder: process.env['DEMO_DIR'] ?? '.data/demo',
  paceMs: process.argv.includes('--slow') ? 1_500 : 0,
  say: (line) => void process.stdout.write(`${line}\n`),
});
try {
  await world.assertRuns();
  const summaries = [];
  for (const { name, play } of parts) {
    world.say(`\n${name}`);
    summaries.push({ name, lines: await play(world) });
  }
  world.say('\nSummary');
  for (const { name, lines } of summaries) {
    world.say(`  ${name}`);
    for (const line of lines) world.say(`    ${line}`);
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof DemoError ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  world.close();
}
