import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@antrean/embedded';

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis-compatible server of this test file's own, which it may flush, stop and fill as it likes. */
export async function createTestRedis(): Promise<TestRedis> {
  const dataDir = await mkdtemp(join(tmpdir(), 'antrean-redis-'));
  const redis = await startRedis({ dataDir, log: () => undefined });
  return {
    url: redis.url,
    stop: async () => {
      await redis.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
