import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Trouble } from '../trouble.tsx';
import { dayAfter, lastDayOf, monthAfter, useWallTime, weekdayOf } from '../wall-time.ts';
import { readCounts, slotsKey, type DayCount, type Wanted } from './booking-data.ts';

/** As many days as are counted at once. */
const COUNTED_DAYS = 62;
const ARROWS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month of the clinic's calendar with how much is free on each day. */
export function Month({
  wanted,
  month,
  day,
  today,
  horizonDays,
  lookAgain,
  look,
  pick,
}: {
  wanted: Wanted;
  month: string;
  day: string | undefined;
  /** On the clinic's calendar. */
  today: string;
  horizonDays: number;
  lookAgain: number | false;
  look: (month: string) => void;
  pick: (day: string) => void;
}) {
  const t = useTranslations('booking');
  const { month: monthText, day: dayText, weekday } = useWallTime();
  const table = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef<string | null>(null);
  const [first, last] = [`${month}-01`, lastDayOf(month)];
  const horizon = dayAfter(today, horizonDays);
  const counts = useQuery({
    queryKey: slotsKey(wanted, 'counts', month),
    queryFn: ({ signal }) => readCounts(wanted, { from: first, to: last }, signal),
    refetchInterval: lookAgain,
  });
  const byDate = new Map((counts.data ?? []).map(({ date, slots }) => [date, slots]));
  const isEmpty = counts.data !== undefined && counts.data.every(({ slots }) => slots === 0);
  useEffect(() => {
    if (wantsFocus.current === null || !counts.data) return;
    table.current?.querySelector<HTMLElement>(`[data-date="${wantsFocus.current}"]`)?.focus();
    wantsFocus.current = null;
  }, [month, counts.data]);
  const onKey = (event: KeyboardEvent): void => {
    const { target } = event;
    const by = ARROWS[event.key];
    const at = target instanceof HTMLElement ? target.dataset['date'] : undefined;
    if (by === undefined || at === undefined) return;
    event.preventDefault();
    const next = dayAfter(at, by);
    if (next < today || next > horizon) return;
    if (next.slice(0, 7) === month)
      table.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
    else {
      wantsFocus.current = next;
      look(next.slice(0, 7));
    }
  };
  const weeks = weeksOf(first, last);
  // One day of the month is in the order of Tab; arrows go to the others.
  const entrance =
    day?.slice(0, 7) === month
      ? day
      : (counts.data?.find(({ slots }) => slots > 0)?.date ?? (today > first ? today : first));
  return (
    <div className="month">
      <div className="row month-head">
        <button
          type="button"
          aria-label={t('earlier')}
          aria-disabled={month <= today.slice(0, 7)}
          onClick={() => month > today.slice(0, 7) && look(monthAfter(month, -1))}
        >
          ‹
        </button>
        <strong aria-live="polite">{monthText(month)}</strong>
        <button
          type="button"
          aria-label={t('later')}
          aria-disabled={month >= horizon.slice(0, 7)}
          onClick={() => month < horizon.slice(0, 7) && look(monthAfter(month, 1))}
        >
          ›
        </button>
      </div>
      <table ref={table} aria-label={monthText(month)} onKeyDown={onKey}>
        <thead>
          <tr>
            {weeks[0]?.map((_, n) => (
              <th key={n} scope="col">
                {weekday(`2024-01-0${n + 1}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((each) => each !== null)}>
              {week.map((date, n) => {
                if (date === null) return <td key={n} />;
                const slots = byDate.get(date) ?? 0;
                return (
                  <td key={n}>
                    <button
                      type="button"
                      data-date={date}
                      data-free={slots > 0}
                      tabIndex={date === entrance ? 0 : -1}
                      aria-pressed={date === day}
                      aria-disabled={slots === 0}
                      onClick={() => slots > 0 && pick(date)}
                    >
                      <span aria-hidden>
                        {Number(date.slice(8))}
                        <small>{slots > 0 ? slots : ' '}</small>
                      </span>
                      <span className="unseen">{t('dayLabel', { day: dayText(date), count: slots })}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Trouble error={counts.error} />
      {isEmpty && (
        <NextFree
          wanted={wanted}
          from={last >= today ? dayAfter(last, 1) : today}
          until={horizon}
          pick={pick}
        />
      )}
    </div>
  );
}

/** Rows of seven days, Monday first; null where the month has none. */
function weeksOf(first: string, last: string): (string | null)[][] {
  const days: (string | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null);
  for (let day = first; day <= last; day = dayAfter(day, 1)) days.push(day);
  while (days.length % 7 > 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, n) => days.slice(n * 7, n * 7 + 7));
}

/** The first day on which something is free, as far ahead as the clinic takes bookings. */
async function findFree(
  wanted: Wanted,
  from: string,
  until: string,
  signal: AbortSignal,
): Promise<DayCount | null> {
  for (let first = from; first <= until; first = dayAfter(first, COUNTED_DAYS)) {
    const counted = await readCounts(wanted, { from: first, to: dayAfter(first, COUNTED_DAYS - 1) }, signal);
    const free = counted.find(({ slots }) => slots > 0);
    if (free) return free;
  }
  return null;
}

function NextFree({
  wanted,
  from,
  until,
  pick,
}: {
  wanted: Wanted;
  from: string;
  until: string;
  pick: (day: string) => void;
}) {
  const t = useTranslations('booking');
  const { day } = useWallTime();
  const next = useQuery({
    queryKey: slotsKey(wanted, 'next', from),
    queryFn: ({ signal }) => findFree(wanted, from, until, signal),
  });
  const free = next.data;
  return (
    <div role="status">
      <p>{t('noneInMonth')}</p>
      {next.isPending && <p>{t('looking')}</p>}
      {free === null && <p>{t('noneAhead')}</p>}
      {free && (
        <button type="button" className="primary" onClick={() => pick(free.date)}>
          {t('nextFree', { day: day(free.date) })}
        </button>
      )}
      <Trouble error={next.error} />
    </div>
  );
}
