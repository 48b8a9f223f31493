import { forgetDeliveries } from '@antrean/notifications';
import { query } from '@antrean/platform/database';
import { enqueue, publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { offeringKey, offerTimes, waitingChanged } from './messages.ts';
import { ENDS, lifecycle, type Status } from './waiting.state.ts';

interface Written {
  id: number;
  clinicId: number;
  serviceId: number;
  customerId: number | null;
  bookingId: number | null;
  status: Status;
}
const RETURNED = `id, clinic_id as "clinicId", service_id as "serviceId", customer_id as "customerId",
  booking_id as "bookingId", status`;

type Transition = 'prove' | 'offer' | 'take' | 'miss' | 'leave' | 'expire';

/**
 * Takes entries that are where a transition begins to its end, and tells of it; others stay. How a guest is reached is
 * forgotten with the end.
 * @returns those that were taken
 */
export async function takeEntries(
  tx: Tx,
  ids: readonly number[],
  transition: Transition,
  { bookingId = null }: { bookingId?: number | null } = {},
): Promise<number[]> {
  const to = lifecycle.to(transition);
  const isEnd = ENDS.some((end) => end === to);
  const from = lifecycle.from(transition);
  const rows = await query<Written>(
    tx.em,
    `update waiting_entries set status = ?, booking_id = coalesce(?::int, booking_id), updated_at = now(),
       is_to_look = ?, waiting_since = case when ? then clock_timestamp() else waiting_since end,
       over_at = case when ? then now() end
     where id in (select id from waiting_entries where id = any(?::int[]) order by id for update)
       and status = any(?::text[]) returning ${RETURNED}`,
    [
      to,
      bookingId,
      transition === 'prove',
      transition === 'prove',
      isEnd,
      `{${ids.join(',')}}`,
      `{${from.join(',')}}`,
    ],
  );
  if (isEnd || transition === 'offer') await forgetContacts(tx, rows);
  for (const row of rows) tell(tx, row);
  return rows.map(({ id }) => id);
}

/** Takes people off the list by their own word, who have nothing offered; what guests were mailed is forgotten with them. */
export async function leave(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const left = await takeEntries(tx, ids, 'leave');
  await forgetDeliveries(
    tx.em,
    left.map((id) => proofCause(id)),
  );
  return left;
}

/** Because of what a guest is mailed the link that gives the place. */
export const proofCause = (entryId: number): string => `waiting-proof:${entryId}`;

/**
 * Has the clinic's free times looked through. The job has its key until it has looked, so whoever marks an entry is seen by
 * it, or waits for its end and has another one. It is not replaced: changes that keep coming would call off each of its tries.
 */
export const look = (tx: Tx, clinicId: number): void =>
  enqueue(tx, offerTimes, { clinicId }, { key: offeringKey(clinicId), onConflict: 'keep' });

export function tell(tx: Tx, { id: entryId, ...entry }: Written): void {
  publish(tx, waitingChanged, { entryId, ...entry });
}

const forgetContacts = ({ em }: Tx, rows: readonly { id: number }[]): Promise<object[]> =>
  query(em, `delete from waiting_guests where entry_id = any(?::int[])`, [
    `{${rows.map(({ id }) => id).join(',')}}`,
  ]);
