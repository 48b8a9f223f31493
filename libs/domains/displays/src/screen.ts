import { cataloguePermissions } from '@antrean/catalogue';
import { dashboardPermissions, seesAllOfDashboard } from '@antrean/dashboard';
import { machinePermissions } from '@antrean/machines';
import { mealOrderPermissions } from '@antrean/meal-orders';
import { may, type Permission, type Principal } from '@antrean/platform/auth';

/** What screens hang on walls: the order feed of the point of sale, and screens of the console. */
export const SCREENS = ['sales', 'kitchen', 'orders', 'dashboard', 'machines'] as const;
export type Screen = (typeof SCREENS)[number];

interface Rights {
  /** What its token holds, to read alone: what such a screen shows, and the events that say when that changes. */
  readonly holds: readonly Permission[];
  /** The namespace that it hears. */
  readonly feed: string;
  /** Whether somebody sees all of it, and so may let a screen show it. */
  readonly mayShow: (actor: Principal) => boolean;
  /** Whether it may show one outlet alone. */
  readonly byOutlet: boolean;
}

const seesOrders = (actor: Principal): boolean => may(actor, mealOrderPermissions['read-all']);

export const RIGHTS: Readonly<Record<Screen, Rights>> = {
  sales: { holds: [cataloguePermissions.read], feed: '/', mayShow: () => true, byOutlet: true },
  kitchen: {
    holds: [mealOrderPermissions.read, mealOrderPermissions.prepare],
    feed: '/notifications',
    mayShow: seesOrders,
    byOutlet: false,
  },
  orders: {
    // Those who cook and deliver are told of steps that others are not.
    holds: [
      mealOrderPermissions.read,
      mealOrderPermissions['read-all'],
      mealOrderPermissions.prepare,
      mealOrderPermissions.deliver,
    ],
    feed: '/notifications',
    mayShow: seesOrders,
    byOutlet: false,
  },
  dashboard: {
    holds: [dashboardPermissions.read],
    feed: '/notifications',
    mayShow: seesAllOfDashboard,
    byOutlet: false,
  },
  machines: {
    holds: [machinePermissions.read],
    feed: '/notifications',
    mayShow: (actor) => may(actor, machinePermissions.read),
    byOutlet: true,
  },
};
