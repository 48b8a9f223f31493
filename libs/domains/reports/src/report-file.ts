import type { CsvColumn } from '@antrean/platform/csv';
import type { JsonObject } from '@antrean/platform/messages';
import type { Report } from '@antrean/platform/report';
import type { ReportFormat } from './report-job.entity.ts';

export const CONTENT_TYPES: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
};

/** `consumption-2025-10-01_2025-10-07.csv`; a side that is open is named so: `audit-trail-from-2025-10-01.pdf`. */
export function reportFileName(report: Report, parameters: JsonObject, format: ReportFormat): string {
  const { tanggalMulai: from, tanggalAkhir: to } = parameters;
  const range =
    from && to
      ? [`${String(from)}_${String(to)}`]
      : from
        ? [`from-${String(from)}`]
        : to
          ? [`until-${String(to)}`]
          : [];
  const path = [...report.path.matchAll(/:(\w+)/g)].map(([, name = '']) =>
    String(parameters[name]).replaceAll(/[^\w.-]/g, '_'),
  );
  return `${[report.name, ...path, ...range].join('-')}.${format}`;
}

/** CSV is for programs: its header has the wire names. */
export const csvColumns = (report: Report): CsvColumn[] =>
  report.columns.map(({ key }) => ({ key, header: key }));
