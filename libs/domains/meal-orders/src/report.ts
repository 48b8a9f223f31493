import type { Report } from '@antrean/platform/report';
import { consumptionReport } from './consumption.report.ts';
import { departmentReport } from './department.report.ts';
import { performanceReport } from './performance.report.ts';
import { rejectionsReport } from './rejections.report.ts';

/** What administrators learn from the meal orders. */
export const mealOrderReports: readonly Report[] = [
  consumptionReport,
  departmentReport,
  performanceReport,
  rejectionsReport,
];
