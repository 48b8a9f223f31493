import type { Permission } from '@antrean/platform/auth';

/** The roles that always exist (decision 04). Labels are the names that the users of each seed know. */
export const BUILTIN_ROLES = {
  super_admin: { label: 'Super Admin', rank: 100 },
  administrator: { label: 'Administrator', rank: 90 },
  production_manager: { label: 'Production Manager', rank: 50 },
  clinic_manager: { label: 'Clinic Manager', rank: 50 },
  rvm_operator: { label: 'RVM Operator', rank: 20 },
  production_operator: { label: 'Operator', rank: 20 },
  dapur: { label: 'Dapur', rank: 20 },
  delivery: { label: 'Delivery', rank: 20 },
  cashier: { label: 'Cashier', rank: 20 },
  clinic_staff: { label: 'Clinic Staff', rank: 20 },
  employee: { label: 'Employee', rank: 10 },
  customer: { label: 'Customer', rank: 0 },
} as const satisfies Record<string, { label: string; rank: number }>;

/** Holds every permission and ranks above all others. */
export const HIGHEST_ROLE = 'super_admin' satisfies RoleKey;

export type RoleKey = keyof typeof BUILTIN_ROLES;

/** What each role may do from the start. Every permission that exists must be named under some role. */
export type RoleDefaults = Readonly<Partial<Record<RoleKey, readonly Permission[]>>>;

export const isRoleKey = (key: string): key is RoleKey => key in BUILTIN_ROLES;
export const roleKeys: readonly RoleKey[] = Object.keys(BUILTIN_ROLES).filter(isRoleKey);
