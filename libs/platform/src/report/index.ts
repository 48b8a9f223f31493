export {
  defineReport,
  type Report,
  type ReportCell,
  type ReportChart,
  type ReportColumn,
  type ReportDefinition,
  type ReportFilter,
  type ReportInput,
  type ReportRow,
  type ReportSource,
  type ReportTable,
  type Words,
} from './define-report.ts';
export { CHART_POINTS, everyPeriod, type PeriodUnit } from './every-period.ts';
export { reportInputs, reportRange, resolveRange, type ReportRange } from './report-range.ts';
export { csvRecords, inBatches, oneByOne, type RowStream } from './row-stream.ts';
export { readGroups, streamRows } from './stream-rows.ts';
export { allOf, given, type Condition } from './condition.ts';
export { percentages } from './percentage.ts';
