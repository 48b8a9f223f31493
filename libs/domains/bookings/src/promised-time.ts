import { Temporal } from 'temporal-polyfill';

/** What the clocks of a zone show: `YYYY-MM-DDTHH:MM`. */
export const localStartOf = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

/**
 * When a booking begins by what was promised: the clocks' time stays when the rules of its zone change, and the instant
 * follows. Where the clocks show the time twice, the instant that was meant stays.
 */
export function promisedInstant({
  startsAt,
  localStart,
  timeZone,
}: {
  startsAt: Date;
  localStart: string;
  timeZone: string;
}): Date {
  if (localStartOf(startsAt, timeZone) === localStart) return startsAt;
  return new Date(Temporal.PlainDateTime.from(localStart).toZonedDateTime(timeZone).epochMilliseconds);
}
