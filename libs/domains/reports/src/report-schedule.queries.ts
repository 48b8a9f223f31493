import type { Database } from '@antrean/platform/database';
import { problem, toPage, type Page } from '@antrean/platform/http';
import type { Actor, Tx } from '@antrean/platform/outbox';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { seesAllJobs } from './report-job.policy.ts';
import {
  toRunWire,
  toScheduleWire,
  type reportScheduleRunView,
  type ReportScheduleView,
} from './report-schedule.contract.ts';
import { ReportSchedule, ReportScheduleRun } from './report-schedule.entity.ts';

interface Paging {
  page: number;
  limit: number;
}
const rowsOf = ({ page, limit }: Paging) => ({ limit, offset: (page - 1) * limit });

/** The schedules that the actor may see, newest first. */
export async function listReportSchedules(
  database: Database,
  actor: Actor,
  paging: Paging,
): Promise<Page<ReportScheduleView>> {
  const [schedules, total] = await database
    .fork()
    .findAndCount(ReportSchedule, seesAllJobs(actor) ? {} : { ownerId: actor.userId }, {
      orderBy: { id: 'desc' },
      ...rowsOf(paging),
    });
  return toPage(schedules.map(toScheduleWire), total, paging);
}

/** @throws problem `not_found` when there is none that the actor may see */
export function readReportSchedule(database: Database, actor: Actor, id: number): Promise<ReportSchedule> {
  return findReportSchedule(database.fork(), actor, id);
}

/** The same, locked until the transaction ends. */
export function lockReportSchedule({ em }: Tx, actor: Actor, id: number): Promise<ReportSchedule> {
  return findReportSchedule(em, actor, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

async function findReportSchedule(
  em: EntityManager,
  actor: Actor,
  id: number,
  options: { lockMode?: LockMode } = {},
): Promise<ReportSchedule> {
  const schedule = await em.findOne(ReportSchedule, { id }, options);
  if (!schedule || (schedule.ownerId !== actor.userId && !seesAllJobs(actor))) throw problem('not_found');
  return schedule;
}

/** What became of a schedule's runs, latest first. @throws problem `not_found` */
export async function listScheduleRuns(
  database: Database,
  actor: Actor,
  id: number,
  paging: Paging,
): Promise<Page<z.infer<typeof reportScheduleRunView>>> {
  const schedule = await readReportSchedule(database, actor, id);
  const [runs, total] = await database
    .fork()
    .findAndCount(
      ReportScheduleRun,
      { scheduleId: schedule.id },
      { orderBy: { dueAt: 'desc' }, ...rowsOf(paging) },
    );
  return toPage(runs.map(toRunWire), total, paging);
}
