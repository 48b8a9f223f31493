import { z } from 'zod';

export const refreshBody = z.object({ accessToken: z.string() });
export const logoutBody = z.object({ loggedOut: z.literal(true) });

export const sessionBody = z.object({
  id: z.uuid(),
  /** Browser and platform, such as `Firefox on Linux`. */
  device: z.string().nullable(),
  ipPrefix: z.string().nullable(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  /** The session that asks. */
  current: z.boolean(),
});
export type SessionBody = z.output<typeof sessionBody>;

/** Where a user is, for administrators. */
export const reachBody = z.object({
  data: z.array(sessionBody),
  sockets: z.int().nullable().describe('Connections of the user now; null when nobody knows'),
});

export const endedSessions = z.object({
  keepCurrent: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
