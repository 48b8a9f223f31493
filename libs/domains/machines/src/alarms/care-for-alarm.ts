import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { AlarmView } from './alarm.contract.ts';
import { alarmAcknowledged, alarmCleared } from './alarm.messages.ts';
import { machineProblem } from '../machine.problem.ts';
import { readAlarm } from './alarm.queries.ts';
import { mayOperate } from '../machine.policy.ts';

/**
 * Says that somebody sees to an alarm. Who says so again changes nothing.
 * @throws problem `not_found`, `forbidden`, `alarm_taken` (409) when somebody else does, `alarm_over` (409)
 */
export async function acknowledgeAlarm(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  id: number,
): Promise<AlarmView> {
  return transaction(unitOfWork, context, async (tx) => {
    const alarm = await lockOpen(tx, actor, id);
    const { acknowledgedBy, acknowledgedAt } = alarm;
    if (acknowledgedBy === actor.userId) return alarm;
    if (acknowledgedBy !== null)
      throw machineProblem('alarm_taken', { parameters: { acknowledgedBy, acknowledgedAt } });
    await query(tx.em, `update rvm_alarms set acknowledged_at = now(), acknowledged_by = ? where id = ?`, [
      actor.userId,
      id,
    ]);
    publish(tx, alarmAcknowledged, { ...factsOf(alarm), by: actor.userId });
    return readAlarm(tx.em, actor, id);
  });
}

/**
 * Says that an alarm is over. When the machine says the same again later, that is another one.
 * @throws problem `not_found`, `forbidden`, `alarm_over` (409)
 */
export async function clearAlarm(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  id: number,
  note: string | null,
): Promise<AlarmView> {
  return transaction(unitOfWork, context, async (tx) => {
    const alarm = await lockOpen(tx, actor, id);
    await query(tx.em, `update rvm_alarms set cleared_at = now(), cleared_by = ?, note = ? where id = ?`, [
      ...[actor.userId, note, id],
    ]);
    publish(tx, alarmCleared, { ...factsOf(alarm), by: actor.userId, note });
    return readAlarm(tx.em, actor, id);
  });
}

async function lockOpen({ em }: Tx, actor: UserPrincipal, id: number): Promise<AlarmView> {
  await query(em, `select 1 from rvm_alarms where id = ? for update`, [id]);
  const alarm = await readAlarm(em, actor, id);
  if (!mayOperate(actor, alarm.outletId)) throw problem('forbidden');
  const { clearedAt, clearedBy } = alarm;
  if (clearedAt !== null) throw machineProblem('alarm_over', { parameters: { clearedAt, clearedBy } });
  return alarm;
}

const factsOf = ({ id: alarmId, rvmId, code, outletId, kind }: AlarmView) => ({
  ...{ alarmId, rvmId, code, outletId, kind },
});
