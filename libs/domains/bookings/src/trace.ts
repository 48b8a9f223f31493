import { idOfKey, MOST_TRACED, type TraceSource } from '@antrean/platform/domain';
import { query } from '@antrean/platform/database';
import { causeOf } from './mail/tell-people.ts';

/** Bookings, by their id. */
export const bookingTrace: TraceSource = {
  kind: 'booking',
  find: async (em, key) => {
    const id = idOfKey(key);
    if (id === null) return null;
    const [booking] = await query<{ status: string; version: number; created_at: string }>(
      em,
      `select status, version, created_at from bookings where id = ?`,
      [id],
    );
    if (!booking) return null;
    const { status, version } = booking;
    const told = Math.min(version, MOST_TRACED);
    return {
      title: `booking:${id}`,
      status,
      createdAt: new Date(booking.created_at).toISOString(),
      subject: `booking:${id}`,
      inPayload: { bookingId: id },
      causes: Array.from({ length: told }, (_, n) => causeOf({ id, version: version - n })),
    };
  },
};
