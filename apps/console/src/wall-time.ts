import { useFormatter, useTranslations } from 'use-intl';

/** What the clocks of a place show at an instant, as the server read them; the browser's zone data takes no part. */
export interface Wall {
  /** `2027-03-02T09:30` */
  readonly local: string;
  readonly offsetMinutes: number;
}

/** Of a text with its offset, `2027-03-02T09:30:00+07:00`. */
export function wallOf(text: string): Wall {
  const local = text.slice(0, 16);
  return { local, offsetMinutes: (asUtc(local) - Date.parse(text)) / 60_000 };
}

const asUtc = (local: string): number => Date.parse(`${local.slice(0, 16)}Z`);
/** A day behind another, `2027-03-02`. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
/** Monday is 1. */
export const weekdayOf = (date: string): number => new Date(date).getUTCDay() || 7;
/** `2027-03`, so many months later. */
export function monthAfter(month: string, months: number): string {
  const first = new Date(`${month}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, 7);
}
export const lastDayOf = (month: string): string => dayAfter(`${monthAfter(month, 1)}-01`, -1);

/** Says days and times of a place in the reader's language. */
export function useWallTime() {
  const format = useFormatter();
  const t = useTranslations('wall');
  const at = (local: string): Date => new Date(local.length > 10 ? asUtc(local) : local);
  const utc = { timeZone: 'UTC' } as const;
  const time = (local: string): string =>
    format.dateTime(at(local), { ...utc, hour: '2-digit', minute: '2-digit' });
  return {
    time,
    /** In full: Tue 2 March 2027. */
    day: (local: string): string =>
      format.dateTime(at(local), {
        ...utc,
        ...{ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
      }),
    month: (month: string): string =>
      format.dateTime(at(`${month}-01`), { ...utc, month: 'long', year: 'numeric' }),
    weekday: (date: string): string => format.dateTime(at(date), { ...utc, weekday: 'short' }),
    offset: offsetText,
    /** What the reader's own clocks show, when it is something else. */
    own: (instant: string, wall: Wall): string | null => {
      const moment = new Date(instant);
      if (-moment.getTimezoneOffset() === wall.offsetMinutes) return null;
      const ownDay = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString();
      const isSameDay = ownDay.slice(0, 10) === wall.local.slice(0, 10);
      return t('own', {
        time: format.dateTime(moment, {
          ...(isSameDay ? {} : ({ weekday: 'short' } as const)),
          hour: '2-digit',
          minute: '2-digit',
        }),
      });
    },
  };
}

/** UTC+7, UTC−3:30. */
export function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
