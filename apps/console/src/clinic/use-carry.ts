import { ApiProblem, ifMatch, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { api } from '../antrean.ts';
import {
  CALENDAR,
  conflictOf,
  MINUTE,
  MOVABLE,
  ms,
  STEP,
  type Calendar,
  type Column,
  type Conflict,
  type Planned,
} from './calendar-data.ts';
import { PX } from './column.tsx';

/** What is being moved, and where it would be put. */
export interface Carried {
  readonly booking: Planned;
  readonly column: Column;
  readonly start: number;
  readonly by: 'pointer' | 'keyboard';
}

const FAR_PX = 5;

/**
 * A booking that is moved over the calendar, by pointer or by keys: what is in the way is known before it is put down.
 */
export function useCarry({
  calendar,
  columns,
  now,
  onMoved,
  onRefused,
}: {
  calendar: Calendar;
  columns: readonly Column[];
  now: number;
  onMoved: (moved: Planned) => void;
  /** Somebody else was faster, or the server knows of something that is in the way. */
  onRefused: (carried: Carried, error: unknown) => void;
}): {
  carried: Carried | null;
  conflict: Conflict | null;
  grab: (booking: Planned, event: ReactPointerEvent<HTMLElement>) => void;
  pick: (booking: Planned) => void;
  step: (columns: number, steps: number) => void;
  put: () => void;
  /** At a time that was offered instead: the server says whether it still is. */
  putAt: (wish: Carried) => void;
  drop: () => void;
  /** Whether a click is the end of a movement, and not one. */
  hasMoved: () => boolean;
} {
  const queries = useQueryClient();
  const [carried, setCarried] = useState<Carried | null>(null);
  const moved = useRef(false);
  const conflictAt = ({ booking, column, start }: Carried): Conflict | null => {
    const length = {
      minutes: (ms(booking.endsAt) - ms(booking.startsAt)) / MINUTE,
      buffer: booking.bufferMinutes,
    };
    return conflictOf(calendar, column, start, length, booking.id, now);
  };
  const put = (wish: Carried): void => {
    setCarried(null);
    const { booking, column, start } = wish;
    const isSame = start === ms(booking.startsAt) && column.person.id === booking.staffId;
    if (!isSame && conflictAt(wish) === null) send(wish);
  };
  const send = (wish: Carried): void => {
    const { booking, column, start } = wish;
    const body = { startsAt: new Date(start).toISOString(), staffId: column.person.id };
    unwrap(
      api.PATCH('/api/bookings/{id}', {
        params: { path: { id: booking.id } },
        headers: ifMatch(booking.version),
        body,
      }),
    )
      .then(
        (changed) => onMoved({ ...booking, ...changed }),
        (error: unknown) => onRefused(wish, error),
      )
      .finally(() => void queries.invalidateQueries({ queryKey: [CALENDAR] }));
  };
  const latest = useRef({ columns, put });
  useEffect(() => {
    latest.current = { columns, put };
  });
  const grab = (booking: Planned, event: ReactPointerEvent<HTMLElement>): void => {
    moved.current = false;
    if (event.button !== 0 || !MOVABLE.includes(booking.status)) return;
    const [x, y] = [event.clientX, event.clientY];
    const grabbedAt = y - event.currentTarget.getBoundingClientRect().y;
    let wish: Carried | null = null;
    const onMove = (each: PointerEvent): void => {
      if (!moved.current && Math.hypot(each.clientX - x, each.clientY - y) < FAR_PX) return;
      moved.current = true;
      wish = placeAt(each.clientX, each.clientY - grabbedAt) ?? wish;
      setCarried(wish);
    };
    const placeAt = (left: number, above: number): Carried | null => {
      for (const element of document.querySelectorAll<HTMLElement>('.calendar-column')) {
        const box = element.getBoundingClientRect();
        const column = latest.current.columns.find(({ key }) => key === element.dataset['column']);
        const day = element.querySelector('.calendar-day')?.getBoundingClientRect();
        if (!column || !day || left < box.left || left >= box.right) continue;
        const minutes = Math.max(0, Math.round((above - day.top) / PX / STEP) * STEP);
        return { booking, column, start: ms(column.day.startsAt) + minutes * MINUTE, by: 'pointer' };
      }
      return null;
    };
    const end = (): void => {
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', onCancel);
    };
    const onUp = (): void => {
      end();
      if (wish) latest.current.put(wish);
      setCarried(null);
    };
    const onCancel = (): void => {
      end();
      setCarried(null);
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', onCancel);
  };
  return {
    carried,
    conflict: carried && conflictAt(carried),
    grab,
    pick: (booking) => {
      const column = columns.find(
        ({ person, day }) =>
          person.id === booking.staffId &&
          ms(day.startsAt) <= ms(booking.startsAt) &&
          ms(booking.startsAt) < ms(day.endsAt),
      );
      if (column && MOVABLE.includes(booking.status))
        setCarried({ booking, column, start: ms(booking.startsAt), by: 'keyboard' });
    },
    step: (byColumns, bySteps) =>
      setCarried((before) => {
        if (!before) return before;
        const at = columns.findIndex(({ key }) => key === before.column.key);
        const column = columns[Math.min(columns.length - 1, Math.max(0, at + byColumns))] ?? before.column;
        const inDay = before.start - ms(before.column.day.startsAt) + bySteps * STEP * MINUTE;
        const start = Math.min(
          ms(column.day.endsAt) - STEP * MINUTE,
          ms(column.day.startsAt) + Math.max(0, inDay),
        );
        return { ...before, column, start };
      }),
    put: () => {
      if (carried && conflictAt(carried) === null) put(carried);
    },
    putAt: send,
    drop: () => setCarried(null),
    hasMoved: () => moved.current,
  };
}

export const isRefusal = (error: unknown): error is ApiProblem => error instanceof ApiProblem;
