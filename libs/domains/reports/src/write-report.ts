import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvChunks } from '@antrean/platform/csv';
import { csvRecords, inBatches, oneByOne, type Report, type ReportSource } from '@antrean/platform/report';
import { pdfSpec } from './pdf-spec.ts';
import { csvKeys } from './report-file.ts';
import type { ReportWork } from '@antrean/report-jobs';

export interface ReportToWrite {
  report: Report;
  work: ReportWork;
  source: ReportSource;
  organisation: string;
  /** Sees batches of rows go by, in whatever shape. */
  observe: <Batch extends { length: number }>(batches: AsyncIterable<Batch>) => AsyncIterable<Batch>;
}

/** Writes a report in the format of its job. The same job and the same data make the same bytes. */
export async function writeReport(
  { report, work, source, organisation, observe }: ReportToWrite,
  out: Writable,
): Promise<void> {
  const { parameters, format, bom, delimiter } = work;
  switch (format) {
    case 'json':
      await pipeline(Readable.from([JSON.stringify(await report.json(source, parameters))]), out, {
        signal: source.signal,
      });
      return;
    case 'csv': {
      const headers = csvKeys(report);
      const records = csvRecords(report.rows(source, parameters), headers, delimiter);
      await pipeline(csvChunks(observe(records), { headers, bom, delimiter }), out, {
        signal: source.signal,
      });
      return;
    }
    case 'pdf': {
      // Fonts and typesetting are five megabytes that a process which makes no PDF does without.
      const { renderReport } = await import('@antrean/platform/pdf');
      const { rows, ...table } = await report.table(source, parameters);
      const filters = await report.filters(source, parameters);
      const observed = oneByOne(observe(inBatches(rows)));
      await renderReport(
        pdfSpec({ report, work, source, organisation, filters, rows: observed, ...table }),
        out,
      );
    }
  }
}
