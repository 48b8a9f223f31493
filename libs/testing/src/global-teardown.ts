import { rm } from 'node:fs/promises';
import { kept } from './global-state.ts';

export default async function tearDown(): Promise<void> {
  const state = kept();
  if (!state) return;
  await state.postgres.stop();
  await rm(state.dataDir, { recursive: true, force: true });
}
