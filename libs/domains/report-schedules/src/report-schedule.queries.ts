import {
  COUNT_LIMIT,
  cutSlice,
  findRow,
  INSTANT_OF_CURSOR,
  lockRow,
  microsecondsOf,
  newestFirst,
  query,
  startOf,
  type Database,
  type Slice,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
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
export const readReportSchedule = (
  database: Database,
  actor: UserPrincipal,
  id: number,
): Promise<ReportSchedule> => findRow(database.fork(), ReportSchedule, { id }, { isKnown: isSeenBy(actor) });

/** The same, locked until the transaction ends. */
export const lockReportSchedule = ({ em }: Tx, actor: UserPrincipal, id: number): Promise<ReportSchedule> =>
  lockRow(em, ReportSchedule, { id }, { isKnown: isSeenBy(actor) });

const isSeenBy =
  (actor: UserPrincipal) =>
  (schedule: ReportSchedule): boolean =>
    schedule.ownerId === actor.userId || seesAllJobs(actor);

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
