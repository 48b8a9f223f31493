import type { Reader } from '@antrean/platform/notifications';
import { Temporal } from 'temporal-polyfill';

/** When a reminder is due that comes so many minutes before: elapsed ones, whatever the clocks show between. */
export const dueTime = (startsAt: Temporal.Instant, offsetMinutes: number): Temporal.Instant =>
  startsAt.subtract({ minutes: offsetMinutes });

/** In milliseconds, as SQL tells instants. */
export const instantOf = (epochMs: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(epochMs);

/** An instant on a zone's clocks with its offset, `2027-01-14T09:00:00+07:00`. */
export const localTextOf = (epochMs: number, zone: string): string =>
  instantOf(epochMs).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });

const LOCALES = { id: 'id-ID', en: 'en-GB' } as const;

/** By language and unit: one takes a third of a millisecond to make. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: Reader['language'], unit: 'hour' | 'minute'): Intl.NumberFormat {
  const key = `${language} ${unit}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'long' });
  formats.set(key, format);
  return format;
}

/** Such as `24 hours` or `1 hour 30 minutes`. Never days, of which some have 23 or 25 hours. */
export function tellMinutes(minutes: number, language: Reader['language']): string {
  const unit = (value: number, name: 'hour' | 'minute'): string => formatOf(language, name).format(value);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const told = [...(hours > 0 ? [unit(hours, 'hour')] : []), ...(rest > 0 ? [unit(rest, 'minute')] : [])];
  return told.join(' ') || unit(0, 'minute');
}
