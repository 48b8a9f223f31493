import { instantOf, query, textArray } from '@antrean/platform/database';
import { MOST_TRACED, type OpenTraceSources } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/problem';
import { traceEvents, traceJobs } from '@antrean/platform/outbox';
import type { EntityManager } from '@mikro-orm/postgresql';
import { findGaps } from './find-gaps.ts';
import type { Trace } from './trace.contract.ts';

/** The consumer that notes every event in the trail, under the thing's subject. */
const AUDITOR = 'audit';
/** One more than is told says that there are more. */
const ASKED = MOST_TRACED + 1;

export const TRACE_LINES = `
  select id::float8 as id, ${instantOf('at')} as at, event_id as "eventId", seq::float8 as seq, action, detail,
    user_id as "userId", encode(hash, 'hex') as hash
  from audit_lines_v where subject = ? order by id desc limit ?`;

export const TRACE_MAILS = `
  select id, ${instantOf('created_at')} as at, notification, channel, user_id as "userId", status, attempts,
    left(error, 500) as error, ${instantOf('sent_at')} as "sentAt"
  from deliveries_v where cause = any(?::text[]) order by created_at desc, id desc limit ?`;

const distinct = <T>(values: Iterable<T | null>): T[] => [
  ...new Set([...values].filter((value): value is T & {} => value !== null)),
];

/**
 * The way of a thing through the system: what the trail noted of it, its events with who has not had them, the jobs of the
 * same requests, whom it had told, its files, and where a step is missing.
 * @throws problem `not_found`
 */
export async function readTrace(
  em: EntityManager,
  openSources: OpenTraceSources,
  { kind, key }: { kind: string; key: string },
): Promise<Trace> {
  const source = (await openSources()).find((each) => each.kind === kind);
  const thing = await source?.find(em, key);
  if (!thing) throw problem('not_found');
  const { title, status, createdAt, subject, inPayload, causes = [], files = [] } = thing;
  // The lines first: an event that is noted meanwhile is found among those that were ahead of the trail.
  const audit = await query<Trace['audit'][number]>(em, TRACE_LINES, [subject, ASKED]);
  const seqs = audit.map(({ seq }) => seq);
  const events = await traceEvents(em, { follower: AUDITOR, seqs, inPayload }, ASKED);
  const correlationIds = distinct([
    ...(thing.correlationIds ?? []),
    ...events.map(({ correlationId }) => correlationId),
  ]).slice(0, MOST_TRACED);
  const jobs = await traceJobs(em, { correlationIds, uids: thing.jobs ?? [] }, ASKED);
  const mails = await query<Trace['mails'][number]>(em, TRACE_MAILS, [
    textArray(distinct([...causes, ...jobs.map(({ cause }) => cause)])),
    ASKED,
  ]);
  const found = { audit, events, jobs, mails, files };
  const complete = Object.values(found).every((list) => list.length <= MOST_TRACED);
  // The oldest first, as it happened.
  const told = <T>(list: readonly T[]): T[] => list.slice(0, MOST_TRACED).toReversed();
  const shown = { audit: told(audit), events: told(events), jobs: told(jobs), mails: told(mails) };
  return {
    ...{ kind, key, title, status, createdAt, complete, files: told(files) },
    audit: shown.audit,
    events: shown.events.map(({ ageSeconds: _, waits, refused, ...event }) => ({
      ...event,
      waits: [...waits],
      refused: [...refused],
    })),
    jobs: shown.jobs.map(({ lateSeconds: _, cause: __, ...job }) => job),
    mails: shown.mails,
    gaps: findGaps({ createdAt, title, ...shown }),
  };
}
