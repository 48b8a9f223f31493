import type { BookingStatus } from '@antrean/bookings';
import type { MealOrderStatus } from '@antrean/meal-orders';
import type { WorkOrderStatus } from '@antrean/work-orders';

/** What was cancelled is no sale. */
export const SALE_STATUSES = ['new', 'preparing', 'ready', 'completed'] as const;

/**
 * One vocabulary over those of all things, for dashboards alone: nobody has begun; somebody is at it; it is made and not
 * handed over; done; it will not be.
 */
export const PHASES = ['waiting', 'active', 'ready', 'done', 'cancelled'] as const;
export type Phase = (typeof PHASES)[number];

export const MEAL_ORDER_PHASES = {
  MENUNGGU: 'waiting',
  MENUNGGU_PERSETUJUAN: 'waiting',
  IN_PROGRESS: 'active',
  READY: 'ready',
  ON_DELIVERY: 'ready',
  COMPLETE: 'done',
  DITOLAK: 'cancelled',
} as const satisfies Record<MealOrderStatus, Phase>;

export const SALE_PHASES = {
  new: 'waiting',
  preparing: 'active',
  ready: 'ready',
  completed: 'done',
} as const satisfies Record<(typeof SALE_STATUSES)[number], Phase>;

export const WORK_ORDER_PHASES = {
  Pending: 'waiting',
  'In Progress': 'active',
  Completed: 'done',
} as const satisfies Record<WorkOrderStatus, Phase>;

export const BOOKING_PHASES = {
  held: 'waiting',
  pending: 'waiting',
  confirmed: 'waiting',
  checked_in: 'active',
  completed: 'done',
  no_show: 'cancelled',
  cancelled: 'cancelled',
  expired: 'cancelled',
} as const satisfies Record<BookingStatus, Phase>;

/** How many there are of each status and of each phase; a status that this version does not know is left out. */
export function countPhases(
  phases: Readonly<Record<string, Phase>>,
  counted: Readonly<Record<string, number>>,
): { byStatus: Record<string, number>; byPhase: Record<Phase, number> } {
  const byStatus = countEach(Object.keys(phases), counted);
  const byPhase = { waiting: 0, active: 0, ready: 0, done: 0, cancelled: 0 };
  for (const [status, phase] of Object.entries(phases)) byPhase[phase] += byStatus[status] ?? 0;
  return { byStatus, byPhase };
}

/** How many there are of each, from those that there are any of. */
export const countEach = (
  names: readonly string[],
  counted: Readonly<Record<string, number>>,
): Record<string, number> => Object.fromEntries(names.map((name) => [name, counted[name] ?? 0]));
