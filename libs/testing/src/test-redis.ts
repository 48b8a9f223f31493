import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestRedis {
  readonly url: string;
  /** Ends it at once; it stays away until {@link restart}. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
  /** It stands still: its port takes connections, and nothing is answered until {@link thaw}. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A Redis-compatible server of this test file's own, which it may flush, kill and fill as it likes. */
export async function createTestRedis(): Promise<TestRedis> {
  const { startRedis } = await import('@antrean/embedded');
  const dataDir = await mkdtemp(join(tmpdir(), 'antrean-redis-'));
  const log = (): void => undefined;
  let redis = await startRedis({ dataDir, log });
  let frozen = false;
  const { port } = redis;
  const thaw = (): void => {
    if (frozen) process.kill(redis.pid, 'SIGCONT');
    frozen = false;
  };
  return {
    url: redis.url,
    kill: async () => {
      redis.kill();
      await redis.exited;
      frozen = false;
    },
    restart: async () => {
      redis = await startRedis({ dataDir, port, log });
    },
    freeze: () => {
      process.kill(redis.pid, 'SIGSTOP');
      frozen = true;
    },
    thaw,
    stop: async () => {
      thaw();
      await redis.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
