import type { Report } from '@antrean/platform/report';
import { salesByCategoryReport } from './sales-by-category.report.ts';
import { salesByDayReport } from './sales-by-day.report.ts';
import { salesByOutletReport } from './sales-by-outlet.report.ts';
import { salesByPaymentMethodReport } from './sales-by-payment-method.report.ts';
import { salesByProductReport } from './sales-by-product.report.ts';

/** What administrators learn from the sales. */
export const salesReports: readonly Report[] = [
  salesByDayReport,
  salesByCategoryReport,
  salesByProductReport,
  salesByPaymentMethodReport,
  salesByOutletReport,
];
