import type { PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useWallTime } from '../wall-time.ts';
import {
  isIn,
  MINUTE,
  minutesOf,
  ms,
  STEP,
  until,
  type Block,
  type Calendar,
  type Column,
  type Planned,
} from './calendar-data.ts';
import { useTimeOfDay } from './parts.tsx';

/** Of the screen, a minute. */
export const PX = 1.2;

const top = (column: Column, at: number): number =>
  Math.max(0, ((at - ms(column.day.startsAt)) / MINUTE) * PX);
const place = (column: Column, start: number, end: number) => {
  const from = top(column, start);
  const to = Math.min(minutesOf(column.day) * PX, top(column, end));
  return { top: from, height: Math.max(2, to - from) };
};

/** A day of a person: windows, blocks, bookings with what is kept free behind them, and where the cursor is. */
export function CalendarColumn({
  column,
  calendar,
  title,
  cursor,
  ghost,
  now,
  ownHours,
  open,
  openBlock,
  point,
  grab,
}: {
  column: Column;
  calendar: Calendar;
  title: string;
  /** Minutes from the begin of the day. */
  cursor: number | null;
  /** Where something would be put, and whether it can be. */
  ghost: { readonly start: number; readonly minutes: number; readonly isPossible: boolean } | null;
  now: number;
  /** The hours of a day whose clocks are changed are not those of the others. */
  ownHours: boolean;
  open: (booking: Planned) => void;
  openBlock: (block: Block) => void;
  point: (minutes: number) => void;
  grab: (booking: Planned, event: PointerEvent<HTMLElement>) => void;
}) {
  const t = useTranslations();
  const timeOf = useTimeOfDay();
  const { person, day } = column;
  const blocks = calendar.blocks.filter(
    (block) => (block.staffId === null || block.staffId === person.id) && isIn(day, block),
  );
  const bookings = calendar.bookings.filter(
    (booking) =>
      booking.staffId === person.id &&
      isIn(day, { startsAt: booking.startsAt, endsAt: new Date(until(booking)).toISOString() }),
  );
  const isNow = now >= ms(day.startsAt) && now < ms(day.endsAt);
  return (
    <div className="calendar-column" data-column={column.key}>
      <div className="calendar-title">
        <bdi>{title}</bdi>
        {day.hours.length !== 24 && <small>{t('calendar.hours', { hours: minutesOf(day) / 60 })}</small>}
      </div>
      <div
        className="calendar-day"
        style={{ height: minutesOf(day) * PX }}
        onClick={(event) => {
          if (event.target !== event.currentTarget) return;
          const { y } = event.currentTarget.getBoundingClientRect();
          point(Math.floor((event.clientY - y) / PX / STEP) * STEP);
        }}
      >
        {person.windows
          .filter((window) => isIn(day, window))
          .map((window) => (
            <div
              key={window.startsAt}
              className="calendar-window"
              style={place(column, ms(window.startsAt), ms(window.endsAt))}
            />
          ))}
        {ownHours &&
          day.hours.map(({ at }) => (
            <span key={at} className="calendar-hour" style={{ top: top(column, ms(at)) }}>
              {timeOf(day, ms(at))}
            </span>
          ))}
        {person.elsewhere
          .filter((span) => isIn(day, span))
          .map((span) => (
            <div
              key={span.startsAt}
              className="calendar-elsewhere"
              style={place(column, ms(span.startsAt), ms(span.endsAt))}
            >
              {t('calendar.elsewhere')}
            </div>
          ))}
        {blocks.map((block) => (
          <button
            key={block.id}
            type="button"
            className="calendar-block"
            data-block={block.id}
            style={place(column, ms(block.startsAt), ms(block.endsAt))}
            onClick={() => openBlock(block)}
          >
            {t('calendar.blocked')} <bdi>{block.reason}</bdi>
          </button>
        ))}
        {bookings.map((booking) => (
          <BookingBox key={booking.id} {...{ column, booking, open, grab }} />
        ))}
        {ghost && (
          <div
            className="calendar-ghost"
            data-possible={ghost.isPossible}
            style={place(column, ghost.start, ghost.start + ghost.minutes * MINUTE)}
          />
        )}
        {cursor !== null && (
          <div
            className="calendar-cursor"
            style={place(
              column,
              ms(day.startsAt) + cursor * MINUTE,
              ms(day.startsAt) + (cursor + STEP) * MINUTE,
            )}
          />
        )}
        {isNow && <div className="calendar-now" style={{ top: top(column, now) }} />}
      </div>
    </div>
  );
}

function BookingBox({
  column,
  booking,
  open,
  grab,
}: {
  column: Column;
  booking: Planned;
  open: (booking: Planned) => void;
  grab: (booking: Planned, event: PointerEvent<HTMLElement>) => void;
}) {
  const t = useTranslations();
  const { time } = useWallTime();
  const { startsAt, endsAt, bufferMinutes, status } = booking;
  return (
    <>
      {bufferMinutes > 0 && (
        <div
          className="calendar-buffer"
          title={t('calendar.buffer', { minutes: bufferMinutes })}
          style={place(column, ms(endsAt), until(booking))}
        />
      )}
      <button
        type="button"
        className="calendar-booking"
        data-booking={booking.id}
        data-booking-status={status}
        data-attention={booking.attention !== null}
        style={place(column, ms(startsAt), ms(endsAt))}
        onPointerDown={(event) => grab(booking, event)}
        onClick={() => open(booking)}
      >
        <bdi>
          {t('calendar.label', {
            time: time(booking.localStart),
            service: booking.serviceName,
            pet: booking.petName ?? '–',
            status: t(`booking.status.${status}`),
          })}
        </bdi>
      </button>
    </>
  );
}
