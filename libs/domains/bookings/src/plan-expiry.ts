import { cancelJob, enqueue } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { expireHold, holdKey } from './messages.ts';

/** Plans the end of a booking that is not confirmed by then; another plan for it ends. */
export function planExpiry(tx: Tx, bookingId: number, at: Date): void {
  enqueue(tx, expireHold, { bookingId }, { key: holdKey(bookingId), onConflict: 'replace', runAt: at });
}

export const cancelExpiry = (tx: Tx, bookingId: number): void =>
  cancelJob(tx, expireHold, holdKey(bookingId));
