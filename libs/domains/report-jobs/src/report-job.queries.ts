import { setTimeout as pause } from 'node:timers/promises';
import {
  COUNT_LIMIT,
  cutSlice,
  findRow,
  INSTANT_OF_CURSOR,
  instantKey,
  lockRow,
  microsecondsOf,
  query,
  startOf,
  type Database,
  type Slice,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { z } from 'zod';
import { toWire, type ReportJobView } from './report-job.contract.ts';
import { lifecycle, ReportJob } from './report-job.entity.ts';
import { seesAllJobs } from './report-job.policy.ts';

const jobKey = instantKey(z.uuid());

/** The jobs that the actor may see, newest first; with `mine` those that they asked for. */
export async function listReportJobs(
  database: Database,
  actor: UserPrincipal,
  { mine, ...slice }: Slice & { mine: boolean },
): Promise<GrowingPage<ReportJobView>> {
  const { after, offset } = startOf(slice, jobKey);
  const em = database.fork();
  const [visible, whose] = seesAllJobs(actor) && !mine ? ['true', []] : ['requested_by = ?', [actor.userId]];
  const found = await query<{ id: string; at: number }>(
    em,
    `select id, ${microsecondsOf('created_at')} as at from report_jobs
     where ${visible} ${after ? `and (created_at, id) < (${INSTANT_OF_CURSOR}, ?::uuid)` : ''}
     order by created_at desc, id desc limit ? offset ?`,
    [...whose, ...(after ?? []), slice.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from report_jobs where ${visible} limit ?) fitting`,
    [...whose, COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, slice, ({ at, id }) => [at, id]);
  const ids = rows.map(({ id }) => id);
  const jobs = new Map((await em.find(ReportJob, { id: ids })).map((job) => [job.id, job]));
  const views = ids.flatMap((id) => jobs.get(id) ?? []).map(toWire);
  return { ...toPage(views, count?.total ?? 0, slice), next };
}

/** @throws problem `not_found` when there is none that the actor may see */
export const readReportJob = (database: Database, actor: UserPrincipal, id: string): Promise<ReportJob> =>
  findRow(database.fork(), ReportJob, { id }, { isKnown: isSeenBy(actor) });

/** The same, locked until the transaction ends. */
export const lockReportJob = ({ em }: Tx, actor: UserPrincipal, id: string): Promise<ReportJob> =>
  lockRow(em, ReportJob, { id }, { isKnown: isSeenBy(actor) });

const isSeenBy =
  (actor: UserPrincipal) =>
  (job: ReportJob): boolean =>
    job.requestedBy === actor.userId || seesAllJobs(actor);

const POLL_MS = { first: 50, most: 250 };

/**
 * Waits until a job has come to its end. It looks at the row, by its primary key and ever less often: that needs no
 * connection of its own, works whichever worker does the job, and loses nothing when Redis is away.
 *
 * @returns the job, as it is when the time is up or the signal aborts
 */
export async function waitForReportJob(
  database: Database,
  id: string,
  { withinMs, signal }: { withinMs: number; signal: AbortSignal },
): Promise<ReportJob> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  for (let wait = POLL_MS.first; ; wait = Math.min(wait * 1.5, POLL_MS.most)) {
    const job = await database.fork().findOneOrFail(ReportJob, { id });
    if (enough.aborted || !lifecycle.allows('cancel', job.status)) return job;
    await pause(wait, undefined, { signal: enough }).catch((error: unknown) => {
      if (!enough.aborted) throw error;
    });
  }
}
