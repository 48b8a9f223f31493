import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Logger, Metrics } from '../observability/index.ts';
import type { RequestRedis } from './request-redis.ts';

/** Reads whose answer is the same for all who may have it. */
export interface CachedRead<S extends z.ZodType> {
  /** What it is about: all of it is forgotten together. */
  readonly group: string;
  /** What tells this read from others of its group: also what its reader may see, where that makes a difference. */
  readonly key: unknown;
  /** How old an answer may be at most, whatever becomes of Redis. */
  readonly maxAgeMs: number;
  /** What is kept does not fit it any more when another version of the process has kept it. */
  readonly schema: S;
}

export interface ReadCache {
  /** What is kept, or else what `load` reads, which is kept for the next. */
  read<S extends z.ZodType>(read: CachedRead<S>, load: () => Promise<z.output<S>>): Promise<z.output<S>>;
  /** Forgets a group, after the commit of what changed it. While Redis is away answers grow as old as they may. */
  forget(group: string): Promise<void>;
}

/** What is longer is not kept. */
const MOST_CHARACTERS = 100_000;

const generationKey = (group: string): string => `antrean:read:${group}`;

/**
 * Keeps answers in Redis, for all api processes. Each is kept with the generation of its group that was seen before it was
 * read, and counts while that is the present one: what was read before a change is not told after it, however slow its
 * reader was.
 */
export function createReadCache(
  redis: RequestRedis,
  { metrics, log }: { metrics: Metrics; log: Logger },
): ReadCache {
  return {
    read: async ({ group, key, maxAgeMs, schema }, load) => {
      const digest = createHash('sha256').update(JSON.stringify(key)).digest('base64url');
      const at = `${generationKey(group)}:${digest}`;
      const found = await redis.ask(
        'read_cache',
        async (connection) => {
          const [generation = null, kept = null] = await connection.mget(generationKey(group), at);
          return { generation: generation ?? '', kept };
        },
        () => null,
      );
      if (found?.kept?.startsWith(`${found.generation} `)) {
        const kept: unknown = JSON.parse(found.kept.slice(found.generation.length + 1));
        const parsed = schema.safeParse(kept);
        if (parsed.success) {
          metrics.cachedReads.inc({ group, outcome: 'hit' });
          return parsed.data;
        }
      }
      metrics.cachedReads.inc({ group, outcome: found ? 'miss' : 'away' });
      const answer = await load();
      const text = JSON.stringify(answer);
      if (found && text.length <= MOST_CHARACTERS) {
        // Nobody waits for it.
        redis.connection.set(at, `${found.generation} ${text}`, 'PX', maxAgeMs).catch((error: unknown) => {
          log.debug({ err: error }, 'Redis did not keep what was read');
        });
      }
      return answer;
    },
    forget: (group) =>
      redis.ask(
        'read_cache',
        async (connection) => void (await connection.set(generationKey(group), randomUUID())),
        () => undefined,
      ),
  };
}
