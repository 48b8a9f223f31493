import { ApiProblem, unwrap, type paths } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../antrean.ts';
import { useFeed, useFeedState } from '../badge.tsx';

type Answer<P extends keyof paths, M extends 'get'> = paths[P] extends {
  [method in M]: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Clinic = Answer<'/api/clinics/{id}', 'get'>;
export type FoundClinic = Answer<'/api/clinics', 'get'>['data'][number];
export type Service = Answer<'/api/clinics/{id}/services', 'get'>['data'][number];
export type Staff = Answer<'/api/clinics/{id}/staff', 'get'>['data'][number];
export type Slot = Answer<'/api/clinics/{id}/slots', 'get'>[number];
export type DayCount = Answer<'/api/clinics/{id}/slots/counts', 'get'>[number];
export type Booking = Answer<'/api/bookings', 'get'>['data'][number];
export type Pet = Answer<'/api/pets', 'get'>['data'][number];
export type Entry = Answer<'/api/waiting-list', 'get'>['data'][number];

/** What is booked: of whom, and with whom (absent: whoever is free). */
export interface Wanted {
  readonly clinicId: number;
  readonly serviceId: number;
  readonly staffId?: number | undefined;
}

const SLOTS = 'slots';
export const slotsKey = ({ clinicId, serviceId, staffId = 0 }: Wanted, ...more: string[]) =>
  [SLOTS, clinicId, serviceId, staffId, ...more] as const;
export const BOOKINGS = ['bookings'] as const;
export const WAITING = ['waiting'] as const;
export const PETS = ['pets'] as const;

export const readClinic = (id: number): Promise<Clinic> =>
  unwrap(api.GET('/api/clinics/{id}', { params: { path: { id } } }));
export const readServices = async (id: number): Promise<Service[]> =>
  (
    await unwrap(
      api.GET('/api/clinics/{id}/services', {
        params: { path: { id }, query: { isActive: 'true', limit: 100 } },
      }),
    )
  ).data;
/** Who can be booked for a service. */
export const readOfferers = async (id: number, serviceId: number): Promise<Staff[]> =>
  (
    await unwrap(
      api.GET('/api/clinics/{id}/staff', { params: { path: { id }, query: { serviceId, limit: 100 } } }),
    )
  ).data.filter(({ isBookable }) => isBookable);

const within = ({ serviceId, staffId }: Wanted, days: { from?: string; to?: string }) => ({
  serviceId,
  ...(staffId === undefined ? {} : { staffId }),
  ...days,
});
export const readSlots = (
  wanted: Wanted,
  days: { from: string; to: string },
  signal?: AbortSignal,
): Promise<Slot[]> =>
  unwrap(
    api.GET('/api/clinics/{id}/slots', {
      params: { path: { id: wanted.clinicId }, query: within(wanted, days) },
      ...(signal ? { signal } : {}),
    }),
  );
export const readCounts = (
  wanted: Wanted,
  days: { from?: string; to?: string },
  signal?: AbortSignal,
): Promise<DayCount[]> =>
  unwrap(
    api.GET('/api/clinics/{id}/slots/counts', {
      params: { path: { id: wanted.clinicId }, query: within(wanted, days) },
      ...(signal ? { signal } : {}),
    }),
  );
export const readBooking = (id: number): Promise<Booking> =>
  unwrap(api.GET('/api/bookings/{id}', { params: { path: { id } } }));

export const isProblem = (error: unknown, ...codes: string[]): error is ApiProblem =>
  error instanceof ApiProblem && codes.includes(error.problem.code);

/** Without events it is asked so often; who is not logged in has none. */
const LOOK_AGAIN_MS = 15_000;
/** A busy clinic changes all the time; free times are asked for so often at most. */
const AT_MOST_EACH_MS = 3_000;

/**
 * Keeps the free times of a clinic as they are while somebody looks at them.
 * @returns how often they are to be asked for besides
 */
export function useFreeTimes(clinicId: number): number | false {
  const feed = useFeed();
  const { kind } = useFeedState();
  const queries = useQueryClient();
  const [isWatched, setWatched] = useState(false);
  const last = useRef(0);
  useEffect(() => {
    setWatched(false);
    if (!feed || kind !== 'live') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = (): void => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last.current = Date.now();
          void queries.invalidateQueries({ queryKey: [SLOTS, clinicId] });
        },
        Math.max(0, last.current + AT_MOST_EACH_MS - Date.now()),
      );
    };
    const end = feed.on('availability.changed', (change) => {
      if (change.clinicId === clinicId) look();
    });
    feed.ask('watch', clinicId).then(
      (answer) => {
        if (isOver || typeof answer !== 'object' || answer === null || 'error' in answer) return;
        setWatched(true);
        // What has happened before it was watched.
        look();
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
      end();
      feed.ask('unwatch', clinicId).then(
        () => undefined,
        // Who is away watches nothing.
        () => undefined,
      );
    };
  }, [feed, kind, clinicId, queries]);
  return isWatched ? false : LOOK_AGAIN_MS;
}

/** Keeps one's bookings and what one waits for as they are. */
export function useBookingEvents(): void {
  const feed = useFeed();
  const queries = useQueryClient();
  useEffect(() => {
    if (!feed) return undefined;
    const look = (): void => void queries.invalidateQueries({ queryKey: BOOKINGS });
    const ends = [
      feed.on('booking.created', look),
      feed.on('booking.updated', look),
      feed.on('booking.cancelled', look),
      feed.on('booking.status.changed', look),
      feed.on('booking.adopted', look),
      feed.on('waiting-list.changed', () => void queries.invalidateQueries({ queryKey: WAITING })),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [feed, queries]);
}
