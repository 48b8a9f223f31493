import { BOOKING_STATUSES } from '@antrean/bookings';
import { ALARM_KINDS, MACHINE_STATUSES } from '@antrean/machines';
import { MEAL_ORDER_STATUSES } from '@antrean/meal-orders';
import { instant } from '@antrean/platform/http';
import { WORK_ORDER_STATUSES } from '@antrean/work-orders';
import { z } from 'zod';
import { PHASES, SALE_STATUSES } from './work-phase.ts';

/** What a dashboard shows, each with a right of its own. */
export const SECTIONS = ['orders', 'sales', 'workOrders', 'bookings', 'machines', 'queue'] as const;
export type Section = (typeof SECTIONS)[number];

const count = z.int().min(0);
const seconds = z.int().min(0);
const ofEach = <Name extends string>(names: readonly Name[]) => z.record(z.enum(names), count);
const byPhase = ofEach(PHASES).describe(
  'Over the statuses of all things: nobody has begun, somebody is at it, made and not handed over, done, not to be',
);

export const sections = {
  orders: z
    .object({
      count: count.describe('Meal orders of today, by the business date'),
      meals: count.describe('Meals of those that were not refused'),
      byStatus: ofEach(MEAL_ORDER_STATUSES),
      byPhase,
      openRequests: count.describe('Requests of the kitchen that wait for a decision, of any day'),
      oldestRequestAt: instant.nullable(),
    })
    .nullable()
    .describe('For who reads all meal orders'),
  sales: z
    .object({
      count: count.describe('Sales of today, without cancelled and deleted ones'),
      amount: count.describe('Rupiah'),
      byStatus: ofEach(SALE_STATUSES),
      byPhase,
    })
    .nullable()
    .describe('For who reads the orders of the point of sale'),
  workOrders: z
    .object({
      open: count,
      late: count.describe('Open ones whose deadline is over'),
      byStatus: ofEach(WORK_ORDER_STATUSES).describe('Of the completed ones those of today'),
      byPhase,
    })
    .nullable()
    .describe('For who manages work orders'),
  bookings: z
    .object({
      count: count.describe('Bookings that begin today, by the business date'),
      nextTwoHours: count.describe('Of those who are expected, the ones that begin within two hours'),
      byStatus: ofEach(BOOKING_STATUSES),
      byPhase,
    })
    .nullable()
    .describe('For who attends the bookings of all clinics'),
  machines: z
    .object({
      count,
      byStatus: ofEach(MACHINE_STATUSES),
      openAlarms: ofEach(ALARM_KINDS),
    })
    .nullable()
    .describe('For who reads all machines'),
  queue: z
    .object({
      unsentEvents: count.describe('Events that no consumer was given yet'),
      oldestUnsentSeconds: seconds,
      consumerLag: count.describe('By how many events the slowest consumer is behind'),
      dueJobs: count.describe(
        'Jobs whose time has come and that no worker was given yet; 10,000 are that or more',
      ),
      oldestDueSeconds: seconds,
      queuedJobs: count.describe('Jobs that are in the hands of the queues; 10,000 are that or more'),
      deadLetters: count.describe('Jobs and events that need a person; 10,000 are that or more'),
    })
    .nullable()
    .describe('What waits by what PostgreSQL knows, for who observes the system'),
} as const;

/** The figures of a moment; `null` is what the reader may not see. */
export const summary = z.object({
  at: instant.describe('When they were read'),
  date: z.iso.date().describe('The business date, which is "today" here'),
  ...sections,
});
export type Summary = z.infer<typeof summary>;
