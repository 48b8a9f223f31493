import type { ReportFormat, ReportSpec } from './report-spec.ts';
import { WORDING } from './wording.ts';

/** A cell without a value. */
export const NO_VALUE = '–';

export interface ValueFormat {
  /** A cell's text. */
  value(value: string | number | null | undefined, format?: ReportFormat): string;
  number(value: number, format?: ReportFormat): string;
  instant(value: Date): string;
  /** `2026-11-21` as readers write it. */
  date(value: string): string;
}

const isInstant = (format: ReportFormat | undefined): boolean =>
  format === 'instant' || format === 'instant-with-seconds';

/** Writes numbers and times as the report's readers do. @throws RangeError for an unknown time zone */
export function createValueFormat({ language, zone }: Pick<ReportSpec, 'language' | 'zone'>): ValueFormat {
  const { locale } = WORDING[language];
  const decimals = (minimumFractionDigits: number, maximumFractionDigits: number) =>
    // No minus in front of zero.
    new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits, signDisplay: 'negative' });
  const integer = decimals(0, 0);
  const decimal1 = decimals(1, 1);
  const plain = decimals(0, 6);
  const instants = (timeStyle: 'short' | 'medium') =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle, timeZone: zone });
  const toTheMinute = instants('short');
  const toTheSecond = instants('medium');
  // A business day has no zone: noon in UTC is that day whatever the process' own zone.
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });

  const number: ValueFormat['number'] = (value, format) => {
    if (!Number.isFinite(value)) return NO_VALUE;
    if (isInstant(format)) return instant(new Date(value), format);
    // Beyond this JavaScript itself turns to 1e+21; its digits would mean nothing.
    if (Math.abs(value) >= 1e21) return String(value);
    if (format === 'integer') return integer.format(value);
    if (format === 'decimal1') return decimal1.format(value);
    if (format === 'percent') return `${decimal1.format(value)}%`;
    return plain.format(value);
  };
  const instant = (value: Date, format?: ReportFormat): string =>
    Number.isNaN(value.getTime())
      ? NO_VALUE
      : (format === 'instant-with-seconds' ? toTheSecond : toTheMinute).format(value);
  const date = (value: string): string => {
    const day = new Date(`${value}T12:00:00Z`);
    // Date would take 31 February for 3 March.
    const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
    return exists ? dates.format(day) : value;
  };

  return {
    number,
    instant,
    date,
    value(value, format) {
      if (value === null || value === undefined || value === '') return NO_VALUE;
      if (typeof value === 'number') return number(value, format);
      if (format === 'date') return date(value);
      if (isInstant(format)) {
        const at = new Date(value);
        return Number.isNaN(at.getTime()) ? value : instant(at, format);
      }
      return value;
    },
  };
}
