import type { ReportRow as PdfRow, ReportSpec } from '@antrean/platform/pdf';
import type { Localised } from '@antrean/platform/problem';
import type {
  Report,
  ReportColumn,
  ReportFilter,
  ReportRow,
  ReportSource,
  ReportTable,
} from '@antrean/platform/report';
import type { ReportWork } from '@antrean/report-jobs';

const WORDS = {
  from: { id: 'Mulai tanggal', en: 'From' },
  until: { id: 'Sampai tanggal', en: 'Until' },
  yes: { id: 'ya', en: 'yes' },
  no: { id: 'tidak', en: 'no' },
} as const;

/** A report's PDF in the language of who asked for it, dated at its request. */
export function pdfSpec(content: {
  report: Report;
  work: ReportWork;
  source: ReportSource;
  organisation: string;
  filters: readonly ReportFilter[];
  rows: AsyncIterable<ReportRow>;
  chart?: ReportTable['chart'];
  totals?: ReportTable['totals'];
}): ReportSpec {
  const { report, work, source, organisation, filters, rows, chart, totals } = content;
  const say = (text: Localised): string => text[work.language];
  const sayAny = (text: Localised | string): string => (typeof text === 'string' ? text : say(text));
  const columns = report.columns.filter(({ onlyCsv }) => !onlyCsv);
  return {
    title: say(report.title),
    organisation,
    language: work.language,
    zone: source.zone,
    generatedAt: new Date(work.createdAt),
    generatedBy: work.requestedByName,
    ...periodOf(work, say, filters),
    ...(chart
      ? {
          chart: {
            ...chart,
            title: say(chart.title),
            labels: chart.labels.map(sayAny),
            series: chart.series.map(({ name, values }) => ({ name: say(name), values })),
          },
        }
      : {}),
    columns: columns.map(({ header, words, ...column }) => ({
      ...column,
      header: say(header),
      ...(words ? { texts: Object.values(words).map(say) } : {}),
    })),
    rows: cells(rows, columns, say),
    ...(totals ? { totals } : {}),
    signal: source.signal,
  };
}

/** A range with one open side is told as a filter. */
function periodOf(
  { parameters: { tanggalMulai: from, tanggalAkhir: to } }: ReportWork,
  say: (text: Localised) => string,
  filters: readonly ReportFilter[],
): Pick<ReportSpec, 'period' | 'filters'> {
  const told = filters.map(({ label, value }) => ({
    label: say(label),
    value: typeof value === 'string' ? value : say(value),
  }));
  if (typeof from === 'string' && typeof to === 'string') return { period: { from, to }, filters: told };
  return {
    filters: [
      ...(typeof from === 'string' ? [{ label: say(WORDS.from), value: from }] : []),
      ...(typeof to === 'string' ? [{ label: say(WORDS.until), value: to }] : []),
      ...told,
    ],
  };
}

async function* cells(
  rows: AsyncIterable<ReportRow>,
  columns: readonly ReportColumn[],
  say: (text: Localised) => string,
): AsyncGenerator<PdfRow> {
  const cell = ({ key, format, words }: ReportColumn, row: ReportRow): string | number | null => {
    const value = row[key] ?? null;
    const word = typeof value === 'string' ? words?.[value] : undefined;
    if (word) return say(word);
    if (typeof value === 'boolean') return say(value ? WORDS.yes : WORDS.no);
    // A number without a format is an id: it is not grouped.
    return typeof value === 'number' && format === undefined ? String(value) : value;
  };
  for await (const row of rows)
    yield Object.fromEntries(columns.map((column) => [column.key, cell(column, row)]));
}
