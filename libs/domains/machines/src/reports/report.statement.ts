import { prepared } from '@antrean/platform/database';
import type { LockedMachine } from '../change-state.ts';
import { BACK_FOR_GOOD, type Status } from '../machine.state.ts';

/** A machine as it was a moment ago; nobody holds its row. */
export interface SeenRow extends Omit<LockedMachine, 'code' | 'lastSeq' | 'isOverrideOver'> {
  /** How it is shown, when it said what was known; else null. */
  readonly same: Status | null;
  readonly lastSeq: string | null;
  /** Another one after any change of the row. */
  readonly rowVersion: string;
}

/**
 * A report that says what is known already is a sign of life, and costs what one does; of any other this tells what there is to
 * compare it with.
 */
export const SAME_AGAIN = prepared(`
  with unhurried as materialized (select set_config('synchronous_commit', 'off', true)),
  r as (select ?::timestamptz as reported_at, ?::bigint as seq, ?::uuid as token, ?::bigint as id, ?::text as said),
  same as (
    update rvm_states s set last_heard_at = now(), last_seq = coalesce(r.seq, last_seq),
      seq_token = case when r.seq is null then seq_token else r.token end, reported_at = r.reported_at
    from unhurried, r
    where rvm_id = r.id and beats = ${BACK_FOR_GOOD} and reported_status = r.said
      and (?::int is null or fill_percent = ?::int) and counters @> ?::jsonb and message is not distinct from ?::text
      and (r.seq is null or last_seq is null or seq_token is distinct from r.token or last_seq < r.seq)
      and (override_status is not null or status not in ('FULL', 'FAULT')
        or exists (select from rvm_alarms a where a.rvm_id = s.rvm_id and a.kind = status and a.cleared_at is null))
    returning status
  )
  select (select status from same) as same, s.xmin::text as "rowVersion", m.id, m.outlet_id as "outletId", s.status,
    s.status_version as "statusVersion", s.reported_status as "reportedStatus", s.beats,
    s.last_heard_at is not null as "wasHeard", s.override_status as "overrideStatus", s.last_seq as "lastSeq",
    s.seq_token as "seqToken", s.fill_percent as "fillPercent", s.counters, s.collected, s.message
  from r join rvm_states s on s.rvm_id = r.id join rvms m on m.id = s.rvm_id`);

/** Writes other figures, with their line in the history, on a row that is as it was seen; else nothing. */
export const FIGURES = prepared(`
  with clock as materialized (select clock_timestamp() as at),
  written as (
    update rvm_states s set reported_status = ?::text, fill_percent = ?::int, counters = ?::jsonb, collected = ?::jsonb,
      message = ?::text, last_seq = ?::bigint, seq_token = ?::uuid, reported_at = ?::timestamptz,
      last_heard_at = greatest(clock.at, last_heard_at)
    from clock where rvm_id = ?::bigint and s.xmin = ?::text::xid
    returning rvm_id, clock.at, status, reported_status, fill_percent, message, reported_at
  )
  insert into rvm_history (rvm_id, at, cause, status, reported_status, fill_percent, counters, deltas, counters_reset,
    message, seq, reported_at)
  select rvm_id, at, 'report', status, reported_status, fill_percent, ?::jsonb, ?::jsonb, ?::boolean, message, ?::bigint,
    reported_at
  from written returning status`);
