import type { Retention } from '@antrean/platform/retention';

export const accountRetention: readonly Retention[] = [
  { table: 'users', forEver: 'what they did names them; they are deactivated' },
];
