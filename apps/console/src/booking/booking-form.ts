import { ApiProblem, ifMatch } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { readBooking, type Booking } from './booking-data.ts';

type Send = (headers: { 'If-Match': string }) => Promise<Booking>;

export interface BookingForm {
  /** What it is now, when somebody else has changed it under the form and the change was refused. */
  readonly news: Booking | null;
  /** @returns the changed booking; null when somebody else was faster, see `news` @throws what the api or the network says */
  send: (change: Send) => Promise<Booking | null>;
  /** The same change again, on what the booking is now. */
  takeOver: () => Promise<Booking | null>;
  drop: () => void;
}

/** A change of a booking goes by what was seen; whoever was slower is shown what it is now, and chooses. */
export function useBookingForm(seen: Booking): BookingForm {
  const queries = useQueryClient();
  const [news, setNews] = useState<Booking | null>(null);
  const last = useRef<Send | null>(null);
  const sendBy = async (version: number, change: Send): Promise<Booking | null> => {
    last.current = change;
    try {
      const changed = await change(ifMatch(version));
      setNews(null);
      return changed;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status !== 412) throw error;
      setNews(await readBooking(seen.id));
      return null;
    } finally {
      void queries.invalidateQueries({ queryKey: ['bookings'] });
      void queries.invalidateQueries({ queryKey: ['calendar'] });
    }
  };
  return {
    news,
    send: (change) => sendBy(seen.version, change),
    takeOver: async () => (news && last.current ? sendBy(news.version, last.current) : null),
    drop: () => setNews(null),
  };
}
