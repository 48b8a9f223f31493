import type { Span } from '../calendar/calendar.ts';

const MINUTE = 60_000;
/** Minutes between two starts, at least: nobody wants to choose among 480 of a day. */
const FINEST_GRID = 5;

/** How long a service takes, in milliseconds. */
export interface Length {
  readonly duration: number;
  /** Kept free behind it. */
  readonly buffer: number;
}

export const lengthOf = (minutes: { durationMinutes: number; bufferMinutes: number }): Length => ({
  duration: minutes.durationMinutes * MINUTE,
  buffer: minutes.bufferMinutes * MINUTE,
});

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/**
 * Between two starts: the coarsest pause in which both what a service takes and what is kept free behind it come out even,
 * so that one can begin when another has ended. 30 minutes without a buffer: 30; with one of 15: 15.
 */
export const gridOf = ({ duration, buffer }: Length): number =>
  Math.max(FINEST_GRID * MINUTE, greatestDivisor(duration, buffer));

/** What a person cannot do something else in, each in order. */
export interface Busy {
  /** Behind which a service must end, and before which it must not: its buffer may run into it, as past closing. */
  readonly blocked: readonly Span[];
  /** By bookings, with the buffers behind them. */
  readonly occupied: readonly Span[];
}

/** Which starts are wanted: from one instant on, and before another. */
export interface Wanted {
  readonly from: number;
  readonly before: number;
}

/** Where a service may begin in a window, by its length alone: counted from the window's begin, in time that passes. */
export function isOnGrid(window: Span, length: Length, start: number): boolean {
  return (
    start >= window.start &&
    start + length.duration <= window.end &&
    (start - window.start) % gridOf(length) === 0
  );
}

/** Whether a span has something in common with one of a list. */
const meets = (spans: readonly Span[], start: number, end: number): boolean =>
  spans.some((span) => span.start < end && start < span.end);

export const isBlocked = ({ blocked }: Busy, { duration }: Length, start: number): boolean =>
  meets(blocked, start, start + duration);
export const isOccupied = ({ occupied }: Busy, { duration, buffer }: Length, start: number): boolean =>
  meets(occupied, start, start + duration + buffer);

/** The starts in a window at which somebody is free, in order. */
export function freeStarts(window: Span, busy: Busy, length: Length, { from, before }: Wanted): number[] {
  const grid = gridOf(length);
  const near = (spans: readonly Span[]): readonly Span[] =>
    spans.filter(({ start, end }) => end > window.start && start < window.end + length.buffer);
  const nearby = { blocked: near(busy.blocked), occupied: near(busy.occupied) };
  const first = window.start + Math.max(0, Math.ceil((from - window.start) / grid)) * grid;
  const starts: number[] = [];
  for (let start = first; start + length.duration <= window.end && start < before; start += grid) {
    if (!isBlocked(nearby, length, start) && !isOccupied(nearby, length, start)) starts.push(start);
  }
  return starts;
}
