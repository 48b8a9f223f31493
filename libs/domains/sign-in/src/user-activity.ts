import { readFactorsOf, FACTOR_METHODS } from '@antrean/factors';
import { query } from '@antrean/platform/database';
import { id, instant } from '@antrean/platform/http';
import { readPresence } from '@antrean/sessions';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { readLocks } from './lockout.ts';

/** As many as a page of users has. */
const MOST_USERS = 100;

export const activityQuery = z.object({
  ids: z
    .string()
    .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8})*$/, 'must be ids of users, such as 3,14')
    .meta({ examples: ['3,14'] })
    .transform((text) => [...new Set(text.split(',').map(Number))])
    .refine((ids) => ids.length <= MOST_USERS, `names at most ${MOST_USERS} users`),
});

export const activityList = z.object({
  data: z.array(
    z.object({
      userId: id,
      sessions: z.int().describe('That are live'),
      lastSeenAt: instant.nullable().describe('Null when there was no session within their retention'),
      lockedUntil: instant
        .nullable()
        .describe('Until then no password is taken from some network or device, because too many were wrong'),
      factors: z.array(z.enum(FACTOR_METHODS)).describe('What is shown besides the password'),
    }),
  ),
});
export type ActivityList = z.output<typeof activityList>;

/** How users come in and when they did last. Of who does not exist there is nothing. */
export async function readActivity(em: EntityManager, ids: readonly number[]): Promise<ActivityList> {
  const known = await query<{ id: number }>(
    em,
    `select id from users_v where id = any(?::int[]) order by id`,
    [`{${ids.join(',')}}`],
  );
  const userIds = known.map((user) => user.id);
  const presence = await readPresence(em, userIds);
  const locks = await readLocks(em, userIds);
  const factors = await readFactorsOf(em, userIds);
  return {
    data: userIds.map((userId) => ({
      userId,
      ...(presence.get(userId) ?? { sessions: 0, lastSeenAt: null }),
      lockedUntil: locks.get(userId) ?? null,
      factors: factors.get(userId) ?? [],
    })),
  };
}
