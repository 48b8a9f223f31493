import { query } from '@antrean/platform/database';
import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { asJson, type JsonObject } from '@antrean/platform/messages';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork, type Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { Report } from '@antrean/platform/report';
import { nextRun } from './next-run.ts';
import {
  toScheduleWire,
  type ReportScheduleRequest,
  type ReportScheduleView,
} from './report-schedule.contract.ts';
import { ReportSchedule } from './report-schedule.entity.ts';
import { lockReportSchedule } from './report-schedule.queries.ts';
import { assertWithinQuota } from './report-schedule.quota.ts';
import { scheduleCreated, scheduleDeleted, scheduleTakenOver, scheduleUpdated } from './messages.ts';
import { periodOf } from './schedule-period.ts';

/** A schedule as it shall be, all of it. */
export type WantedSchedule = ReportScheduleRequest & { name: string };

/**
 * @throws problem `invalid_request` that names `body.cron`, `body.timezone`, `body.period` …; `too_many_schedules`,
 *   `too_many_outside_recipients` (409)
 */
export function createReportSchedule(
  unitOfWork: UnitOfWork,
  context: Context,
  { actor, report }: { actor: UserPrincipal; report: Report },
  wanted: WantedSchedule,
): Promise<ReportScheduleView> {
  return transaction(unitOfWork, context, async (tx) => {
    const { params, ...rest } = wanted;
    const at = await now(tx);
    const schedule = tx.em.create(ReportSchedule, {
      ...rest,
      parameters: jsonOf(params),
      ownerId: actor.userId,
      nextRunAt: nextRun(wanted.cron, wanted.timezone, at),
      period: periodOf(report, wanted, at),
    });
    await tx.em.flush();
    await assertWithinQuota(tx, actor.userId);
    publish(tx, scheduleCreated, eventOf(schedule));
    return toScheduleWire(schedule);
  });
}

/**
 * Changes a schedule. When it is due is reckoned anew if that changed, or if it was paused: what it would have done
 * meanwhile is not made up for.
 * @throws problem `not_found` (404), `stale_version` (412), `invalid_request` (400), `too_many_outside_recipients` (409)
 */
export function changeReportSchedule(
  unitOfWork: UnitOfWork,
  context: Context,
  { actor, id, ifMatch }: { actor: UserPrincipal; id: number; ifMatch: VersionCondition | undefined },
  apply: (current: ReportScheduleView) => Promise<{ report: Report; wanted: WantedSchedule }>,
): Promise<ReportScheduleView> {
  return transaction(unitOfWork, context, async (tx) => {
    const schedule = await lockReportSchedule(tx, actor, id);
    assertVersion(schedule.version, ifMatch);
    const { report, wanted: all } = await apply(toScheduleWire(schedule));
    const { params, ...wanted } = all;
    const at = await now(tx);
    const otherwise = wanted.cron !== schedule.cron || wanted.timezone !== schedule.timezone;
    const resumed = wanted.isActive && !schedule.isActive;
    tx.em.assign(schedule, {
      ...wanted,
      parameters: jsonOf(params),
      period: periodOf(report, all, at),
      // Whoever changed it has seen why it was skipped.
      consecutiveSkips: 0,
      ...(otherwise || resumed || schedule.consecutiveSkips > 0
        ? { nextRunAt: nextRun(wanted.cron, wanted.timezone, at) }
        : {}),
    });
    await tx.em.flush();
    await assertWithinQuota(tx, schedule.ownerId);
    publish(tx, scheduleUpdated, eventOf(schedule));
    return toScheduleWire(schedule);
  });
}

/**
 * Makes a schedule the actor's own, in whose name, language and rights its reports are made from now on: for one whose
 * owner is gone or may not read the report any more.
 * @throws problem `not_found` (404), `stale_version` (412), `too_many_schedules`, `too_many_outside_recipients` (409)
 */
export function takeOverReportSchedule(
  unitOfWork: UnitOfWork,
  context: Context,
  { actor, id, ifMatch }: { actor: UserPrincipal; id: number; ifMatch: VersionCondition | undefined },
  assertMayHave: (report: string) => void,
): Promise<ReportScheduleView> {
  return transaction(unitOfWork, context, async (tx) => {
    const schedule = await lockReportSchedule(tx, actor, id);
    assertVersion(schedule.version, ifMatch);
    assertMayHave(schedule.report);
    const { ownerId: previousOwnerId, cron, timezone } = schedule;
    if (previousOwnerId === actor.userId) return toScheduleWire(schedule);
    tx.em.assign(schedule, {
      ownerId: actor.userId,
      consecutiveSkips: 0,
      nextRunAt: nextRun(cron, timezone, await now(tx)),
    });
    await tx.em.flush();
    await assertWithinQuota(tx, actor.userId);
    publish(tx, scheduleTakenOver, { ...eventOf(schedule), previousOwnerId });
    return toScheduleWire(schedule);
  });
}

/** Ends a schedule; reports that it made stay, mails that have not left yet do not leave. */
export function deleteReportSchedule(
  unitOfWork: UnitOfWork,
  context: Context,
  { actor, id, ifMatch }: { actor: UserPrincipal; id: number; ifMatch: VersionCondition | undefined },
): Promise<null> {
  return transaction(unitOfWork, context, async (tx) => {
    const schedule = await lockReportSchedule(tx, actor, id);
    assertVersion(schedule.version, ifMatch);
    end(tx, schedule);
    return null;
  });
}

function end(tx: Tx, schedule: ReportSchedule): void {
  publish(tx, scheduleDeleted, eventOf(schedule));
  tx.em.remove(schedule);
}

/**
 * Ends somebody's schedules, and takes their address off those of others. One that has no recipient left pauses, and
 * goes on when its owner names another one.
 */
export async function forgetReader(tx: Tx, userId: number): Promise<void> {
  const [user] = await query<{ email: string | null }>(
    tx.em,
    `select lower(email) as email from user_contacts_v where id = ?`,
    [userId],
  );
  const email = user?.email ?? null;
  const found = await query<{ id: number }>(
    tx.em,
    `select id from report_schedules
     where owner_id = ? or exists (select from unnest(recipients) address where lower(address) = ?)
     order by id for update`,
    [userId, email],
  );
  for (const schedule of await tx.em.find(ReportSchedule, { id: found.map(({ id }) => id) })) {
    if (schedule.ownerId === userId) {
      end(tx, schedule);
      continue;
    }
    const recipients = schedule.recipients.filter((address) => address.toLowerCase() !== email);
    tx.em.assign(schedule, { recipients, ...(recipients.length === 0 && { isActive: false }) });
    await tx.em.flush();
    publish(tx, scheduleUpdated, eventOf(schedule));
  }
  await tx.em.flush();
}

async function now({ em }: Tx): Promise<Date> {
  const [row] = await query<{ ms: string }>(em, `select (extract(epoch from now()) * 1000)::bigint as ms`);
  return new Date(Number(row?.ms));
}

const jsonOf = (parameters: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, asJson(value)]],
    ),
  );

export const eventOf = ({
  id,
  name,
  report,
  format,
  cron,
  timezone,
  recipients,
  isActive,
  ownerId,
}: ReportSchedule) => ({
  scheduleId: id,
  name,
  report,
  format,
  cron,
  timezone,
  recipients,
  isActive,
  ownerId,
});
