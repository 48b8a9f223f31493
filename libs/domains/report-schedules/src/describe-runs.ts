import { DateTime } from 'luxon';
import { nextRuns } from './next-run.ts';
import { periodRange, type Period } from './relative-period.ts';

/**
 * The next runs of a cron on the clocks of its zone, and the days that each would be about.
 * @throws problem `invalid_request` that names `query.cron` or `query.timezone`
 */
export const describeRuns = (cron: string, zone: string, period: Period | undefined, after: Date) =>
  nextRuns(cron, zone, after, 'query').map((at) => {
    const local = DateTime.fromJSDate(at, { zone });
    const days = period === undefined ? null : periodRange(period, at, zone);
    return {
      at: at.toISOString(),
      local: local.toFormat("yyyy-MM-dd'T'HH:mm"),
      utcOffsetMinutes: local.offset,
      tanggalMulai: days?.tanggalMulai ?? null,
      tanggalAkhir: days?.tanggalAkhir ?? null,
    };
  });
