import type { Json, JsonObject } from '@antrean/platform/messages';
import type { Report } from '@antrean/platform/report';
import type { ReportFormat } from '@antrean/report-jobs';

export const CONTENT_TYPES: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
};

/** Names of the parameters in a report's address. */
export const pathParameters = ({ path }: Pick<Report, 'path'>): string[] =>
  [...path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);

/** `consumption-2025-10-01_2025-10-07.csv`; a side that is open is named so: `audit-trail-from-2025-10-01.pdf`. */
export function reportFileName(report: Report, parameters: JsonObject, format: ReportFormat): string {
  const named = pathParameters(report).flatMap((name) => part(parameters[name]));
  const [from] = part(parameters['tanggalMulai']);
  const [to] = part(parameters['tanggalAkhir']);
  const range = from && to ? [`${from}_${to}`] : from ? [`from-${from}`] : to ? [`until-${to}`] : [];
  return `${[report.name, ...named, ...range].join('-')}.${format}`;
}

/** A value as part of a file name; none when there is nothing to write. */
const part = (value: Json | undefined): string[] =>
  typeof value === 'string' ? [value.replaceAll(/[^\w.-]/g, '_')] : [];

/** The columns of a CSV. It is for programs: its header has the wire names. */
export const csvKeys = (report: Report): string[] => report.columns.map(({ key }) => key);
