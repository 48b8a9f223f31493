import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@antrean/embedded';

export interface TestRedis {
  readonly url: string;
  /** Ends it at once; it stays away until {@link restart}. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis-compatible server of this test file's own, which it may flush, kill and fill as it likes. */
export async function createTestRedis(): Promise<TestRedis> {
  const dataDir = await mkdtemp(join(tmpdir(), 'antrean-redis-'));
  const log = (): void => undefined;
  let redis = await startRedis({ dataDir, log });
  const { port } = redis;
  return {
    url: redis.url,
    kill: async () => {
      redis.kill();
      await redis.exited;
    },
    restart: async () => {
      redis = await startRedis({ dataDir, port, log });
    },
    stop: async () => {
      await redis.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
