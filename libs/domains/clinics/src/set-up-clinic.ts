import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { ClinicService } from './clinic.entity.ts';

/** What a clinic offers from the beginning, in the order in which it is listed. */
export interface FirstService {
  readonly name: string;
  readonly description?: string | null;
  /** Rupiah. */
  readonly price: number;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
}

/** A day on the clinic's clocks: 1 is Monday, 7 Sunday. */
export interface OpenDay {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/**
 * Gives a clinic that this transaction creates its first services and hours: they are part of its creation, which is told
 * as one. Names of services differ by more than case.
 */
export async function setUpClinic(
  { em }: Tx,
  clinicId: number,
  { services, weekly }: { services: readonly FirstService[]; weekly: readonly OpenDay[] },
): Promise<void> {
  for (const [sortOrder, service] of services.entries()) {
    em.create(ClinicService, { description: null, ...service, clinicId, sortOrder });
  }
  await em.flush();
  await query(em, `insert into clinic_hours (clinic_id, weekly) values (?, ?::jsonb)`, [
    clinicId,
    JSON.stringify(weekly),
  ]);
}
