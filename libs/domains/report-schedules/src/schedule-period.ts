import { invalidField } from '@antrean/platform/http';
import type { Report } from '@antrean/platform/report';
import { periodByCron, type Period } from './relative-period.ts';
import { takesDates } from './report-schedule.contract.ts';

const DATES = ['tanggalMulai', 'tanggalAkhir', 'startDate', 'endDate'] as const;

type Parameters = Readonly<Record<string, unknown>>;

/** Whether parameters name days of their own. */
export const namesDates = (parameters: Parameters): boolean =>
  DATES.some((name) => parameters[name] !== undefined);

export const withoutDates = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => !DATES.some((date) => date === name)));

/**
 * The period of a schedule: the given one, or one that fits how often it is due; null for a report without dates, or
 * with dates of its own, which need a beginning: nobody wants everything since the first day by mail.
 * @throws problem `invalid_request` that names `body.period` or `body.params.tanggalMulai`
 */
export function periodOf(
  report: Report,
  {
    params,
    period,
    cron,
    timezone,
  }: { params: Parameters; period?: Period | null | undefined; cron: string; timezone: string },
  now: Date,
): Period | null {
  if (!takesDates(report)) return null;
  if (!namesDates(params)) return period ?? periodByCron(cron, timezone, now);
  if (period !== undefined && period !== null) {
    throw invalidField('body.period', {
      en: 'is given beside dates in params; send one of the two',
      id: 'diberikan bersama tanggal di params; kirim salah satu saja',
    });
  }
  if (params['tanggalMulai'] === undefined && params['startDate'] === undefined) {
    throw invalidField('body.params.tanggalMulai', {
      en: 'is missing: without a beginning each mail would hold everything; send period instead',
      id: 'tidak ada: tanpa tanggal awal setiap surel akan memuat semuanya; kirim period',
    });
  }
  return null;
}
