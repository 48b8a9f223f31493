export interface CalendarFilter {
  clinicId?: number;
  view?: 'week';
  /** On the clinic's calendar; absent: today. */
  date?: string;
  staffId?: number;
}

export function readCalendarFilter(search: Record<string, unknown>): CalendarFilter {
  const id = (name: 'clinicId' | 'staffId'): Partial<CalendarFilter> => {
    const value = Number(search[name]);
    return Number.isInteger(value) && value > 0 ? { [name]: value } : {};
  };
  const { date, view } = search;
  return {
    ...id('clinicId'),
    ...id('staffId'),
    ...(view === 'week' ? { view } : {}),
    ...(typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date))
      ? { date }
      : {}),
  };
}
