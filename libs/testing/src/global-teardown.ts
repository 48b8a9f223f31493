import { rm } from 'node:fs/promises';
import { kept } from './global-state.ts';
import { describeMissingPrograms } from './installed-program.ts';

export default async function tearDown(): Promise<void> {
  const missing = describeMissingPrograms();
  if (missing) process.stderr.write(`\n${missing}\n`);
  const state = kept();
  if (!state) return;
  await state.postgres.stop();
  await rm(state.dataDir, { recursive: true, force: true });
}
