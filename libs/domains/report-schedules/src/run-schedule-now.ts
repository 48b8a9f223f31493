import type { UserPrincipal } from '@antrean/platform/auth';
import { enqueue, publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { z } from 'zod';
import { eventOf } from './manage-report-schedule.ts';
import { runSchedule, scheduleRunAsked } from './messages.ts';
import { toRunWire, type reportScheduleRunView } from './report-schedule.contract.ts';
import { ReportScheduleRun } from './report-schedule.entity.ts';
import { lockReportSchedule } from './report-schedule.queries.ts';

/**
 * Gives a schedule a run beside those that are due: the same record and the same job. When it is due next stays.
 * @throws problem `not_found` (404)
 */
export function runScheduleNow(
  unitOfWork: UnitOfWork,
  context: Context,
  { actor, id }: { actor: UserPrincipal; id: number },
  assertMayHave: (report: string) => void,
): Promise<z.infer<typeof reportScheduleRunView>> {
  return transaction(unitOfWork, context, async (tx) => {
    const schedule = await lockReportSchedule(tx, actor, id);
    assertMayHave(schedule.report);
    const at = new Date();
    const run = tx.em.create(ReportScheduleRun, { scheduleId: id, dueAt: at, createdAt: at });
    await tx.em.flush();
    enqueue(tx, runSchedule, { runId: run.id });
    publish(tx, scheduleRunAsked, { ...eventOf(schedule), runId: run.id, askedBy: actor.userId });
    return toRunWire(run);
  });
}
