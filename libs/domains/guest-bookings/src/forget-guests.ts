import { forgetGuest } from '@antrean/bookings';
import { forgetAddresses } from '@antrean/notifications';
import { againOnConflict, query } from '@antrean/platform/database';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { findGuest } from './guest-link.ts';

/**
 * Forgets whoever has this address, which a link has proven, and what was mailed there.
 * @throws problem `guest_link_invalid`
 */
export const forgetByLink = (
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  token: string,
): Promise<void> =>
  againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const { email } = await findGuest(tx.em, token);
      await forgetEmail(tx, email);
    }),
  );

/** Forgets all that was booked with an address without an account, and what was mailed there. */
export async function forgetEmail(tx: Tx, email: string): Promise<void> {
  const found = await query<{ bookingId: number }>(
    tx.em,
    `select booking_id as "bookingId" from guest_bookings where lower(email) = lower(?) order by 1 for update`,
    [email],
  );
  if (found.length === 0) return;
  await forget(
    tx,
    found.map(({ bookingId }) => bookingId),
  );
  await forgetAddresses(tx.em, [email]);
}

/** Forgets the guests of these bookings, whose rows are locked: those to come are cancelled, and no link works any more. */
export async function forget(tx: Tx, bookingIds: readonly number[]): Promise<void> {
  await forgetGuest(tx, bookingIds);
  await query(tx.em, `delete from guest_bookings where booking_id = any(?::int[])`, [
    `{${bookingIds.join(',')}}`,
  ]);
}
