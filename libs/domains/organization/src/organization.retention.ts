import type { Retention } from '@antrean/platform/retention';

export const organizationRetention: readonly Retention[] = [
  { table: 'departments', forEver: 'master data: orders name it' },
  { table: 'positions', forEver: 'master data: employees name it' },
  { table: 'shifts', forEver: 'master data: orders name it' },
  { table: 'outlets', forEver: 'master data: orders name it' },
  { table: 'employees', forEver: 'master data: orders name them' },
];
