import { unwrap } from '@antrean/client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { toast } from '../toast.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { BookingCard } from './booking-card.tsx';
import {
  BOOKINGS,
  readBooking,
  useBookingEvents,
  WAITING,
  type Booking,
  type Entry,
} from './booking-data.ts';
import { BOOKING_TEXTS } from './parts.tsx';
import './booking.css';

const PAGE = 20;
type Part = 'coming' | 'past' | 'attention';

/** What one has booked and waits for; for clinics, what they are to look at. */
export function MyBookings() {
  return (
    <OwnTexts texts={BOOKING_TEXTS}>
      <Lists />
    </OwnTexts>
  );
}

function Lists() {
  const t = useTranslations('booking');
  const { may } = useWho();
  const { attention } = useSearch({ from: '/bookings' });
  const { hash } = useLocation();
  useBookingEvents();
  const named = Number(hash);
  return (
    <>
      <div className="head">
        <h1>{t(attention ? 'attention' : 'mine')}</h1>
        <p />
        {may('bookings.book') && (
          <Link to="/book" className="button">
            {t('title')}
          </Link>
        )}
      </div>
      {Number.isInteger(named) && named > 0 && <Named key={named} id={named} />}
      {attention ? (
        <List part="attention" named={named} />
      ) : (
        <>
          <WaitingFor />
          <List part="coming" named={named} />
          <List part="past" named={named} />
        </>
      )}
    </>
  );
}

/** The one that a mail is about, wherever it stands in the lists. */
function Named({ id }: { id: number }) {
  const booking = useQuery({ queryKey: [...BOOKINGS, id], queryFn: () => readBooking(id) });
  return (
    <>
      <Trouble error={booking.error} />
      {booking.data && <BookingCard booking={booking.data} isNamed heading="h2" />}
    </>
  );
}

function List({ part, named }: { part: Part; named: number }) {
  const t = useTranslations('booking');
  const { kind } = useFeedState();
  /** What begins from then on is to come; the page is as old as its list. */
  const [now] = useState(() => new Date().toISOString());
  const list = useInfiniteQuery({
    queryKey: [...BOOKINGS, part, now],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/bookings', {
          params: {
            query: {
              limit: PAGE,
              ...(pageParam === null ? {} : { after: pageParam }),
              ...(part === 'attention' ? { attention: 'true' as const } : { mine: 'true' as const }),
              ...(part === 'past'
                ? { to: now, order: 'desc' as const }
                : { from: now, order: 'asc' as const }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: { next: string | null }) => next,
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  if (list.isError && !list.data) return <Crash error={list.error} reset={() => void list.refetch()} />;
  const bookings = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const isShown = (booking: Booking): boolean => booking.id !== named;
  return (
    <section>
      {part !== 'attention' && <h2>{t(part)}</h2>}
      {list.data && bookings.length === 0 && (
        <p className="empty">{t(part === 'attention' ? 'attentionNone' : 'none')}</p>
      )}
      <ul className="cards">
        {bookings.filter(isShown).map((booking) => (
          <li key={booking.id}>
            <BookingCard booking={booking} heading={part === 'attention' ? 'h2' : 'h3'} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </section>
  );
}

const WAITS: readonly Entry['status'][] = ['unconfirmed', 'waiting', 'offered'];

function WaitingFor() {
  const t = useTranslations('booking');
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const list = useQuery({
    queryKey: WAITING,
    queryFn: () => unwrap(api.GET('/api/waiting-list', { params: { query: { mine: 'true', limit: PAGE } } })),
  });
  const entries = list.data?.data.filter(({ status }) => WAITS.includes(status)) ?? [];
  if (entries.length === 0) return <Trouble error={list.error} />;
  const leave = (id: number): void => {
    setError(null);
    unwrap(api.DELETE('/api/waiting-list/{id}', { params: { path: { id } } })).then(() => {
      toast(t('left'));
      void queries.invalidateQueries({ queryKey: WAITING });
    }, setError);
  };
  return (
    <section>
      <h2>{t('waitingFor')}</h2>
      <Trouble error={error} />
      <ul className="cards">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p>
              <strong>
                <bdi>{entry.serviceName}</bdi>, <bdi>{entry.petName}</bdi>
              </strong>
              <br />
              <bdi>{entry.clinicName}</bdi>
              <br />
              {entry.firstDate} – {entry.lastDate}
              {(entry.fromTime ?? entry.untilTime) !== null &&
                `, ${entry.fromTime ?? '00:00'}–${entry.untilTime ?? '24:00'}`}
            </p>
            <p className="status">{t(`waitStatus.${entry.status}`)}</p>
            {entry.status === 'waiting' && (
              <button type="button" onClick={() => leave(entry.id)}>
                {t('leave')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
