import type { ReportFormat } from './report-job.entity.ts';

/** What every event of a report job tells. */
export const jobEvent = (
  {
    id,
    report,
    format,
    requestedBy,
  }: { id: string; report: string; format: ReportFormat; requestedBy: number },
  progress: number,
) => ({ jobId: id, kind: 'report' as const, report, format, progress, requestedBy });
