import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useFormatter } from 'use-intl';
import { useWallTime } from '../wall-time.ts';
import type { Booking, Slot } from './booking-data.ts';
import { wallOf, type Wall } from '../wall-time.ts';
import { bookingEn, wallEn } from './text-en.ts';
import { bookingId, wallId } from './text-id.ts';

export const BOOKING_TEXTS = {
  id: { booking: bookingId, wall: wallId },
  en: { booking: bookingEn, wall: wallEn },
};

/** A part of a screen; one that somebody has come to by what they chose takes the focus. */
export function Step({ title, isNext, children }: { title: string; isNext: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  /** When it appeared; what is chosen later moves nothing. */
  const [appearsNext] = useState(isNext);
  useEffect(() => {
    if (appearsNext) heading.current?.focus();
  }, [appearsNext]);
  return (
    <section className="step">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}

export function useRupiah(): (amount: number) => string {
  const format = useFormatter();
  return (amount) => format.number(amount, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 });
}

export const wallOfBooking = ({
  localStart,
  utcOffsetMinutes,
}: Pick<Booking, 'localStart' | 'utcOffsetMinutes'>): Wall => ({
  local: localStart,
  offsetMinutes: utcOffsetMinutes,
});

/** When a booking or a free time begins, in full, on the clinic's clocks and in brackets on one's own. */
export function useWhen(): {
  ofBooking: (booking: Pick<Booking, 'startsAt' | 'localStart' | 'utcOffsetMinutes'>) => string;
  ofSlot: (slot: Slot) => string;
} {
  const wallTime = useWallTime();
  const say = (startsAt: string, wall: Wall): string => {
    const own = wallTime.own(startsAt, wall);
    const when = `${wallTime.day(wall.local)}, ${wallTime.time(wall.local)}`;
    return own === null ? when : `${when} ${wallTime.offset(wall.offsetMinutes)} (${own})`;
  };
  return {
    ofBooking: (booking) => say(booking.startsAt, wallOfBooking(booking)),
    ofSlot: ({ startsAt, localStartsAt }) => say(startsAt, wallOf(localStartsAt)),
  };
}
