import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared, query, textArray, type PreparedStatement, type PreparedValue } from '../database/query.ts';
import type { Context } from './context.ts';

interface PendingEvent {
  name: string;
  version: number;
  payload: string;
  /** Whom it concerns (`audienceKeys`). */
  audience: readonly string[];
}

interface PendingJob {
  uid: string;
  queue: string;
  name: string;
  version: number;
  payload: string;
  runAt: Date | null;
  actorId: number | null;
}

/** A job that is enqueued only if no open one has its key, or in the place of that one. */
interface KeyedJob extends PendingJob {
  key: string;
  onConflict: 'keep' | 'replace';
}

interface CancelledJob {
  name: string;
  key: string;
  onConflict: 'cancel';
}

type KeyedWrite = KeyedJob | CancelledJob;

/** Messages of an open transaction, in the order in which they were published. */
export interface OutboxWrites {
  events: PendingEvent[];
  jobs: (PendingJob | KeyedWrite)[];
}

interface Statement {
  sql: string;
  parameters: PreparedValue[];
}

/** Of so many messages at once, as requests write them, PostgreSQL keeps the plans. */
const PREPARED_UP_TO = 3;
const kept = new Map<string, PreparedStatement>();

/**
 * Writes the collected messages: one statement for the events, one for the jobs, one for those with keys.
 * @param also an insert that is to go with them, without a statement of its own if there is one already
 */
export async function writeOutbox(
  em: EntityManager,
  context: Context,
  writes: OutboxWrites,
  also?: Statement,
): Promise<void> {
  const jobs = writes.jobs.filter((job): job is PendingJob => !isKeyed(job));
  const keyed = writes.jobs.filter(isKeyed);
  const [first, ...rest] = [
    ...(writes.events.length > 0 ? [insertEvents(writes.events, context)] : []),
    ...(jobs.length > 0 ? [insertJobs(jobs, context)] : []),
    // Last: others may wait for the keys.
    ...(keyed.length > 0 ? [writeKeyedJobs(keyed, context)] : []),
  ];
  const run =
    writes.events.length + writes.jobs.length <= PREPARED_UP_TO
      ? ({ sql, parameters }: Statement) => query(em, keptPlan(sql), parameters)
      : ({ sql, parameters }: Statement) => query(em, sql, parameters);
  for (const statement of [...together(also, first), ...rest]) await run(statement);
}

function keptPlan(sql: string): PreparedStatement {
  const known = kept.get(sql) ?? prepared(sql);
  kept.set(sql, known);
  return known;
}

function isKeyed(job: PendingJob | KeyedWrite): job is KeyedWrite {
  return 'key' in job;
}

function together(also: Statement | undefined, first: Statement | undefined): Statement[] {
  if (!also || !first) return [also ?? first].filter((statement) => statement !== undefined);
  return [
    { sql: `with also as (${also.sql}) ${first.sql}`, parameters: [...also.parameters, ...first.parameters] },
  ];
}

const insertEvents = (events: readonly PendingEvent[], context: Context): Statement => ({
  sql:
    `insert into outbox_events (name, version, payload, audience, actor_id, correlation_id) values ` +
    events.map(() => '(?, ?, ?::jsonb, ?::text[], ?, ?)').join(', '),
  parameters: events.flatMap((event): PreparedValue[] => [
    event.name,
    event.version,
    event.payload,
    textArray(event.audience),
    context.actorId,
    context.correlationId,
  ]),
});

const insertJobs = (jobs: readonly PendingJob[], context: Context): Statement => ({
  sql:
    `insert into outbox_jobs (uid, queue, name, version, payload, run_at, actor_id, correlation_id) values ` +
    jobs.map(() => '(?, ?, ?, ?, ?::jsonb, coalesce(?::timestamptz, now()), ?, ?)').join(', '),
  parameters: jobs.flatMap((job): PreparedValue[] => [
    job.uid,
    job.queue,
    job.name,
    job.version,
    job.payload,
    job.runAt?.toISOString() ?? null,
    job.actorId ?? context.actorId,
    context.correlationId,
  ]),
});

const writeKeyedJobs = (jobs: readonly KeyedWrite[], context: Context): Statement => ({
  sql: `select outbox_write_keyed_jobs(?::jsonb, ?, ?)`,
  parameters: [
    JSON.stringify(
      // In one order everywhere; what is done to one key stays in the order in which it was asked for.
      jobs
        .toSorted((a, b) => compare(a.name, b.name) || compare(a.key, b.key))
        .map((job) => ('payload' in job ? { ...job, payload: JSON.parse(job.payload) as unknown } : job)),
    ),
    context.actorId,
    context.correlationId,
  ],
});

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
