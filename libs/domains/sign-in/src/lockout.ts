import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isKnownNetwork } from '@antrean/sessions';

/** After so many failures in a row from one place, no password is taken from there, not even the right one. */
export const MAX_FAILURES = 10;
/** From all networks together that the user never logged in from, so that guessing from many of them wins little. */
const MAX_FAILURES_OF_STRANGERS = 50;
/** The first lock; each further one of the same source within a day holds twice as long as the one before. */
const LOCK_MINUTES = 15;
const MOST_LOCK_MINUTES = 8 * 60;
const STRANGERS = 'strangers';

/** Where wrong passwords for one user are counted, and how many lock it. */
export interface FailureCount {
  readonly source: string;
  readonly limit: number;
}

/**
 * Where an attempt is counted. A device that the user has logged in with before counts alone, and so does a network
 * that he logged in from: nobody elsewhere can lock him out there.
 */
export async function failureCounts(
  em: EntityManager,
  userId: number,
  from: { knownDevice: string | null; network: string | null },
): Promise<FailureCount[]> {
  if (from.knownDevice !== null) return [{ source: `device:${from.knownDevice}`, limit: MAX_FAILURES }];
  const own = { source: `network:${from.network ?? 'unknown'}`, limit: MAX_FAILURES };
  const known = await isKnownNetwork(em, userId, from.network);
  return known ? [own] : [own, { source: STRANGERS, limit: MAX_FAILURES_OF_STRANGERS }];
}

/** Whoever is logged in counts by his session, so that he has few guesses, and costs nobody else any. */
export const sessionFailures = (sessionId: string): FailureCount[] => [
  { source: `session:${sessionId}`, limit: MAX_FAILURES },
];

export async function isLocked(
  em: EntityManager,
  userId: number,
  counts: readonly FailureCount[],
): Promise<boolean> {
  const [locked] = await query(
    em,
    `select from login_failures f
     join jsonb_to_recordset(?::jsonb) as c (source text, "limit" int) on c.source = f.source
     where f.user_id = ? and f.failures >= c."limit"
       and f.failed_at > now() - least(? * power(2, greatest(f.locks - 1, 0)), ?) * interval '1 minute'
     limit 1`,
    [JSON.stringify(counts), userId, LOCK_MINUTES, MOST_LOCK_MINUTES],
  );
  return locked !== undefined;
}

/** Until when some of these users are locked out somewhere; nothing of who is not. */
export async function readLocks(
  em: EntityManager,
  userIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await query<{ userId: number; until: string }>(
    em,
    `select user_id as "userId", max(until) as until
     from login_failures f,
       lateral (select failed_at + least(? * power(2, greatest(locks - 1, 0)), ?) * interval '1 minute' as until) u
     where user_id = any(?::int[]) and failures >= case source when ? then ? else ? end and until > now()
     group by user_id`,
    [
      ...[LOCK_MINUTES, MOST_LOCK_MINUTES, `{${userIds.join(',')}}`],
      ...[STRANGERS, MAX_FAILURES_OF_STRANGERS, MAX_FAILURES],
    ],
  );
  return new Map(rows.map(({ userId, until }) => [userId, new Date(until).toISOString()]));
}

/** Counts a wrong password; the user's row is locked, so that attempts take turns. @returns whether it locks */
export async function countFailure(
  em: EntityManager,
  userId: number,
  counts: readonly FailureCount[],
): Promise<boolean> {
  const counted = await query<{ source: string; failures: number }>(
    em,
    // A source is counted only while it is not locked: one that had reached its limit begins anew.
    `insert into login_failures as f (user_id, source, failures, failed_at, locks)
     select ?, source, 1, clock_timestamp(), ("limit" <= 1)::int
     from jsonb_to_recordset(?::jsonb) as c (source text, "limit" int)
     on conflict (user_id, source) do update set (failures, locks, failed_at) = (
       select next, f.locks + (next >= c."limit")::int, excluded.failed_at
       from jsonb_to_recordset(?::jsonb) as c (source text, "limit" int),
         lateral (select case when f.failures < c."limit" and f.failed_at > now() - ? * interval '1 minute'
           then f.failures + 1 else 1 end as next) n
       where c.source = f.source)
     returning source, failures`,
    [userId, JSON.stringify(counts), JSON.stringify(counts), LOCK_MINUTES],
  );
  const limits = new Map(counts.map(({ source, limit }) => [source, limit]));
  return counted.some(({ source, failures }) => failures >= (limits.get(source) ?? MAX_FAILURES));
}

/** A right password ends the counting where it came from. Strangers get no new guesses by the owner's logging in. */
export async function forgetFailures(
  em: EntityManager,
  userId: number,
  counts: readonly FailureCount[],
): Promise<void> {
  await query(
    em,
    `delete from login_failures f using jsonb_to_recordset(?::jsonb) as c (source text)
     where f.user_id = ? and f.source = c.source and f.source <> ?`,
    [JSON.stringify(counts), userId, STRANGERS],
  );
}

/** Another password was set: what was guessed at the old one counts no more. */
export async function forgetAllFailures(em: EntityManager, userId: number): Promise<void> {
  await query(em, `delete from login_failures where user_id = ?`, [userId]);
}
