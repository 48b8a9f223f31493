import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';
import type { EventRecord, JsonObject } from '../messages/index.ts';

interface EventRow {
  seq: string;
  uid: string;
  at: string;
  name: string;
  version: number;
  payload: JsonObject;
  actor_id: string | null;
  correlation_id: string | null;
}

const EVENT_COLUMNS = `seq, uid, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  name, version, payload, actor_id, correlation_id`;

/** Makes sure that a consumer has a cursor. A new one begins at the start of what is kept. */
export async function ensureCursor(em: EntityManager, consumer: string): Promise<void> {
  await query(
    em,
    `insert into outbox_cursors (consumer, delivered_seq) values (?, 0) on conflict (consumer) do nothing`,
    [consumer],
  );
}

/**
 * Up to `limit` numbered events that a consumer has not had, in order. Its cursor stays locked until the transaction
 * ends, so that one delivery runs at a time.
 */
export async function takeEvents(em: EntityManager, consumer: string, limit: number): Promise<EventRecord[]> {
  const rows = await query<EventRow>(
    em,
    `select ${EVENT_COLUMNS} from outbox_take_events(?, ?) order by seq`,
    [consumer, limit],
  );
  return rows.map(eventRecord);
}

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
  await query(em, `select outbox_advance_cursor(?, ?, ?)`, [consumer, seq, mayRepeat]);
}

/** Numbered events after `seq`, in order. `upTo` bounds the last one. */
export async function readEventsAfter(
  em: EntityManager,
  seq: number,
  limit: number,
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<EventRecord[]> {
  const rows = await query<EventRow>(
    em,
    `select ${EVENT_COLUMNS} from outbox_events_after(?, ?, ?) order by seq`,
    [seq, upTo, limit],
  );
  return rows.map(eventRecord);
}

const eventRecord = (row: EventRow): EventRecord => ({
  seq: Number(row.seq),
  id: row.uid,
  at: row.at,
  name: row.name,
  version: row.version,
  payload: row.payload,
  actorId: row.actor_id === null ? null : Number(row.actor_id),
  correlationId: row.correlation_id,
});

/** Counts a failure of one consumer to take one event. Returns how often it has failed so far. */
export async function recordEventFailure(
  em: EntityManager,
  consumer: string,
  seq: number,
  error: string,
  maxAttempts: number,
): Promise<{ attempts: number; dead: boolean }> {
  const [row] = await query<{ attempts: number; dead: boolean }>(
    em,
    `insert into outbox_event_failures (consumer, seq, attempts, error, dead) values (?, ?, 1, left(?, 2000), 1 >= ?)
     on conflict (consumer, seq) do update set
       attempts = outbox_event_failures.attempts + 1, error = excluded.error, at = now(),
       dead = outbox_event_failures.attempts + 1 >= ?
     returning attempts, dead`,
    [consumer, seq, error, maxAttempts, maxAttempts],
  );
  if (!row) throw new Error('the failure was not recorded');
  return row;
}
