import type { EntityManager } from '@mikro-orm/postgresql';
import { query, textArray, type SqlValue } from '../database/query.ts';
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

/** Messages of an open transaction, in the order in which they were published. */
export interface OutboxWrites {
  events: PendingEvent[];
  jobs: PendingJob[];
}

interface Statement {
  sql: string;
  parameters: SqlValue[];
}

/**
 * Writes the collected messages: one statement for the events, one for the jobs.
 * @param also an insert that is to go with them, without a statement of its own if there is one already
 */
export async function writeOutbox(
  em: EntityManager,
  context: Context,
  writes: OutboxWrites,
  also?: Statement,
): Promise<void> {
  const [first, ...rest] = [
    ...(writes.events.length > 0 ? [insertEvents(writes.events, context)] : []),
    ...(writes.jobs.length > 0 ? [insertJobs(writes.jobs, context)] : []),
  ];
  for (const { sql, parameters } of [...together(also, first), ...rest]) await query(em, sql, parameters);
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
  parameters: events.flatMap((event): SqlValue[] => [
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
  parameters: jobs.flatMap((job): SqlValue[] => [
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
