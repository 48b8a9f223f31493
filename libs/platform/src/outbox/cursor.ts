import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared, query, textArray } from '../database/query.ts';
import type { EventRecord, JsonObject } from '../messages/index.ts';

export interface EventRow {
  seq: string;
  uid: string;
  at: string;
  name: string;
  version: number;
  payload: JsonObject;
  actor_id: string | null;
  correlation_id: string | null;
}

export const EVENT_COLUMNS = `seq, uid, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  name, version, payload, actor_id, correlation_id`;

/** Where a new consumer begins: at the oldest event that is kept, or with what is numbered from now on. */
export type CursorStart = 'oldest' | 'now';

/** Makes sure that a consumer has a cursor; one that it has stays where it is. */
export async function ensureCursor(
  em: EntityManager,
  consumer: string,
  start: CursorStart = 'oldest',
): Promise<void> {
  await query(
    em,
    `insert into outbox_cursors (consumer, delivered_seq)
     select ?, case when ? then last_seq else 0 end from outbox_head on conflict (consumer) do nothing`,
    [consumer, start === 'now'],
  );
}

/** Where a consumer stands. */
export interface ConsumerPlace {
  consumer: string;
  deliveredSeq: number;
  headSeq: number;
  /** Somebody asked for dead events to be delivered to it again. */
  replay: boolean;
}

/** What every worker looks at again and again, in one statement: it is what an idle system spends its time with. */
export interface Standing {
  consumers: ConsumerPlace[];
  /** The life of Redis that work was handed to (`reconcileEpoch`). */
  redisEpoch: string | null;
}

const STANDING = prepared(
  `select h.redis_epoch, h.last_seq, c.consumer, c.delivered_seq, exists (
     select from outbox_event_failures f
     where f.consumer = c.consumer and f.resolved_at is null and f.replay_at is not null) as replay
   from outbox_head h left join outbox_cursors c on c.consumer = any(?::text[])`,
);

export async function readStanding(em: EntityManager, consumers: readonly string[]): Promise<Standing> {
  const rows = await query<
    { redis_epoch: string | null; last_seq: string; replay: boolean } & (
      { consumer: string; delivered_seq: string } | { consumer: null }
    )
  >(em, STANDING, [textArray(consumers)]);
  return {
    redisEpoch: rows[0]?.redis_epoch ?? null,
    consumers: rows.flatMap((row) =>
      row.consumer === null
        ? []
        : {
            ...{ consumer: row.consumer, replay: row.replay },
            ...{ deliveredSeq: Number(row.delivered_seq), headSeq: Number(row.last_seq) },
          },
    ),
  };
}

/** Events that a consumer has not had, in order. */
export interface TakenEvents {
  events: EventRecord[];
  /** The place that it has reached when it has had them; null when that is where it stands. */
  reached: number | null;
}

const TAKE_EVENTS = prepared(`select ${EVENT_COLUMNS} from outbox_take_events(?, ?) order by seq`);
const TAKE_STREAM_EVENTS = prepared(
  `select delivered, up_to, ${EVENT_COLUMNS} from (
     select t.delivered, t.up_to, (t.event).* from outbox_take_stream_events(?, ?::text[], ?) t) e order by seq`,
);

/**
 * Up to `limit` numbered events that a consumer has not had. Its cursor stays locked until the transaction ends, so that
 * one delivery runs at a time.
 * @param passed the names of the events that it does not read; it reads all when absent. Streams that hold no others are
 *   not looked at; the others' events come all.
 */
export async function takeEvents(
  em: EntityManager,
  consumer: string,
  limit: number,
  passed?: readonly string[],
): Promise<TakenEvents> {
  if (!passed) {
    const rows = await query<EventRow>(em, TAKE_EVENTS, [consumer, limit]);
    const events = rows.map(eventRecord);
    return { events, reached: events.at(-1)?.seq ?? null };
  }
  const rows = await query<(EventRow | { seq: null }) & { delivered: string; up_to: string }>(
    em,
    TAKE_STREAM_EVENTS,
    [consumer, textArray(passed), limit],
  );
  const events = rows.flatMap((row) => (row.seq === null ? [] : [eventRecord(row)]));
  const [first] = rows;
  if (!first) throw new Error('outbox_take_stream_events always returns a row');
  const end = events.length === limit ? events.at(-1)?.seq : Number(first.up_to);
  return { events, reached: end !== undefined && end > Number(first.delivered) ? end : null };
}

const ADVANCE_CURSOR = prepared(`select outbox_advance_cursor(?, ?, ?)`);

/**
 * Says how far a consumer has come. With `mayRepeat` a crash of PostgreSQL may take that back, and the commit does
 * not wait for the disk.
 */
export async function advanceCursor(
  em: EntityManager,
  consumer: string,
  seq: number,
  mayRepeat: boolean,
): Promise<void> {
  await query(em, ADVANCE_CURSOR, [consumer, seq, mayRepeat]);
}

const EVENTS_AFTER = prepared(`select ${EVENT_COLUMNS} from outbox_events_after(?, ?, ?) order by seq`);

/** Numbered events after `seq`, in order. `upTo` bounds the last one. */
export async function readEventsAfter(
  em: EntityManager,
  seq: number,
  limit: number,
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<EventRecord[]> {
  const rows = await query<EventRow>(em, EVENTS_AFTER, [seq, upTo, limit]);
  return rows.map(eventRecord);
}

/** The events of these numbers, in order. */
export async function readEvents(em: EntityManager, seqs: readonly number[]): Promise<EventRecord[]> {
  const rows = await query<EventRow>(
    em,
    `select ${EVENT_COLUMNS} from outbox_events where seq = any(?::bigint[]) order by seq`,
    [`{${seqs.join(',')}}`],
  );
  return rows.map(eventRecord);
}

export const eventRecord = (row: EventRow): EventRecord => ({
  seq: Number(row.seq),
  id: row.uid,
  at: row.at,
  name: row.name,
  version: row.version,
  payload: row.payload,
  actorId: row.actor_id === null ? null : Number(row.actor_id),
  correlationId: row.correlation_id,
});

export interface EventFailure {
  consumer: string;
  event: EventRecord;
  /** What it happened to, for people. */
  subject: string | null;
  error: string;
}

/**
 * Counts a refusal of one consumer to take one event; refusals of several processes that come within one pause count
 * once. The event is kept with the failure, because the log is not.
 * @returns how often it has been refused so far, and whether it is dead by this
 */
export async function recordEventFailure(
  em: EntityManager,
  { consumer, event, subject, error }: EventFailure,
  { tries, firstPauseMs }: { tries: number; firstPauseMs: number },
): Promise<{ attempts: number; dead: boolean }> {
  const most = Number.isFinite(tries) ? tries : null;
  const [row] = await query<{ attempts: number; dead: boolean }>(
    em,
    `insert into outbox_event_failures as f (consumer, seq, attempts, error, dead, event, subject)
     values (?, ?, 1, left(?, 2000), coalesce(1 >= ?::int, false), ?::jsonb, ?)
     on conflict (consumer, seq) do update set
       attempts = f.attempts + 1, error = excluded.error, at = now(), event = excluded.event,
       subject = excluded.subject, dead = coalesce(f.attempts + 1 >= ?::int, false)
     where f.at <= now() - ? * power(2, least(f.attempts - 1, 5)) * interval '1 millisecond'
     returning attempts, dead`,
    [consumer, event.seq, error, most, JSON.stringify(event), subject, most, firstPauseMs],
  );
  if (row) return row;
  const [kept] = await query<{ attempts: number }>(
    em,
    `select attempts from outbox_event_failures where consumer = ? and seq = ?`,
    [consumer, event.seq],
  );
  return { attempts: kept?.attempts ?? 1, dead: false };
}
