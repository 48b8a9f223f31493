import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared, query } from '../database/query.ts';
import type { MessageRegistry } from '../messages/index.ts';

/** Events that got their numbers together: the first and the last, and the names that occur. */
export interface NumberedEvents {
  firstSeq: number;
  lastSeq: number;
  names: readonly string[];
}

const NUMBER_EVENTS = prepared(`select first_seq, last_seq, names from outbox_number_events(?)`);

/** Gives up to `batch` committed events their seq and their stream. Null when there was nothing to number. */
export async function numberEvents(em: EntityManager, batch: number): Promise<NumberedEvents | null> {
  const [row] = await query<{ first_seq: string; last_seq: string; names: string[] }>(em, NUMBER_EVENTS, [
    batch,
  ]);
  return row ? { firstSeq: Number(row.first_seq), lastSeq: Number(row.last_seq), names: row.names } : null;
}

/** Says which stream each event belongs to, before this process numbers any. */
export async function declareStreams(em: EntityManager, { events }: MessageRegistry): Promise<void> {
  const declared = [...events.values()].flatMap(({ name: event, stream }) =>
    stream === undefined ? [] : [{ event, stream }],
  );
  await query(
    em,
    `insert into outbox_event_streams (event, stream)
     select event, stream from jsonb_to_recordset(?::jsonb) as d (event text, stream text)
     order by event on conflict do nothing`,
    [JSON.stringify(declared)],
  );
}

/** A job row that this relay has taken and must hand to BullMQ. */
export interface ClaimedJob {
  id: string;
  uid: string;
  generation: number;
  queue: string;
  name: string;
}

/** Names and versions of the declared jobs, as a JSON object. */
const declaredJobs = ({ jobs }: MessageRegistry): string =>
  JSON.stringify(Object.fromEntries([...jobs.values()].map(({ name, version }) => [name, version])));

const CLAIM_JOBS = prepared(`select id, uid, generation, queue, name from outbox_claim_jobs(?, ?::jsonb)`);

/**
 * Takes jobs that are due, of names and versions that are declared here. Rows that another relay is taking are skipped,
 * not waited for.
 */
export async function claimJobs(
  em: EntityManager,
  registry: MessageRegistry,
  batch: number,
): Promise<ClaimedJob[]> {
  return query<ClaimedJob>(em, CLAIM_JOBS, [batch, declaredJobs(registry)]);
}

const NEXT_JOB = prepared(
  `select extract(epoch from min(run_at) - clock_timestamp()) * 1000 as due_in_ms from outbox_jobs
   where state = 'pending' and version <= (?::jsonb ->> name)::integer`,
);

/** In how many milliseconds the next of the jobs that are declared here is due; null when none waits. */
export async function nextJobDueInMs(em: EntityManager, registry: MessageRegistry): Promise<number | null> {
  const [row] = await query<{ due_in_ms: string | null }>(em, NEXT_JOB, [declaredJobs(registry)]);
  const due = row?.due_in_ms ?? null;
  return due === null ? null : Math.max(0, Number(due));
}

/** Gives claimed jobs back, because BullMQ could not be reached. */
export async function releaseJobs(em: EntityManager, jobs: readonly ClaimedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await query(
    em,
    `update outbox_jobs j set state = 'pending'
     from jsonb_to_recordset(?::jsonb) as c (id bigint, generation integer)
     where j.id = c.id and j.generation = c.generation and j.state = 'enqueued'`,
    [JSON.stringify(jobs.map(({ id, generation }) => ({ id, generation })))],
  );
}
