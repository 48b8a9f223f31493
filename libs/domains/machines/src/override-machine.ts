import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { invalidField, problem } from '@antrean/platform/http';
import { enqueue, publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { OverrideInput } from './alarms/alarm.contract.ts';
import { changeMachine, lockMachine, type LockedMachine } from './change-state.ts';
import type { MachineView } from './machine.contract.ts';
import { endOverride, machineOverridden } from './machine.messages.ts';
import { mayOperate, mayRead } from './machine.policy.ts';
import { readMachine } from './machine.queries.ts';

const MOST_DAYS = 30;

/**
 * Says for a while how a machine is, whatever it says itself. Another override takes the place of the one before.
 * @throws problem `not_found`, `forbidden`, `invalid_request` for an end that has passed or is too far
 */
export async function overrideMachine(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  id: number,
  { status, until, reason }: OverrideInput,
): Promise<MachineView> {
  return transaction(unitOfWork, context, async (tx) => {
    const machine = await lockToOperate(tx, actor, id);
    await assertEnd(tx, until);
    await changeMachine(tx, machine, {
      cause: 'override',
      override: { status, until, by: actor.userId, reason },
    });
    const { code, outletId } = machine;
    publish(tx, machineOverridden, {
      rvmId: id,
      code,
      outletId,
      by: actor.userId,
      override: { status, until, reason },
    });
    // It is not taken back when the override is ended or replaced: it looks at what is so then.
    enqueue(tx, endOverride, { rvmId: id }, { runAt: new Date(until) });
    return readMachine(tx.em, actor, id);
  });
}

/** Ends an override before its time; without one nothing happens. @throws problem `not_found`, `forbidden` */
export async function liftOverride(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  id: number,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const machine = await lockToOperate(tx, actor, id);
    if (machine.overrideStatus === null) return;
    await changeMachine(tx, machine, { cause: 'override-end', override: null });
    const { code, outletId } = machine;
    publish(tx, machineOverridden, { rvmId: id, code, outletId, by: actor.userId, override: null });
  });
}

async function lockToOperate(tx: Tx, actor: UserPrincipal, id: number): Promise<LockedMachine> {
  const machine = await lockMachine(tx, id);
  if (!machine || !mayRead(actor, machine.outletId)) throw problem('not_found');
  if (!mayOperate(actor, machine.outletId)) throw problem('forbidden');
  return machine;
}

async function assertEnd({ em }: Tx, until: string): Promise<void> {
  const [row] = await query<{ fits: boolean }>(
    em,
    `select at > now() and at <= now() + ? * interval '1 day' as fits from (select ?::timestamptz as at) wanted`,
    [MOST_DAYS, until],
  );
  if (row?.fits) return;
  throw invalidField('body.until', {
    en: `must be to come, and at most ${MOST_DAYS} days from now`,
    id: `harus di masa mendatang, paling lama ${MOST_DAYS} hari dari sekarang`,
  });
}
