import { query, type Database } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SessionBody } from './session.contract.ts';

interface SessionRow {
  id: string;
  user_agent: string | null;
  ip_prefix: string | null;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
}

const iso = (timestamp: string): string => new Date(timestamp).toISOString();

/** A user's live sessions, the latest used first. There are at most SESSION_LIMIT. */
export async function listSessions(
  database: Database,
  userId: number,
  currentId: string | null,
): Promise<SessionBody[]> {
  const rows = await query<SessionRow>(
    database.fork(),
    `select id, user_agent, ip_prefix, created_at, last_seen_at, expires_at from sessions
     where user_id = ? and ended_at is null and expires_at > now() order by last_seen_at desc, id`,
    [userId],
  );
  return rows.map((row) => ({
    id: row.id,
    device: row.user_agent,
    ipPrefix: row.ip_prefix,
    createdAt: iso(row.created_at),
    lastSeenAt: iso(row.last_seen_at),
    expiresAt: iso(row.expires_at),
    current: row.id === currentId,
  }));
}

/** How often users are logged in, and when they were seen last. */
export async function readPresence(
  em: EntityManager,
  userIds: readonly number[],
): Promise<ReadonlyMap<number, { sessions: number; lastSeenAt: string }>> {
  const rows = await query<{ userId: number; sessions: number; lastSeenAt: string }>(
    em,
    `select user_id as "userId", max(last_seen_at) as "lastSeenAt",
       count(*) filter (where ended_at is null and expires_at > now())::int as sessions
     from sessions where user_id = any(?::int[]) group by user_id`,
    [`{${userIds.join(',')}}`],
  );
  return new Map(
    rows.map(({ userId, sessions, lastSeenAt }) => [userId, { sessions, lastSeenAt: iso(lastSeenAt) }]),
  );
}

/** When a session began: since then whoever has it may have done what needs no more than it. */
export async function startOfSession(em: EntityManager, sessionId: string): Promise<Date> {
  const [session] = await query<{ at: string }>(em, `select created_at as at from sessions where id = ?`, [
    sessionId,
  ]);
  if (!session) throw new Error(`session ${sessionId} is not on record`);
  return new Date(session.at);
}

/** Whether a user has logged in from a network before; `network` as `ipPrefix` says it. */
export async function isKnownNetwork(
  em: EntityManager,
  userId: number,
  network: string | null,
): Promise<boolean> {
  const [known] = await query(em, `select from sessions where user_id = ? and ip_prefix = ? limit 1`, [
    userId,
    network,
  ]);
  return known !== undefined;
}
