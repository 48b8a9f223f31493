import { query } from '@antrean/platform/database';
import { assertVersion, type VersionCondition } from '@antrean/platform/http';
import { asJson, type JsonObject } from '@antrean/platform/messages';
import {
  publish,
  transaction,
  type Actor,
  type Context,
  type TransactionHost,
  type Tx,
} from '@antrean/platform/outbox';
import { nextRun } from './next-run.ts';
import {
  toScheduleWire,
  type ReportScheduleRequest,
  type ReportScheduleView,
} from './report-schedule.contract.ts';
import { ReportSchedule } from './report-schedule.entity.ts';
import { lockReportSchedule } from './report-schedule.queries.ts';
import { scheduleCreated, scheduleDeleted, scheduleUpdated } from './schedule.messages.ts';

/** A schedule as it shall be, all of it. */
export type WantedSchedule = ReportScheduleRequest & { name: string };

/** @throws problem `invalid_request` that names `body.cron` or `body.timezone` */
export function createReportSchedule(
  host: TransactionHost,
  context: Context,
  actor: Actor,
  wanted: WantedSchedule,
): Promise<ReportScheduleView> {
  return transaction(host, context, async (tx) => {
    const { params, ...rest } = wanted;
    const schedule = tx.em.create(ReportSchedule, {
      ...rest,
      parameters: jsonOf(params),
      ownerId: actor.userId,
      nextRunAt: nextRun(wanted.cron, wanted.timezone, await now(tx)),
    });
    await tx.em.flush();
    publish(tx, scheduleCreated, eventOf(schedule));
    return toScheduleWire(schedule);
  });
}

/**
 * Changes a schedule. When it is due is reckoned anew if that changed, or if it was paused: what it would have done
 * meanwhile is not made up for.
 * @throws problem `not_found` (404), `stale_version` (412), `invalid_request` (400)
 */
export function changeReportSchedule(
  host: TransactionHost,
  context: Context,
  { actor, id, ifMatch }: { actor: Actor; id: number; ifMatch: VersionCondition | undefined },
  apply: (current: ReportScheduleView) => Promise<WantedSchedule>,
): Promise<ReportScheduleView> {
  return transaction(host, context, async (tx) => {
    const schedule = await lockReportSchedule(tx, actor, id);
    assertVersion(schedule.version, ifMatch);
    const { params, ...wanted } = await apply(toScheduleWire(schedule));
    const otherwise = wanted.cron !== schedule.cron || wanted.timezone !== schedule.timezone;
    const resumed = wanted.isActive && !schedule.isActive;
    tx.em.assign(schedule, {
      ...wanted,
      parameters: jsonOf(params),
      ...(otherwise || resumed ? { nextRunAt: nextRun(wanted.cron, wanted.timezone, await now(tx)) } : {}),
    });
    await tx.em.flush();
    publish(tx, scheduleUpdated, eventOf(schedule));
    return toScheduleWire(schedule);
  });
}

/** Ends a schedule; reports that it made stay, mails that have not left yet do not leave. */
export function deleteReportSchedule(
  host: TransactionHost,
  context: Context,
  { actor, id, ifMatch }: { actor: Actor; id: number; ifMatch: VersionCondition | undefined },
): Promise<null> {
  return transaction(host, context, async (tx) => {
    const schedule = await lockReportSchedule(tx, actor, id);
    assertVersion(schedule.version, ifMatch);
    publish(tx, scheduleDeleted, eventOf(schedule));
    tx.em.remove(schedule);
    return null;
  });
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

const eventOf = ({
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
