import { revokeDeviceTokens, type Subject } from '@antrean/api-tokens';
import { assertOutlet } from '@antrean/organization';
import type { UserPrincipal } from '@antrean/platform/auth';
import { flushUnique, lockRow, nameTaken, query } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { lockMachine } from './change-state.ts';
import type { MachineChanges, MachineView, NewMachine } from './machine.contract.ts';
import { Rvm } from './machine.entity.ts';
import { machineCreated, machineDeleted, machineUpdated } from './machine.messages.ts';
import { findMachine } from './machine.queries.ts';

/** A machine, as its tokens name it. */
export const subjectOf = (id: number): Subject => ({ kind: 'rvm', id });

interface Target {
  readonly id: number;
  readonly ifMatch: VersionCondition | undefined;
}

/** @throws problem `name_taken`, `invalid_request` for an outlet that is not there */
export async function createMachine(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { code, name, location, outletId, capacity }: NewMachine,
): Promise<MachineView> {
  return transaction(unitOfWork, context, async (tx) => {
    await assertOutlet(tx.em, outletId, 'body.outletId');
    const machine = tx.em.create(Rvm, {
      ...{ code, name, outletId, capacity, createdBy: actor.userId },
      ...columnsOf(location),
    });
    await flushUnique(tx.em, () => nameTaken('code', code));
    const { id: rvmId } = machine;
    await query(tx.em, `insert into rvm_states (rvm_id) values (?)`, [rvmId]);
    publish(tx, machineCreated, { rvmId, code, outletId, name });
    return viewOf(tx, rvmId);
  });
}

/**
 * Changes a machine; what is not named stays.
 * @throws problem `not_found`, `stale_version`, `name_taken`, `invalid_request` for an outlet that is not there
 */
export async function updateMachine(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  { id, ifMatch }: Target,
  { location, ...rest }: MachineChanges,
): Promise<MachineView> {
  return transaction(unitOfWork, context, async (tx) => {
    const machine = await lockRow(tx.em, Rvm, { id });
    assertVersion(machine.version, ifMatch);
    const before = { ...machine };
    if (rest.outletId !== undefined && rest.outletId !== (machine.outletId ?? null))
      await assertOutlet(tx.em, rest.outletId, 'body.outletId');
    tx.em.assign(machine, { ...rest, ...(location ? columnsOf(location) : {}) });
    await flushUnique(tx.em, () => nameTaken('code', machine.code));
    if (machine.version !== before.version) {
      const changed = FIELDS.filter((field) => machine[field] !== before[field]);
      const { code, name } = machine;
      publish(tx, machineUpdated, { rvmId: id, code, outletId: machine.outletId ?? null, name, changed });
    }
    return viewOf(tx, id);
  });
}

const FIELDS = ['code', 'name', 'address', 'latitude', 'longitude', 'outletId', 'capacity'] as const;

/** Takes a machine away, with its state; its tokens end. @throws problem `not_found`, `stale_version` */
export async function deleteMachine(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  { id, ifMatch }: Target,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    // Its state first, as everybody does who speaks of it: their alarms wait for the row of the machine.
    if (!(await lockMachine(tx, id))) throw problem('not_found');
    const machine = await lockRow(tx.em, Rvm, { id });
    assertVersion(machine.version, ifMatch);
    await revokeDeviceTokens(tx, subjectOf(id));
    await query(tx.em, `delete from rvms where id = ?`, [id]);
    publish(tx, machineDeleted, { rvmId: id, code: machine.code, outletId: machine.outletId ?? null });
  });
}

const columnsOf = ({ address, lat, lng }: NewMachine['location']) => ({
  address,
  latitude: lat,
  longitude: lng,
});

async function viewOf({ em }: Tx, id: number): Promise<MachineView> {
  const view = await findMachine(em, id);
  if (!view) throw new Error(`machine ${id} has no state`);
  return view;
}
