import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import {
  cutSlice,
  INSTANT_OF_CURSOR,
  instantKey,
  microsecondsOf,
  startOf,
  type Slice,
} from '../database/keyset.ts';
import { instantOf } from '../database/instant-of.ts';
import { query } from '../database/query.ts';
import type { EventRecord, JsonObject } from '../messages/index.ts';
import { redactJson } from '../observability/index.ts';
import { EVENT_COLUMNS, eventRecord, type EventRow } from './cursor.ts';
import type { Tx } from '../transaction/index.ts';

export type DeadLetterKind = 'event' | 'job';

/** What was just given up. */
export interface RaisedDeadLetter {
  id: string;
  kind: DeadLetterKind;
  /** The event's or job's name. */
  name: string;
  /** The consumer that refused the event, or the job's queue. */
  where: string;
  error: string;
}

/** Tells somebody, with the transaction in which it died. */
export type RaiseDeadLetter = (tx: Tx, letter: RaisedDeadLetter) => void;

/** An event or a job that needs a person. */
export interface DeadLetter {
  /** `event:<consumer>:<seq>` or `job:<uuid>`. */
  id: string;
  kind: DeadLetterKind;
  /** `waiting`: its consumer stands still before it and goes on trying; `retrying`: it is about to be replayed. */
  state: 'dead' | 'retrying' | 'waiting';
  name: string;
  consumer: string | null;
  queue: string | null;
  seq: number | null;
  subject: string | null;
  attempts: number;
  error: string;
  correlationId: string | null;
  firstAt: string;
  lastAt: string;
  /** How many later events its consumer has had meanwhile; a replay comes after them. Null for jobs. */
  laterEvents: number | null;
}

export interface DeadLetterFilter {
  kind?: DeadLetterKind | undefined;
  state?: DeadLetter['state'] | undefined;
  name?: string | undefined;
  consumer?: string | undefined;
  queue?: string | undefined;
}

const FILTERS = ['kind', 'state', 'name', 'consumer', 'queue'] as const;

function conditions(filter: DeadLetterFilter): { where: string; values: string[] } {
  const given = FILTERS.flatMap((column) => {
    const value = filter[column];
    return value === undefined ? [] : [{ column, value }];
  });
  return {
    where: given.map(({ column }) => ` and l.${column} = ?`).join(''),
    values: given.map(({ value }) => value),
  };
}

const SELECT = `select l.id, l.kind, l.state, l.name, l.consumer, l.queue, l.seq, l.subject, l.attempts, l.error,
    l.correlation_id as "correlationId", ${instantOf('l.first_at')} as "firstAt", ${instantOf('l.last_at')} as "lastAt",
    greatest(c.delivered_seq - l.seq, 0) as "laterEvents", ${microsecondsOf('l.last_at')} as place
  from outbox_dead_letters l left join outbox_cursors c on c.consumer = l.consumer`;

type DeadLetterRow = Omit<DeadLetter, 'seq' | 'laterEvents'> & {
  seq: string | null;
  laterEvents: string | null;
  /** Where it stands in the list: `last_at` to the microsecond. */
  place: number;
};

const toDeadLetter = ({ seq, laterEvents, place: _, ...row }: DeadLetterRow): DeadLetter => ({
  ...row,
  seq: seq === null ? null : Number(seq),
  laterEvents: laterEvents === null ? null : Number(laterEvents),
});

/** Dead letters, the latest first. */
export async function listDeadLetters(
  em: EntityManager,
  filter: DeadLetterFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<DeadLetter[]> {
  return (await readDeadLetters(em, filter, { limit, offset, after: null })).map(toDeadLetter);
}

const letterKey = instantKey(z.string());

/**
 * One slice of them, and the cursor of what follows. A letter that was tried again meanwhile stands at its new place.
 * @throws problem `invalid_request`, `page_not_counted` as {@link startOf}
 */
export async function sliceDeadLetters(
  em: EntityManager,
  filter: DeadLetterFilter,
  slice: Slice,
): Promise<{ letters: DeadLetter[]; next: string | null }> {
  const found = await readDeadLetters(em, filter, { limit: slice.limit + 1, ...startOf(slice, letterKey) });
  const { rows, next } = cutSlice(found, slice, ({ place, id }) => [place, id]);
  return { letters: rows.map(toDeadLetter), next };
}

function readDeadLetters(
  em: EntityManager,
  filter: DeadLetterFilter,
  { limit, offset, after }: { limit: number; offset: number; after: z.output<typeof letterKey> | null },
): Promise<DeadLetterRow[]> {
  const { where, values } = conditions(filter);
  return query<DeadLetterRow>(
    em,
    `${SELECT} where true${where} ${after ? `and (l.last_at, l.id) < (${INSTANT_OF_CURSOR}, ?)` : ''}
     order by l.last_at desc, l.id desc limit ? offset ?`,
    [...values, ...(after ?? []), limit, offset],
  );
}

export async function countDeadLetters(em: EntityManager, filter: DeadLetterFilter): Promise<number> {
  const { where, values } = conditions(filter);
  const [row] = await query<{ n: number }>(
    em,
    `select count(*)::integer as n from outbox_dead_letters l where true${where}`,
    values,
  );
  return row?.n ?? 0;
}

export async function findDeadLetter(em: EntityManager, id: string): Promise<DeadLetter | null> {
  const [row] = await query<DeadLetterRow>(em, `${SELECT} where l.id = ?`, [id]);
  return row ? toDeadLetter(row) : null;
}

/** What it carries, as it was published, without what might be a secret; null when its day of the log is over. */
export async function readDeadLetterPayload(
  em: EntityManager,
  letter: DeadLetter,
): Promise<JsonObject | null> {
  const [row] =
    letter.kind === 'job'
      ? await query<{ payload: JsonObject }>(
          em,
          `select payload from outbox_jobs where uid = any(?::uuid[]) and state = 'dead'`,
          [uidsOf([letter])],
        )
      : await query<{ payload: JsonObject | null }>(
          em,
          `select coalesce(f.event -> 'payload', (select payload from outbox_events e where e.seq = f.seq)) as payload
           from outbox_event_failures f where f.consumer = ? and f.seq = ?`,
          [letter.consumer, letter.seq],
        );
  return row?.payload ? redactJson(row.payload) : null;
}

const array = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;
const uidsOf = (letters: readonly DeadLetter[]): string =>
  array(letters.flatMap(({ kind, id }) => (kind === 'job' ? [id.slice('job:'.length)] : [])));
const eventsOf = (letters: readonly DeadLetter[]): string =>
  JSON.stringify(
    letters.filter(({ kind }) => kind === 'event').map(({ consumer, seq }) => ({ consumer, seq })),
  );

/**
 * Gives dead jobs a fresh set of tries, and has dead events delivered again to the consumer that refused them. Of a job
 * whose key a newer one has taken, that newer one does the work: it is closed.
 * @returns how many of them were still dead
 */
export async function retryDeadLetters(em: EntityManager, letters: readonly DeadLetter[]): Promise<number> {
  const [row] = await query<{ n: number }>(
    em,
    `with dead as (
       select id, uid, name, key from outbox_jobs where uid = any(?::uuid[]) and state = 'dead'
       order by name, key for update
     ), keys as (
       insert into outbox_job_keys (name, key, job_uid) select name, key, uid from dead where key is not null
       on conflict do nothing returning job_uid
     ), again as (
       select id, key is null or uid in (select job_uid from keys) as mine from dead
     ), jobs as (
       update outbox_jobs j set attempts = 0, run_at = now(), finished_at = case when not mine then now() end,
         state = case when mine then 'pending' else 'cancelled' end
       from again where j.id = again.id returning 1
     ), events as (
       update outbox_event_failures f set replay_at = now()
       from jsonb_to_recordset(?::jsonb) as l (consumer text, seq bigint)
       where f.consumer = l.consumer and f.seq = l.seq and f.dead and f.replay_at is null and f.resolved_at is null
       returning 1
     )
     select ((select count(*) from jobs) + (select count(*) from events))::integer as n`,
    [uidsOf(letters), eventsOf(letters)],
  );
  return row?.n ?? 0;
}

/**
 * Ends a dead letter without effect. Of an event before which its consumer stands still, the consumer goes on behind
 * it. Returns whether there was something to skip.
 */
export async function skipDeadLetter(
  em: EntityManager,
  letter: DeadLetter,
  reason: string,
): Promise<boolean> {
  if (letter.kind === 'job') {
    const jobs = await query(
      em,
      `update outbox_jobs set state = 'done', last_error = left('skipped: ' || ?, 2000)
       where uid = any(?::uuid[]) and state = 'dead' returning id`,
      [reason, uidsOf([letter])],
    );
    return jobs.length > 0;
  }
  const where = [letter.consumer, letter.seq];
  // The cursor first, as whoever delivers does.
  await query(em, `select from outbox_cursors where consumer = ? for update`, [letter.consumer]);
  const events = await query(
    em,
    `update outbox_event_failures set dead = true, replay_at = null, resolved_at = now()
     where consumer = ? and seq = ? and resolved_at is null returning seq`,
    where,
  );
  await query(
    em,
    `update outbox_cursors set delivered_seq = delivered_seq + 1, moved_at = now()
     where consumer = ? and delivered_seq = ? - 1`,
    where,
  );
  return events.length > 0;
}

/** The next event that one consumer is to be given again. It is nobody else's until the transaction ends. */
export async function takeReplay(em: EntityManager, consumer: string): Promise<EventRecord | null> {
  // One delivery at a time, as for the log.
  await query(em, `select from outbox_cursors where consumer = ? for update`, [consumer]);
  const [failure] = await query<{ seq: string; event: EventRecord | null }>(
    em,
    `select seq, event from outbox_event_failures
     where consumer = ? and replay_at is not null and resolved_at is null
     order by seq limit 1 for update`,
    [consumer],
  );
  if (!failure || failure.event) return failure?.event ?? null;
  const [row] = await query<EventRow>(em, `select ${EVENT_COLUMNS} from outbox_events where seq = ?`, [
    failure.seq,
  ]);
  if (!row) throw new Error(`event ${failure.seq} is no longer in the log; skip it`);
  return eventRecord(row);
}

/** Says what became of a replay: it is resolved, or dead again. */
export async function finishReplay(
  em: EntityManager,
  consumer: string,
  seq: number,
  outcome: { resolved: true } | { resolved: false; error: string },
): Promise<void> {
  const error = outcome.resolved ? null : outcome.error;
  await query(
    em,
    `update outbox_event_failures set
       resolved_at = case when ?::boolean then now() end, replay_at = null, at = now(),
       attempts = attempts + 1, error = coalesce(left(?, 2000), error)
     where consumer = ? and seq = ? and resolved_at is null`,
    [outcome.resolved, error, consumer, seq],
  );
}
