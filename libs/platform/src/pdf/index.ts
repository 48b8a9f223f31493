export { renderReport } from './render-report.ts';
export type { ReportChart, ReportColumn, ReportFormat, ReportRow, ReportSpec } from './report-spec.ts';
