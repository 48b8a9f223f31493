import { CronExpressionParser, type CronExpression, type CronExpressionOptions } from 'cron-parser';
import { DateTime, IANAZone } from 'luxon';
import type { Localised } from '../problem/index.ts';

/** A cron expression or a zone that cannot be used. */
export class CronError extends Error {
  readonly part: 'cron' | 'timezone';
  /** What is wrong, behind the name of the field. */
  readonly says: Localised;
  constructor(part: 'cron' | 'timezone', says: Localised) {
    super(`${part} ${says.en}`);
    this.name = 'CronError';
    this.part = part;
    this.says = says;
  }
}

/** The longest gap of a date that recurs: 29 February around a year such as 2100. The search ends there. */
const HORIZON_YEARS = 8;

/**
 * The first instant after `after` at which a schedule is due. The expression is read on the clocks of its zone: a time
 * that they skip when they go forward is due once, later by what was skipped; one that they show twice is due the
 * first time. (cron-parser by itself, given the zone, passes over a midnight that is skipped, as in Cairo.)
 *
 * @param cron five fields: minute, hour, day of month, month, day of week
 * @param zone IANA, such as Asia/Jakarta
 * @throws {CronError} when either cannot be read, or it is not due within eight years
 */
export function nextRun(cron: string, zone: string, after: Date): Date {
  // Offsets such as +07:00 know no summer time; some JavaScript engines take them for zones.
  if (!/^[a-z]/i.test(zone) || !IANAZone.isValidZone(zone)) {
    throw new CronError('timezone', {
      en: 'is not an IANA time zone such as Asia/Jakarta',
      id: 'bukan zona waktu IANA seperti Asia/Jakarta',
    });
  }
  // The zone's clocks are written as if they were UTC, which has neither gaps nor repetitions.
  const clock = DateTime.fromJSDate(after, { zone }).setZone('utc', { keepLocalTime: true });
  const times = clockTimes(cron, clock.toJSDate());
  for (;;) {
    const instant = firstInstant(DateTime.fromJSDate(times(), { zone: 'utc' }), zone);
    if (instant > after) return instant;
  }
}

function clockTimes(cron: string, from: Date): () => Date {
  if (cron.trim().split(/\s+/).length !== 5) {
    throw new CronError('cron', {
      en: 'needs five fields: minute, hour, day of month, month, day of week, such as 0 7 * * 1-5',
      id: 'perlu lima isian: menit, jam, tanggal, bulan, hari, misalnya 0 7 * * 1-5',
    });
  }
  // `H` is a time that the parser draws by lot, another one at each reading.
  if (/(?<![a-z])h(?![a-z])/i.test(cron)) throw unreadable('H is not known here');
  const endDate = DateTime.fromJSDate(from, { zone: 'utc' })
    .plus({ years: HORIZON_YEARS, days: 1 })
    .toJSDate();
  const expression = parse(cron, { currentDate: from, endDate, tz: 'UTC' });
  return () => {
    try {
      return expression.next().toDate();
    } catch {
      // The parser looks day by day, so 31 April costs what the horizon costs: some hundred steps.
      throw new CronError('cron', {
        en: `is not due within ${HORIZON_YEARS} years; such a day may not exist, as 31 April`,
        id: `tidak jatuh tempo dalam ${HORIZON_YEARS} tahun; mungkin tanggalnya tidak ada, seperti 31 April`,
      });
    }
  };
}

function parse(cron: string, options: CronExpressionOptions): CronExpression {
  try {
    return CronExpressionParser.parse(cron, options);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

const unreadable = (reason: string) =>
  new CronError('cron', {
    en: `cannot be read: ${reason}`,
    id: `tidak dapat dibaca: ${reason}`,
  });

/** What a clock time is in a zone: the earlier of two, and the one after the gap where there is none. */
function firstInstant(clock: DateTime, zone: string): Date {
  const [first] = clock.setZone(zone, { keepLocalTime: true }).getPossibleOffsets();
  if (!first) throw new Error(`${zone} has no such time as ${clock.toISO()}`);
  return first.toJSDate();
}
