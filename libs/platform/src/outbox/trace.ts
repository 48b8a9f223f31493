import type { EntityManager } from '@mikro-orm/postgresql';
import { instantOf } from '../database/instant-of.ts';
import { query, textArray } from '../database/query.ts';
import type { JsonObject } from '../messages/index.ts';

/** An event of a thing, with the consumers that have not had it yet, and those that refuse it. */
export interface TracedEvent {
  readonly id: string;
  readonly seq: number | null;
  readonly name: string;
  readonly at: string;
  readonly ageSeconds: number;
  readonly actorId: number | null;
  readonly correlationId: string | null;
  readonly waits: readonly string[];
  readonly refused: readonly { readonly letter: string; readonly consumer: string; readonly error: string }[];
}

export interface TracedJob {
  readonly uid: string;
  readonly queue: string;
  readonly name: string;
  readonly state: 'pending' | 'enqueued' | 'done' | 'dead' | 'cancelled';
  readonly attempts: number;
  readonly at: string;
  readonly finishedAt: string | null;
  readonly lastError: string | null;
  /** For how long it has been due, or handed to a queue, without anybody at it; 0 when all is well. */
  readonly lateSeconds: number;
  /** Of a notification: why somebody is told. */
  readonly cause: string | null;
}

/** So far is looked for events that the follower has not had: when it is up to date there are none. */
const AHEAD = 10_000;

export const TRACE_EVENTS = `
  with place as materialized (select max(delivered_seq) as seq from outbox_cursors where consumer = ?),
  found as (
    select id from outbox_events where seq = any(?::bigint[])
    union select id from (
      select id, payload from outbox_events where seq > (select seq from place) order by seq limit ${AHEAD}) ahead
      where payload @> ?::jsonb
    union select id from (
      select id, payload from outbox_events where seq is null order by id limit ${AHEAD}) unnumbered
      where payload @> ?::jsonb
    union select e.id from outbox_event_failures f join outbox_events e on e.seq = f.seq
      where f.consumer = ? and f.resolved_at is null and e.payload @> ?::jsonb
  )
  select e.uid as id, e.seq::float8 as seq, e.name, ${instantOf('e.at')} as at,
    extract(epoch from now() - e.at)::int as "ageSeconds",
    e.actor_id::float8 as "actorId", e.correlation_id as "correlationId",
    array(select c.consumer from outbox_cursors c where c.delivered_seq < e.seq order by 1) as waits,
    coalesce((select jsonb_agg(jsonb_build_object('letter', 'event:' || f.consumer || ':' || f.seq,
        'consumer', f.consumer, 'error', left(f.error, 500)) order by f.consumer)
      from outbox_cursors c join outbox_event_failures f on f.consumer = c.consumer and f.seq = e.seq
      where f.resolved_at is null), '[]') as refused
  from found join outbox_events e using (id) order by e.id desc limit ?`;

/**
 * The events of a thing that are in the log still, the latest first: those with these numbers, which whoever follows the
 * log has noted, and those that it has not had yet, by what is in their payload.
 */
export function traceEvents(
  em: EntityManager,
  { follower, seqs, inPayload }: { follower: string; seqs: readonly number[]; inPayload: JsonObject },
  most: number,
): Promise<TracedEvent[]> {
  const payload = JSON.stringify(inPayload);
  return query<TracedEvent>(em, TRACE_EVENTS, [
    ...[follower, `{${seqs.join(',')}}`, payload, payload],
    ...[follower, payload, most],
  ]);
}

export const TRACE_JOBS = `
  select uid, queue, name, state, attempts, ${instantOf('created_at')} as at, ${instantOf('finished_at')} as "finishedAt",
    left(last_error, 500) as "lastError", payload ->> 'cause' as cause,
    case when state = 'pending' then greatest(extract(epoch from now() - run_at), 0)
      when state = 'enqueued' and (lease_until is null or lease_until < now())
        then extract(epoch from now() - enqueued_at)
      else 0 end::int as "lateSeconds"
  from outbox_jobs
  where uid = any(?::uuid[]) or (correlation_id = any(?::text[]) and queue <> 'schedules')
  order by id desc limit ?`;

/** Jobs of these requests, and these jobs, the latest first. */
export const traceJobs = (
  em: EntityManager,
  { correlationIds, uids }: { correlationIds: readonly string[]; uids: readonly string[] },
  most: number,
): Promise<TracedJob[]> =>
  query<TracedJob>(em, TRACE_JOBS, [textArray(uids), textArray(correlationIds), most]);
