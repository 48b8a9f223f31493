import type { EntityManager } from '@mikro-orm/postgresql';
import { query, type SqlValue } from '../database/query.ts';
import type { Context } from './context.ts';

interface PendingEvent {
  name: string;
  version: number;
  payload: string;
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

/** Writes the collected messages: one statement for the events, one for the jobs. */
export async function writeOutbox(em: EntityManager, context: Context, writes: OutboxWrites): Promise<void> {
  if (writes.events.length > 0) {
    await query(
      em,
      `insert into outbox_events (name, version, payload, actor_id, correlation_id) values ` +
        writes.events.map(() => '(?, ?, ?::jsonb, ?, ?)').join(', '),
      writes.events.flatMap((event): SqlValue[] => [
        event.name,
        event.version,
        event.payload,
        context.actorId,
        context.correlationId,
      ]),
    );
  }
  if (writes.jobs.length > 0) {
    await query(
      em,
      `insert into outbox_jobs (uid, queue, name, version, payload, run_at, actor_id, correlation_id) values ` +
        writes.jobs.map(() => '(?, ?, ?, ?, ?::jsonb, coalesce(?::timestamptz, now()), ?, ?)').join(', '),
      writes.jobs.flatMap((job): SqlValue[] => [
        job.uid,
        job.queue,
        job.name,
        job.version,
        job.payload,
        job.runAt?.toISOString() ?? null,
        job.actorId ?? context.actorId,
        context.correlationId,
      ]),
    );
  }
}
