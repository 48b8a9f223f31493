import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { NewClinic } from './clinic.contract.ts';
import { Clinic } from './clinic.entity.ts';
import { clinicCreated } from './messages.ts';

/**
 * Adds a clinic; it is seen by everybody from the commit on. Whoever calls it has decided that it may be, and has checked
 * the input by the schema `newClinic`.
 */
export async function createClinic(tx: Tx, input: NewClinic): Promise<Clinic> {
  const { address, location, timezone: timeZone, ...rest } = input;
  const clinic = tx.em.create(Clinic, {
    ...rest,
    ...address,
    latitude: location.lat,
    longitude: location.lng,
    timeZone,
  });
  await tx.em.flush();
  const { id: clinicId, name, city } = clinic;
  publish(tx, clinicCreated, { clinicId, name, city, timezone: timeZone });
  return clinic;
}
