import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useWhen } from '../booking/parts.tsx';
import { useKeys } from '../keys.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWallTime } from '../wall-time.ts';
import { BlockPanel, NewBlock } from './blocks.tsx';
import { BookingPanel } from './booking-panel.tsx';
import {
  conflictOf,
  MINUTE,
  minutesOf,
  ms,
  STEP,
  wallAt,
  type Block,
  type Calendar,
  type Column,
  type Planned,
} from './calendar-data.ts';
import { CalendarColumn, PX } from './column.tsx';
import { NewBooking } from './new-booking.tsx';
import { NextThree } from './next-three.tsx';
import { Dialog, useTimeOfDay, whatOf } from './parts.tsx';
import { isRefusal, useCarry, type Carried } from './use-carry.ts';

type Opened =
  | { readonly kind: 'new' | 'block'; readonly column: Column; readonly start: number }
  | { readonly kind: 'booking'; readonly id: number }
  | { readonly kind: 'blocked'; readonly block: Block; readonly column: Column }
  | { readonly kind: 'refused'; readonly carried: Carried; readonly error: unknown };

const ARROWS: Record<string, readonly [columns: number, steps: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What PostgreSQL's clock shows, by the time that passes here since it was read. */
function useServerNow(calendar: Calendar, readAt: number): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);
  return ms(calendar.now) + Math.max(0, Date.now() - readAt);
}

export function Grid({
  clinicId,
  calendar,
  columns,
  view,
  readAt,
}: {
  clinicId: number;
  calendar: Calendar;
  columns: readonly Column[];
  view: 'day' | 'week';
  /** When the calendar was read, by this device's clock. */
  readAt: number;
}) {
  const t = useTranslations('calendar');
  const wallTime = useWallTime();
  const when = useWhen();
  const timeOf = useTimeOfDay();
  const now = useServerNow(calendar, readAt);
  const grid = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<{ column: number; minutes: number }>(() => firstPlace(columns));
  const [opened, setOpened] = useState<Opened | null>(null);
  const carry = useCarry({
    calendar,
    columns,
    now,
    onMoved: (moved) => toast(t('moved', { what: whatOf(moved), when: when.ofBooking(moved) })),
    onRefused: (carried, error) => setOpened({ kind: 'refused', carried, error }),
  });
  const { carried, conflict } = carry;
  const at = Math.min(cursor.column, columns.length - 1);
  const column = columns[at];
  const start = column ? ms(column.day.startsAt) + cursor.minutes * MINUTE : 0;
  const under = (each: Column, instant: number): Planned | undefined =>
    calendar.bookings.find(
      (booking) =>
        booking.staffId === each.person.id && ms(booking.startsAt) <= instant && instant < ms(booking.endsAt),
    );

  // What is looked at first is when somebody can be booked, not midnight.
  const first = useRef(cursor.minutes);
  useEffect(() => {
    if (grid.current) grid.current.scrollTop = Math.max(0, (first.current - 30) * PX);
  }, []);

  const move = (byColumns: number, bySteps: number): void => {
    if (!column) return;
    const nextColumn = Math.min(columns.length - 1, Math.max(0, at + byColumns));
    const last = minutesOf(columns[nextColumn]?.day ?? column.day) - STEP;
    const minutes = Math.min(last, Math.max(0, cursor.minutes + bySteps * STEP));
    setCursor({ column: nextColumn, minutes });
    const box = grid.current;
    const above = minutes * PX;
    if (box && (above < box.scrollTop || above > box.scrollTop + box.clientHeight - 120))
      box.scrollTop = Math.max(0, above - 120);
  };
  const onKey = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    const isOnGrid = event.target === grid.current;
    if (arrow && (isOnGrid || carried)) {
      event.preventDefault();
      if (carried) carry.step(...arrow);
      else move(...arrow);
    } else if (event.key === 'Enter' && carried) {
      event.preventDefault();
      carry.put();
    } else if (event.key === 'Escape' && carried) {
      event.preventDefault();
      carry.drop();
    } else if (event.key === 'Enter' && isOnGrid && column) {
      event.preventDefault();
      const booking = under(column, start);
      setOpened(booking ? { kind: 'booking', id: booking.id } : { kind: 'new', column, start });
    } else if (event.key === 'm' && column) {
      event.preventDefault();
      const named =
        event.target instanceof HTMLElement ? Number(event.target.dataset['booking']) : Number.NaN;
      const booking = calendar.bookings.find(({ id }) => id === named) ?? under(column, start);
      if (booking) carry.pick(booking);
    }
  };
  useKeys([
    ...(column
      ? [
          { key: 'n', says: 'newBooking' as const, run: () => setOpened({ kind: 'new', column, start }) },
          { key: 'b', says: 'block' as const, run: () => setOpened({ kind: 'block', column, start }) },
        ]
      : []),
  ]);

  const describe = (each: Column, instant: number): string => {
    const booking = under(each, instant);
    const why = conflictOf(calendar, each, instant, { minutes: STEP, buffer: 0 }, null, now);
    return t('at', {
      person: each.person.name,
      day: wallTime.day(each.day.date),
      time: timeOf(each.day, instant),
      what: booking ? whatOf(booking) : why ? t(`conflict.${why}`) : t('free'),
    });
  };
  const said = carried
    ? `${t('carry', { what: whatOf(carried.booking) })} ${t('carryAt', {
        person: carried.column.person.name,
        day: wallTime.day(wallAt(carried.column.day, carried.start).local),
        time: timeOf(carried.column.day, carried.start),
      })}. ${conflict ? t('cannot', { why: t(`conflict.${conflict}`) }) : ''}`
    : column
      ? describe(column, start)
      : '';
  const isChanged = columns.some(({ day }) => day.hours.length !== 24);
  const axis = columns.find(({ day }) => view === 'day' || day.hours.length === 24)?.day ?? columns[0]?.day;
  const panel = opened?.kind === 'booking' ? calendar.bookings.find(({ id }) => id === opened.id) : undefined;
  const close = (): void => {
    setOpened(null);
    grid.current?.focus();
  };
  return (
    <>
      <p className="row">
        <button
          type="button"
          className="primary"
          onClick={() => column && setOpened({ kind: 'new', column, start })}
        >
          {t('new')}
        </button>
        <button type="button" onClick={() => column && setOpened({ kind: 'block', column, start })}>
          {t('block')}
        </button>
        <span className="calendar-said" role="status" data-conflict={conflict ?? undefined}>
          {said}
        </span>
      </p>
      <div
        ref={grid}
        className="calendar-grid"
        role="application"
        aria-label={t('grid')}
        tabIndex={0}
        data-carrying={carried !== null}
        onKeyDown={onKey}
      >
        {axis && (
          <div className="calendar-axis" aria-hidden>
            <div className="calendar-title" />
            <div className="calendar-day" style={{ height: minutesOf(axis) * PX }}>
              {axis.hours.map(({ at: hour }) => (
                <span
                  key={hour}
                  className="calendar-hour"
                  style={{ top: ((ms(hour) - ms(axis.startsAt)) / MINUTE) * PX }}
                >
                  {timeOf(axis, ms(hour))}
                </span>
              ))}
            </div>
          </div>
        )}
        {columns.map((each, n) => (
          <CalendarColumn
            key={each.key}
            column={each}
            calendar={calendar}
            title={view === 'day' ? each.person.name : wallTime.day(each.day.date)}
            cursor={n === at && !carried ? cursor.minutes : null}
            ghost={
              carried?.column.key === each.key
                ? {
                    start: carried.start,
                    minutes: (ms(carried.booking.endsAt) - ms(carried.booking.startsAt)) / MINUTE,
                    isPossible: conflict === null,
                  }
                : null
            }
            now={now}
            ownHours={view === 'week' && isChanged && each.day.hours.length !== 24}
            open={(booking) => !carry.hasMoved() && setOpened({ kind: 'booking', id: booking.id })}
            openBlock={(block) => setOpened({ kind: 'blocked', block, column: each })}
            point={(minutes) => {
              setCursor({ column: n, minutes });
              grid.current?.focus({ preventScroll: true });
            }}
            grab={carry.grab}
          />
        ))}
      </div>
      {opened?.kind === 'new' && (
        <NewBooking {...{ clinicId, calendar, now, close }} column={opened.column} start={opened.start} />
      )}
      {opened?.kind === 'block' && (
        <NewBlock {...{ clinicId, close }} column={opened.column} start={opened.start} />
      )}
      {opened?.kind === 'blocked' && (
        <BlockPanel {...{ clinicId, close }} block={opened.block} column={opened.column} />
      )}
      {panel && <BookingPanel key={panel.id} booking={panel} now={now} move={carry.pick} close={close} />}
      {opened?.kind === 'refused' && (
        <Dialog title={whatOf(opened.carried.booking)} close={close}>
          <Trouble error={opened.error} />
          {isRefusal(opened.error) && (
            <NextThree
              clinicId={clinicId}
              serviceId={opened.carried.booking.serviceId}
              staffId={opened.carried.column.person.id}
              date={opened.carried.column.day.date}
              startsAt={new Date(opened.carried.start).toISOString()}
              take={({ startsAt }) => {
                setOpened(null);
                carry.putAt({ ...opened.carried, start: ms(startsAt) });
              }}
            />
          )}
        </Dialog>
      )}
    </>
  );
}

/** Where the cursor stands at first: when somebody can be booked. */
function firstPlace(columns: readonly Column[]): { column: number; minutes: number } {
  for (const [n, { person, day }] of columns.entries()) {
    const window = person.windows.find(
      ({ startsAt }) => ms(startsAt) >= ms(day.startsAt) && ms(startsAt) < ms(day.endsAt),
    );
    if (window) return { column: n, minutes: (ms(window.startsAt) - ms(day.startsAt)) / MINUTE };
  }
  return { column: 0, minutes: 8 * 60 };
}
