import { bookingPermissions } from '@antrean/bookings';
import { cataloguePermissions } from '@antrean/catalogue';
import { machinePermissions } from '@antrean/machines';
import { mealOrderPermissions } from '@antrean/meal-orders';
import { operationsPermissions } from '@antrean/operations';
import {
  definePermissions,
  may,
  type Permission,
  type Principal,
  type RoleDefaults,
} from '@antrean/platform/auth';
import { workOrderPermissions } from '@antrean/work-orders';
import { SECTIONS, type Section } from './summary.contract.ts';

/** Opens the dashboard; each of its sections takes what reading its things takes. */
export const permissions = definePermissions('dashboard', ['read']);

export const dashboardRoleDefaults: RoleDefaults = { administrator: [permissions.read] };

const TAKES: Readonly<Record<Section, Permission>> = {
  orders: mealOrderPermissions['read-all'],
  sales: cataloguePermissions.read,
  workOrders: workOrderPermissions.manage,
  bookings: bookingPermissions.attend,
  machines: machinePermissions.read,
  queue: operationsPermissions.observe,
};

/** The sections that somebody may see: those of whose things they may read all. A screen that shows them reads nothing else. */
export const sectionsOf = (principal: Principal): Section[] =>
  may(principal, permissions.read)
    ? SECTIONS.filter((section) => principal.kind === 'display' || may(principal, TAKES[section]))
    : [];

/** Whether somebody sees all of it, and so may let a screen show it. */
export const seesAll = (principal: Principal): boolean => sectionsOf(principal).length === SECTIONS.length;
