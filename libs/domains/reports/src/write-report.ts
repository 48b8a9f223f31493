import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvStream } from '@antrean/platform/csv';
import type { Report, ReportSource } from '@antrean/platform/report';
import { csvColumns } from './report-file.ts';
import type { ReportWork } from './report-job.state.ts';

/** Writes a report in the format of its job. The same job and the same data make the same bytes. */
export async function writeReport(
  {
    report,
    work,
    source,
    organisation,
  }: { report: Report; work: ReportWork; source: ReportSource; organisation: string },
  out: Writable,
): Promise<void> {
  const { parameters, format } = work;
  switch (format) {
    case 'json':
      await pipeline(Readable.from([JSON.stringify(await report.json(source, parameters))]), out);
      return;
    case 'csv':
      await pipeline(
        Readable.from(report.rows(source, parameters)),
        csvStream({ columns: csvColumns(report) }),
        out,
      );
      return;
    case 'pdf':
      throw new Error(organisation);
  }
}
