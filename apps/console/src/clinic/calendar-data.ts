import { unwrap, type paths } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../antrean.ts';
import { useFeed } from '../badge.tsx';
import { wallOf, type Wall } from '../wall-time.ts';

export type Calendar =
  paths['/api/clinics/{id}/calendar']['get']['responses'][200]['content']['application/json'];
export type Day = Calendar['days'][number];
export type Person = Calendar['staff'][number];
export type Block = Calendar['blocks'][number];
export type Planned = Calendar['bookings'][number];
interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
}

export const CALENDAR = 'calendar';
export const MINUTE = 60_000;
/** Between two places of the cursor. */
export const STEP = 15;

export const readCalendar = (
  clinicId: number,
  query: { from?: string; to?: string; staffId?: number },
): Promise<Calendar> =>
  unwrap(api.GET('/api/clinics/{id}/calendar', { params: { path: { id: clinicId }, query } }));

/** So many changes at once are one reading. */
const TOGETHER_MS = 150;

/** Keeps the calendar of a clinic as it is: what others do moves in place. */
export function useCalendarEvents(clinicId: number): void {
  const feed = useFeed();
  const queries = useQueryClient();
  useEffect(() => {
    if (!feed) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (change: { clinicId: number }): void => {
      if (change.clinicId !== clinicId) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: [CALENDAR, clinicId] });
        void queries.invalidateQueries({ queryKey: ['slots', clinicId] });
      }, TOGETHER_MS);
    };
    const ends = [
      feed.on('booking.created', look),
      feed.on('booking.updated', look),
      feed.on('booking.cancelled', look),
      feed.on('booking.status.changed', look),
      feed.on('availability.changed', look),
      feed.on('availability.block.changed', look),
      feed.on('availability.rule.changed', look),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [feed, queries, clinicId]);
}

/** A day of a person: what stands beside others on the screen. */
export interface Column {
  readonly key: string;
  readonly day: Day;
  readonly person: Person;
}

export const columnsOf = ({ days, staff }: Calendar, view: 'day' | 'week'): Column[] => {
  const [first] = days;
  const [person] = staff;
  if (view === 'day')
    return first ? staff.map((each) => ({ key: `${first.date} ${each.id}`, day: first, person: each })) : [];
  return person ? days.map((day) => ({ key: `${day.date} ${person.id}`, day, person })) : [];
};

export const ms = (instant: string): number => Date.parse(instant);
export const minutesOf = (day: Day): number => (ms(day.endsAt) - ms(day.startsAt)) / MINUTE;
export const isIn = (day: Day, span: Span): boolean =>
  ms(span.startsAt) < ms(day.endsAt) && ms(span.endsAt) > ms(day.startsAt);
/** Until when nothing else can be: behind a booking some time is kept free. */
export const until = ({ endsAt, bufferMinutes }: Planned): number => ms(endsAt) + bufferMinutes * MINUTE;

/** What the clinic's clocks show at an instant of a day, by its hours as the server gave them. */
export function wallAt(day: Day, at: number): Wall {
  const hour = day.hours.findLast((each) => ms(each.at) <= at) ?? day.hours[0];
  if (!hour) return { local: `${day.date}T00:00`, offsetMinutes: 0 };
  const { local, offsetMinutes } = wallOf(hour.local);
  const shown = new Date(Date.parse(`${local}Z`) + at - ms(hour.at));
  return { local: shown.toISOString().slice(0, 16), offsetMinutes };
}

/** Whether the clocks of a day show an hour twice. */
export const isRepeated = (day: Day, { local }: Wall): boolean =>
  day.hours.filter((each) => each.local.slice(0, 13) === local.slice(0, 13)).length > 1;

export type Conflict = 'past' | 'closed' | 'blocked' | 'elsewhere' | 'taken';

/** Why something cannot be at a time with somebody; null when nothing is in its way. */
export function conflictOf(
  calendar: Calendar,
  { person, day }: Pick<Column, 'person' | 'day'>,
  start: number,
  length: { readonly minutes: number; readonly buffer: number },
  except: number | null,
  now: number,
): Conflict | null {
  const end = start + length.minutes * MINUTE;
  const meets = (span: Span): boolean => ms(span.startsAt) < end && ms(span.endsAt) > start;
  if (start < now) return 'past';
  if (!isIn(day, { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() }))
    return 'closed';
  if (
    calendar.blocks.some((block) => (block.staffId === null || block.staffId === person.id) && meets(block))
  )
    return 'blocked';
  if (!person.windows.some((window) => ms(window.startsAt) <= start && end <= ms(window.endsAt)))
    return 'closed';
  if (person.elsewhere.some(meets)) return 'elsewhere';
  const isTaken = calendar.bookings.some(
    (booking) =>
      booking.id !== except &&
      booking.staffId === person.id &&
      TAKES.includes(booking.status) &&
      ms(booking.startsAt) < end + length.buffer * MINUTE &&
      until(booking) > start,
  );
  return isTaken ? 'taken' : null;
}

const TAKES: readonly Planned['status'][] = ['held', 'pending', 'confirmed', 'checked_in'];
export const MOVABLE: readonly Planned['status'][] = ['held', 'pending', 'confirmed'];
