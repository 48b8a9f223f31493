import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** How a clinic takes bookings. */
export interface ClinicRules {
  readonly name: string;
  readonly timeZone: string;
  readonly isActive: boolean;
  readonly autoConfirm: boolean;
  readonly confirmWithinHours: number;
  readonly cancellationNoticeHours: number;
  readonly takesGuests: boolean;
  /** By which somebody is reached there. */
  readonly contact: string | null;
}

/** The rules of a clinic, also of one that is deactivated; null when there is none. */
export async function findClinicRules(em: EntityManager, clinicId: number): Promise<ClinicRules | null> {
  const [rules] = await query<ClinicRules>(
    em,
    `select name, time_zone as "timeZone", is_active as "isActive", auto_confirm_bookings as "autoConfirm",
            confirm_within_hours as "confirmWithinHours", cancellation_notice_hours as "cancellationNoticeHours",
            takes_guest_bookings as "takesGuests", coalesce(phone, email) as contact
     from clinics_v where id = ?::bigint`,
    [clinicId],
  );
  return rules ?? null;
}

/** The rules of the clinic of a booking, which names one that is there. */
export async function rulesOf(em: EntityManager, clinicId: number): Promise<ClinicRules> {
  const rules = await findClinicRules(em, clinicId);
  if (!rules) throw new Error(`clinic ${clinicId} is gone`);
  return rules;
}

const HOUR_MS = 3_600_000;

/** Not less than none: what begins now is held no longer. */
export const secondsUntil = (at: Date, now: Date): number =>
  Math.max(0, (at.getTime() - now.getTime()) / 1_000);

/** For how long a booking waits for its clinic: as long as it may take, and not past its beginning. */
export const waitsForSeconds = ({ confirmWithinHours }: ClinicRules, now: Date, startsAt: Date): number =>
  Math.min(confirmWithinHours * 3_600, secondsUntil(startsAt, now));

/** Whether a customer may still move or cancel a booking that begins then. */
export const isInTime = ({ cancellationNoticeHours }: ClinicRules, now: Date, startsAt: Date): boolean =>
  now.getTime() <= startsAt.getTime() - cancellationNoticeHours * HOUR_MS && now < startsAt;
