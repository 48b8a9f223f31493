import type { Report } from '@antrean/platform/report';
import { operatorReport } from './reports/operator.report.ts';
import { recapReport } from './reports/recap.report.ts';

/** What managers learn from the work orders. */
export const workOrderReports: readonly Report[] = [recapReport, operatorReport];
