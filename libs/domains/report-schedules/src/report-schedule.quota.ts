import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { scheduleProblem } from './report-schedule.problem.ts';

export const SCHEDULES_PER_OWNER = 50;
/** Different addresses that are no active user's, over all schedules of one owner. */
export const OUTSIDE_RECIPIENTS_PER_OWNER = 50;

/**
 * Makes sure that an owner has not too many schedules, with what this transaction has changed.
 * @throws problem `too_many_schedules` (409), `too_many_outside_recipients` (409)
 */
export async function assertWithinQuota(tx: Tx, ownerId: number): Promise<void> {
  // Another schedule of the same owner is counted when this one has committed.
  await query(
    tx.em,
    `select pg_advisory_xact_lock(hashtextextended('report schedules of user ' || ?::int, 0))`,
    [ownerId],
  );
  const [used] = await query<{ schedules: number; outside: number }>(
    tx.em,
    `select (select count(*)::int from report_schedules where owner_id = ?) as schedules,
            (select count(distinct lower(address))::int
             from report_schedules s cross join unnest(s.recipients) address
             where s.owner_id = ?
               and not exists (select 1 from users_v u where lower(u.email) = lower(address) and u.is_active)) as outside`,
    [ownerId, ownerId],
  );
  if (!used) throw new Error('a select without from returned no row');
  if (used.schedules > SCHEDULES_PER_OWNER) {
    throw scheduleProblem('too_many_schedules', { parameters: { limit: SCHEDULES_PER_OWNER } });
  }
  if (used.outside > OUTSIDE_RECIPIENTS_PER_OWNER) {
    throw scheduleProblem('too_many_outside_recipients', {
      parameters: { limit: OUTSIDE_RECIPIENTS_PER_OWNER, used: used.outside },
    });
  }
}
