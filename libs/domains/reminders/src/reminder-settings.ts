import { query } from '@antrean/platform/database';
import type { NotificationChannel } from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What somebody chose; null: what stands behind it counts. */
export interface Choice {
  readonly offsetsMinutes: readonly number[] | null;
  readonly channels: readonly NotificationChannel[] | null;
}

/** When and how somebody is reminded. */
export interface ReminderSettings {
  readonly offsetsMinutes: readonly number[];
  readonly channels: readonly NotificationChannel[];
}

/** Of whom nobody chose anything. Text messages cost somebody money, so they come to who asks for them. */
export const DEFAULTS: ReminderSettings = { offsetsMinutes: [1_440, 120], channels: ['email', 'inApp'] };

/** All that has been chosen about a booking, as a statement that joins the rows below reads it. */
export interface Chosen {
  readonly bookingOffsets: readonly number[] | null;
  readonly bookingChannels: readonly NotificationChannel[] | null;
  readonly userOffsets: readonly number[] | null;
  readonly userChannels: readonly NotificationChannel[] | null;
  readonly clinicOffsets: readonly number[] | null;
  /** Whether nobody has an account for it, as it is now: there is an address and nothing else. */
  readonly isGuest: boolean;
}

/** Columns of {@link Chosen}; `b` is the booking, `p` its plan, `u` the customer's preferences, `c` the clinic's reminders. */
export const CHOSEN = `to_jsonb(p.offsets_minutes) as "bookingOffsets", to_jsonb(p.channels) as "bookingChannels",
  to_jsonb(u.offsets_minutes) as "userOffsets", to_jsonb(u.channels) as "userChannels",
  to_jsonb(c.offsets_minutes) as "clinicOffsets", b.customer_id is null as "isGuest"`;

/** Whose choice counts. */
export type ChosenBy = 'booking' | 'customer' | 'clinic' | 'default';

/** The booking's own choice comes first, then the customer's, the clinic's, and what is so by default. */
export function settingsOf(chosen: Chosen): ReminderSettings & {
  readonly chosenBy: { readonly offsetsMinutes: ChosenBy; readonly channels: ChosenBy };
} {
  const offsets = first<readonly number[]>(DEFAULTS.offsetsMinutes, [
    ['booking', chosen.bookingOffsets],
    ['customer', chosen.userOffsets],
    ['clinic', chosen.clinicOffsets],
  ]);
  const channels = first<readonly NotificationChannel[]>(DEFAULTS.channels, [
    ['booking', chosen.bookingChannels],
    ['customer', chosen.userChannels],
  ]);
  return {
    offsetsMinutes: offsets.value,
    channels: chosen.isGuest ? channels.value.filter((name) => name === 'email') : channels.value,
    chosenBy: { offsetsMinutes: offsets.by, channels: channels.by },
  };
}

function first<T>(
  otherwise: T,
  choices: readonly (readonly [ChosenBy, T | null])[],
): { by: ChosenBy; value: T } {
  for (const [by, value] of choices) if (value !== null) return { by, value };
  return { by: 'default', value: otherwise };
}

/** A namespace of PostgreSQL's locks each: whoever changes what somebody chose, and whoever plans by it. */
const LOCKS = {
  customer: 'antrean reminders of a customer',
  clinic: 'antrean reminders of a clinic',
} as const;

/**
 * Holds what a clinic or a user chose until the transaction ends, so that no booking is planned by what was chosen before
 * without the change seeing its plan. Customers come before clinics, plans behind both.
 */
export async function holdToChange(em: EntityManager, of: keyof typeof LOCKS, id: number): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtext(?), ?)`, [LOCKS[of], id]);
}

/** Waits for whoever changes what these chose, and has others wait who want to. */
export async function holdToPlan(
  em: EntityManager,
  customers: readonly number[],
  clinics: readonly number[],
): Promise<void> {
  for (const [of, ids] of [
    ['customer', customers],
    ['clinic', clinics],
  ] as const) {
    await query(
      em,
      `select pg_advisory_xact_lock_shared(hashtext(?), id)
       from (select distinct id from unnest(?::int[]) id order by id) held`,
      [LOCKS[of], `{${ids.join(',')}}`],
    );
  }
}
