import type { Language } from '../problem/index.ts';

/**
 * An instant as a reader is told it: in their zone, with its name where people use one, and always with the offset, by
 * which it is not mistaken: `1 Maret 2027 pukul 09.00 WIB (UTC+07:00)`, `1 March 2027 at 09:00 (UTC+07:00)`.
 */
export function tellTime(at: Date, { language, timeZone }: { language: Language; timeZone: string }): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const time = formatOf(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
  const name = zoneAt(at, timeZone, locale, 'short');
  const offset = zoneAt(at, timeZone, 'en-GB', 'longOffset').replace('GMT', 'UTC');
  // Where a zone has no name that people use, its short name is the offset once more.
  return `${time}${/^(GMT|UTC)/.test(name) ? '' : ` ${name}`} (${offset})`;
}

/** Those used last: one takes most of a millisecond to make, and 50 KB to keep. */
const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_KEPT = 64;

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.delete(key);
  formats.set(key, format);
  for (const [oldest] of formats) {
    if (formats.size <= FORMATS_KEPT) break;
    formats.delete(oldest);
  }
  return format;
}

const zoneAt = (at: Date, timeZone: string, locale: string, style: 'short' | 'longOffset'): string =>
  formatOf(locale, { timeZone, timeZoneName: style })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/**
 * An instant at a place, as a reader is told it: on the clocks of the place first, then in brackets on the reader's own
 * where these show something else: `15 Januari 2027 pukul 09.00 WIB (UTC+07:00), (10.00 WITA)`.
 */
export function tellTimeAt(
  at: Date,
  placeZone: string,
  { language, timeZone }: { language: Language; timeZone: string },
): string {
  const there = tellTime(at, { language, timeZone: placeZone });
  if (timeZone === placeZone) return there;
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const shown = (zone: string, style: 'date' | 'time'): string =>
    formatOf(locale, {
      ...(style === 'date' ? { dateStyle: 'long' } : { timeStyle: 'short' }),
      timeZone: zone,
    }).format(at);
  const sameDay = shown(placeZone, 'date') === shown(timeZone, 'date');
  if (sameDay && shown(placeZone, 'time') === shown(timeZone, 'time')) return there;
  const own = sameDay
    ? `${shown(timeZone, 'time')} ${zoneAt(at, timeZone, locale, 'short')}`
    : tellTime(at, { language, timeZone });
  return `${there}, (${own})`;
}
