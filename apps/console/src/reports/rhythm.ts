/** How often, as people say it; `own` is any cron. */
export const RHYTHMS = ['daily', 'weekdays', 'weekly', 'monthly', 'own'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export interface When {
  readonly rhythm: Rhythm;
  /** `07:00` */
  readonly time: string;
  /** Monday is 1. */
  readonly weekday: number;
  readonly cron: string;
}

/** Every day of a month that each month has. */
export const FIRST_OF_MONTH = 1;

export function cronOf({ rhythm, time, weekday, cron }: When): string {
  if (rhythm === 'own') return cron.trim();
  const [hour = 7, minute = 0] = time.split(':').map(Number);
  const days = {
    daily: '* * *',
    weekdays: '* * 1-5',
    weekly: `* * ${weekday}`,
    monthly: `${FIRST_OF_MONTH} * *`,
  };
  return `${minute} ${hour} ${days[rhythm]}`;
}

/** What a cron says, if it is one that people say so. */
export function whenOf(cron: string): When {
  const [, minute, hour, day, month, weekday] =
    /^(\d{1,2}) (\d{1,2}) (\*|1) (\*) (\*|1-5|[1-7])$/.exec(cron) ?? [];
  const own = { rhythm: 'own' as const, time: '07:00', weekday: 1, cron };
  if (minute === undefined || hour === undefined || month === undefined) return own;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day === '1') return weekday === '*' ? { ...own, rhythm: 'monthly', time } : own;
  if (weekday === '*') return { ...own, rhythm: 'daily', time };
  if (weekday === '1-5') return { ...own, rhythm: 'weekdays', time };
  return { ...own, rhythm: 'weekly', time, weekday: Number(weekday) };
}
