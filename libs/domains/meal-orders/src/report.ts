import type { Report } from '@antrean/platform/report';
import { consumptionReport } from './reports/consumption.report.ts';
import { departmentReport } from './reports/department.report.ts';
import { performanceReport } from './reports/performance.report.ts';
import { rejectionsReport } from './reports/rejections.report.ts';

/** What administrators learn from the meal orders. */
export const mealOrderReports: readonly Report[] = [
  consumptionReport,
  departmentReport,
  performanceReport,
  rejectionsReport,
];
