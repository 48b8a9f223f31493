import { defineDomain } from '@antrean/platform/domain';
import { salesReports } from './report.ts';

/** What is learnt from the sales (seed 004). */
export const salesReporting = defineDomain({ name: 'sales-reports', reports: salesReports });
