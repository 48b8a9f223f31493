import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvStream } from '@antrean/platform/csv';
import { renderReport } from '@antrean/platform/pdf';
import type { Report, ReportRow, ReportSource } from '@antrean/platform/report';
import { pdfSpec } from './pdf-spec.ts';
import { csvColumns } from './report-file.ts';
import type { ReportWork } from './report-job.state.ts';

export interface ReportToWrite {
  report: Report;
  work: ReportWork;
  source: ReportSource;
  organisation: string;
  /** Sees the rows go by. */
  observe: (rows: Iterable<ReportRow> | AsyncIterable<ReportRow>) => AsyncIterable<ReportRow>;
}

/** Writes a report in the format of its job. The same job and the same data make the same bytes. */
export async function writeReport(
  { report, work, source, organisation, observe }: ReportToWrite,
  out: Writable,
): Promise<void> {
  const { parameters, format } = work;
  switch (format) {
    case 'json':
      await pipeline(Readable.from([JSON.stringify(await report.json(source, parameters))]), out, {
        signal: source.signal,
      });
      return;
    case 'csv':
      await pipeline(
        Readable.from(observe(report.rows(source, parameters))),
        csvStream({ columns: csvColumns(report) }),
        out,
        { signal: source.signal },
      );
      return;
    case 'pdf': {
      const { rows, ...table } = await report.table(source, parameters);
      const filters = await report.filters(source, parameters);
      await renderReport(
        pdfSpec({ report, work, source, organisation, filters, rows: observe(rows), ...table }),
        out,
      );
    }
  }
}
