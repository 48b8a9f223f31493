import { auditActionsOf, type AnyMessage } from '@antrean/platform/messages';
import type { Report, Words } from '@antrean/platform/report';
import { actionTypeReport } from './action-type.report.ts';
import { auditTrailReport, orderHistoryReport } from './audit-trail.report.ts';

/** The viewer of the trail that these messages may write. */
export const auditReports = (messages: readonly AnyMessage[], words: Words): readonly Report[] => {
  const declared = auditActionsOf(messages);
  return [auditTrailReport(declared, words), orderHistoryReport(words), actionTypeReport(declared)];
};
