import type { UserPrincipal } from '@antrean/platform/auth';
import { flushUnique, nameTaken } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { ClinicService } from '../clinic.entity.ts';
import { clinicProblem } from '../clinic.problem.ts';
import { lockClinic } from '../lock-clinic.ts';
import { servicesChanged } from '../messages.ts';
import { assertStaff, replaceOfferers } from './offered-service.ts';
import type { NewService, ServiceBody, ServiceChanges } from './service.contract.ts';
import { readService } from './service.queries.ts';
import { MOST_OF_A_CLINIC } from '../staff/staff.contract.ts';

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
}
/** A service of a clinic, in the version that was seen. */
export interface ServiceTarget {
  readonly clinicId: number;
  readonly serviceId: number;
  readonly ifMatch: VersionCondition | undefined;
}

/** @throws problem `not_found`, `forbidden`, `clinic_inactive`, `name_taken`, `clinic_full`, `invalid_request` */
export async function addService(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  clinicId: number,
  { staffIds, position, ...details }: NewService,
): Promise<ServiceBody> {
  return transaction(unitOfWork, context, async (tx) => {
    await lockClinic(tx, actor, { id: clinicId });
    await assertStaff(tx.em, clinicId, staffIds, 'body.staffIds');
    const present = await tx.em.find(ClinicService, { clinicId, removedAt: null }, { fields: ['sortOrder'] });
    if (present.length >= MOST_OF_A_CLINIC) {
      throw clinicProblem('clinic_full', { parameters: { limit: MOST_OF_A_CLINIC } });
    }
    const last = Math.max(-1, ...present.map(({ sortOrder }) => sortOrder));
    const service = tx.em.create(ClinicService, { ...details, clinicId, sortOrder: position ?? last + 1 });
    await flushUnique(tx.em, () => nameTaken('name', details.name));
    await replaceOfferers(tx.em, service.id, staffIds);
    tell(tx, service, 'added');
    return readService(tx.em, actor, clinicId, service.id);
  });
}

/**
 * Changes a service; what is not named stays. What was booked keeps its price and duration of then.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version`, `name_taken`, `invalid_request`
 */
export async function updateService(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: ServiceTarget,
  { staffIds, position, ...changes }: ServiceChanges,
): Promise<ServiceBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const service = await lockService(tx, actor, target);
    const { version, name } = service;
    tx.em.assign(service, { ...changes, ...(position !== undefined && { sortOrder: position }) });
    if (staffIds) {
      await assertStaff(tx.em, target.clinicId, staffIds, 'body.staffIds');
      if (await replaceOfferers(tx.em, service.id, staffIds)) service.updatedAt = new Date();
    }
    await flushUnique(tx.em, () => nameTaken('name', changes.name ?? name));
    if (service.version !== version) tell(tx, service, 'updated');
    return readService(tx.em, actor, target.clinicId, service.id);
  });
}

/**
 * Takes a service off for good; bookings that name it go on doing so.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version`
 */
export async function removeService(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: ServiceTarget,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    const service = await lockService(tx, actor, target);
    service.removedAt = new Date();
    await tx.em.flush();
    await replaceOfferers(tx.em, service.id, []);
    tell(tx, service, 'removed');
  });
}

async function lockService(
  tx: Tx,
  actor: UserPrincipal,
  { clinicId, serviceId, ifMatch }: ServiceTarget,
): Promise<ClinicService> {
  await lockClinic(tx, actor, { id: clinicId });
  const service = await tx.em.findOne(ClinicService, { id: serviceId, clinicId, removedAt: null });
  if (!service) throw problem('not_found');
  assertVersion(service.version, ifMatch);
  return service;
}

function tell(
  tx: Tx,
  { clinicId, id: serviceId, name, isActive }: ClinicService,
  change: 'added' | 'updated' | 'removed',
): void {
  publish(tx, servicesChanged, { clinicId, serviceId, name, isActive, change });
}
