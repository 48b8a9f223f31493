import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Database } from '@antrean/platform/database';
import { appendStatusChanges, testConfig } from '@antrean/testing';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { connectBench } from './bench-database.ts';
import type { BenchSystem } from './bench-system.ts';
import { latencyRound, connected } from './latency.bench.ts';
import { median, quantile, type Comparison } from './measure.ts';
import type { Storm } from './returning-client.ts';

const CLIENTS = 1_000;
/** What one user may have open at once is 60 (apps/realtime/src/limits.ts), so they are of many. */
const CLIENTS_PER_USER = 30;
/** Events before the clients come back, of which every fiftieth is theirs; the last 1,000 are in an instance's memory. */
const LOG = 2_000;
const EVERY = 50;
const SHORTLY_AWAY = 800;
/** Few enough that the cores are not busy with them. */
const ORDER_EVERY_MS = 50;
const ALLOWANCE_MS = 100;
/** A client that is never answered is not waited for for ever. */
const STORM_WITHIN_MS = 60_000;

/** Tokens of couriers, who hear of no new order: what live events cost is the same with and without them. */
async function createCouriers(database: Database): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < CLIENTS / CLIENTS_PER_USER) {
    const actor = await createTestPrincipal(database, { role: 'delivery', departmentId: null });
    // Signed with the secret of development, as all of a measured system is.
    tokens.push(accessTokenOf(actor, testConfig()));
  }
  return tokens;
}

/** Sends them all at once, from a process of their own. @returns the seconds until all are back, when they are */
async function beginStorm(storm: Storm): Promise<{ isOver: () => boolean; lasted: () => Promise<number> }> {
  const clients = fork(fileURLToPath(new URL('returning-client.ts', import.meta.url)));
  await once(clients, 'message');
  clients.send(storm);
  const begun = performance.now();
  let isOver = false;
  const over = once(clients, 'message', { signal: AbortSignal.timeout(STORM_WITHIN_MS) }).finally(() => {
    isOver = true;
    clients.kill();
  });
  return { isOver: () => isOver, lasted: () => over.then(() => (performance.now() - begun) / 1_000) };
}

/**
 * POST → socket while a thousand clients come back to an instance, half of them served from its memory and half from
 * the log, against the same with nobody coming back. Needs a running worker; each round has an instance of its own.
 */
export async function benchReplay(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const database = await connectBench(system.databaseUrl, 2);
  const tokens = await createCouriers(database);
  const employee = await system.login('EMP001', 'emp123');
  const kitchen = await system.login('KIT001', 'kitchen123');
  const url = `${system.realtimeUrl}/notifications`;

  const stormy: number[] = [];
  const calm: number[] = [];
  const lasted: number[] = [];
  const orders: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const head = await appendStatusChanges(database, { count: LOG, every: EVERY, role: 'delivery' });
    const realtime = await system.start('realtime');
    const watcher = await connected(url, { token: kitchen });
    const latencies = async (goesOn?: () => boolean): Promise<number[]> =>
      (await latencyRound(system.apiUrl, watcher, employee, ORDER_EVERY_MS, goesOn)).map(
        ({ heard }) => heard,
      );
    await latencies(); // Warm-up: the new instance's code is compiled as it runs.
    calm.push(quantile(await latencies(), 0.99));
    const storm = await beginStorm({
      url,
      clients: Array.from({ length: CLIENTS }, (_, n) => ({
        token: tokens[n % tokens.length] ?? '',
        since: head - (n % 2 === 0 ? LOG : SHORTLY_AWAY),
      })),
    });
    const [seconds, meanwhile] = await Promise.all([storm.lasted(), latencies(() => !storm.isOver())]);
    stormy.push(quantile(meanwhile, 0.99));
    lasted.push(seconds);
    orders.push(meanwhile.length);
    watcher.close();
    await realtime.kill('SIGTERM');
  }
  await database.close();

  const differences = stormy.map((value, i) => value - (calm[i] ?? 0));
  const ratios = stormy.map((value, i) => value / (calm[i] ?? 0));
  return [
    {
      name: `replay p99: POST → socket, ${CLIENTS} clients coming back − none`,
      ours: stormy,
      baseline: calm,
      ratios: differences,
      unit: 'ms',
      goal: `≤ calm + ${ALLOWANCE_MS} ms`,
      met: median(differences) <= ALLOWANCE_MS,
      note:
        `column "ratio" is the difference in ms (${median(ratios).toFixed(1)} times as long); all are back after ` +
        `${median(lasted).toFixed(1)} s and ${median(orders)} orders; they are in a process on the same cores, behind the others`,
    },
  ];
}
