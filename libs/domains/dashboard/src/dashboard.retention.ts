import type { Retention } from '@antrean/platform/retention';

export const dashboardRetention: readonly Retention[] = [{ table: 'dashboard_figures', forEver: 'one row' }];
