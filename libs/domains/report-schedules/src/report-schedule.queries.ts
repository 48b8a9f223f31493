import {
  COUNT_LIMIT,
  cutSlice,
  INSTANT_OF_CURSOR,
  microsecondsOf,
  newestFirst,
  query,
  startOf,
  type Database,
  type Slice,
} from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { seesAllJobs } from '@antrean/report-jobs';
import {
  toRunWire,
  toScheduleWire,
  type reportScheduleRunView,
  type ReportScheduleView,
} from './report-schedule.contract.ts';
import { ReportSchedule, ReportScheduleRun } from './report-schedule.entity.ts';

/** The schedules that the actor may see, newest first. */
export async function listReportSchedules(
  database: Database,
  actor: UserPrincipal,
  slice: Slice,
): Promise<GrowingPage<ReportScheduleView>> {
  const em = database.fork();
  const visible = em
    .createQueryBuilder(ReportSchedule)
    .select('id')
    .where(seesAllJobs(actor) ? {} : { ownerId: actor.userId });
  const { ids, total, next } = await newestFirst(em, [visible.getFormattedQuery()], slice);
  const schedules = await em.find(ReportSchedule, { id: ids }, { orderBy: { id: 'desc' } });
  return { ...toPage(schedules.map(toScheduleWire), total, slice), next };
}

/** @throws problem `not_found` when there is none that the actor may see */
export function readReportSchedule(
  database: Database,
  actor: UserPrincipal,
  id: number,
): Promise<ReportSchedule> {
  return findReportSchedule(database.fork(), actor, id);
}

/** The same, locked until the transaction ends. */
export function lockReportSchedule({ em }: Tx, actor: UserPrincipal, id: number): Promise<ReportSchedule> {
  return findReportSchedule(em, actor, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

async function findReportSchedule(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
  options: { lockMode?: LockMode } = {},
): Promise<ReportSchedule> {
  const schedule = await em.findOne(ReportSchedule, { id }, options);
  if (!schedule || (schedule.ownerId !== actor.userId && !seesAllJobs(actor))) throw problem('not_found');
  return schedule;
}

/** A schedule has one run for an instant. */
const runKey = z.tuple([z.int()]);

/** What became of a schedule's runs, latest first. @throws problem `not_found` */
export async function listScheduleRuns(
  database: Database,
  actor: UserPrincipal,
  id: number,
  slice: Slice,
): Promise<GrowingPage<z.infer<typeof reportScheduleRunView>>> {
  const { after, offset } = startOf(slice, runKey);
  await readReportSchedule(database, actor, id);
  const em = database.fork();
  const found = await query<{ id: string; at: number }>(
    em,
    `select id, ${microsecondsOf('due_at')} as at from report_schedule_runs
     where schedule_id = ? ${after ? `and due_at < ${INSTANT_OF_CURSOR}` : ''}
     order by due_at desc limit ? offset ?`,
    [id, ...(after ?? []), slice.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from report_schedule_runs where schedule_id = ? limit ?) fitting`,
    [id, COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, slice, ({ at }) => [at]);
  const ids = rows.map((run) => run.id);
  const runs = await em.find(ReportScheduleRun, { id: ids }, { orderBy: { dueAt: 'desc' } });
  return { ...toPage(runs.map(toRunWire), count?.total ?? 0, slice), next };
}
