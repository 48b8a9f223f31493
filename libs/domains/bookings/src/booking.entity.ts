import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { STATUSES } from './booking.state.ts';

/** Who cancelled: the customer, somebody at the clinic, or nobody but the deletion of an account. */
export const CANCELLERS = ['customer', 'clinic', 'system'] as const;
/** Why somebody at the clinic is to look at a booking. */
export const ATTENTIONS = ['outside_availability', 'time_zone_changed', 'time_zone_rules'] as const;

export const Booking = defineEntity({
  name: 'Booking',
  tableName: 'bookings',
  properties: {
    id: p.integer().primary(),
    clinicId: p.integer(),
    serviceId: p.integer(),
    staffId: p.integer(),
    /** Whose calendar it is in. */
    personId: p.integer(),
    /** Null when it was deleted. */
    petId: p.integer().nullable(),
    /** Null when the account was deleted, or a guest booked. */
    customerId: p.integer().nullable(),
    /** Who comes without an account; null when they have one, or were forgotten. */
    guestName: p.text().nullable(),
    status: p.enum(STATUSES),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    /** `YYYY-MM-DDTHH:MM` on the clocks of `timeZone`: what was promised. */
    localStart: p.text(),
    timeZone: p.text(),
    /** By which release of the zone data `startsAt` follows from them. */
    zoneData: p.text(),
    /** Rupiah. */
    price: p.integer(),
    durationMinutes: p.integer(),
    bufferMinutes: p.integer(),
    holdExpiresAt: p.datetime().nullable(),
    attention: p.enum(ATTENTIONS).nullable(),
    cancelReason: p.text().nullable(),
    cancelledBy: p.enum(CANCELLERS).nullable(),
    /** Who brought it to its status. */
    statusBy: p.integer().nullable(),
    statusAt: p.datetime().defaultRaw('now()'),
    createdBy: p.integer().nullable(),
    ...versioned,
  },
});
export type Booking = InferEntity<typeof Booking>;
