import type { Report } from '@antrean/platform/report';
import { actionTypeReport } from './action-type.report.ts';
import { auditTrailReport } from './audit-trail.report.ts';
import { orderHistoryReport } from './order-history.report.ts';

/** The viewer of the trail. */
export const auditReports: readonly Report[] = [auditTrailReport, orderHistoryReport, actionTypeReport];
