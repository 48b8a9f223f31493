import { defineLifecycle } from '@antrean/platform/state-machine';

/** In the order in which a booking goes through them; the last three are other ends. */
export const STATUSES = [
  'held',
  'pending',
  'confirmed',
  'checked_in',
  'completed',
  'no_show',
  'cancelled',
  'expired',
] as const;
export type Status = (typeof STATUSES)[number];

/** Behind which nothing comes. */
const ENDS = ['completed', 'no_show', 'cancelled', 'expired'] as const satisfies readonly Status[];
export const hasEnded = (status: Status): boolean => ENDS.some((end) => end === status);

/** Those that people set; how a booking is cancelled is another request, and it expires by itself. */
export const WISHES = ['confirmed', 'checked_in', 'completed', 'no_show'] as const;

/** Those in which a booking takes time of a calendar. */
export const LIVE = ['held', 'pending', 'confirmed', 'checked_in'] as const satisfies readonly Status[];

/** Those in which it may be moved. */
export const isMovable = (status: Status): boolean => lifecycle.allows('cancel', status);

export interface Facts {
  /** Whether its time has come. */
  readonly hasBegun: boolean;
}

/**
 * A customer holds a time and submits, or does both at once; the clinic confirms, unless it has said that it always does.
 * Who has come is checked in, and completed; who has not come by the time is a no-show.
 */
export const lifecycle = defineLifecycle({
  column: 'bookings.status',
  states: STATUSES,
  initial: 'held',
  terminal: ENDS,
  transitions: {
    submit: { from: 'held', to: ['confirmed', 'pending'], by: 'book' },
    confirm: { from: 'pending', to: 'confirmed', by: 'attend' },
    checkIn: { from: 'confirmed', to: 'checked_in', by: 'attend' },
    complete: { from: 'checked_in', to: 'completed', by: 'attend' },
    miss: {
      from: 'confirmed',
      to: 'no_show',
      by: 'attend',
      guard: ({ hasBegun }: Facts) => hasBegun,
    },
    cancel: { from: ['held', 'pending', 'confirmed'], to: 'cancelled', by: 'book' },
    callOff: { from: ['held', 'pending', 'confirmed', 'checked_in'], to: 'cancelled', by: 'attend' },
    expire: { from: ['held', 'pending'], to: 'expired', by: 'system' },
  },
});
