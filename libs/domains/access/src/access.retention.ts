import type { Retention } from '@antrean/platform/retention';

export const accessRetention: readonly Retention[] = [
  { table: 'user_roles', removed: 'when an administrator takes the role away' },
  { table: 'scoped_roles', removed: 'when an administrator takes the role away' },
  { table: 'served_departments', removed: 'when an administrator takes the department away' },
  { table: 'roles', forEver: 'few, and kept by administrators' },
  { table: 'known_permissions', forEver: 'one row per permission' },
];
