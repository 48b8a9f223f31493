import { unwrap } from '@antrean/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Trouble } from '../trouble.tsx';
import type { FoundClinic } from './booking-data.ts';

const SHOWN = 20;
/** So long after the last letter is asked. */
const PAUSE_MS = 250;
/** Shorter texts are not looked for. */
const isLongEnough = (text: string): boolean => /[\p{L}\p{N}]{3}/u.test(text);

/** Finds a clinic by text, or the nearest. */
export function ChooseClinic({
  choose,
  mine = false,
}: {
  choose: (clinic: FoundClinic) => void;
  /** Only those at which one has a role. */
  mine?: boolean;
}) {
  const t = useTranslations('booking');
  const format = useFormatter();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [near, setNear] = useState<string | null>(null);
  const [isNearRefused, setNearRefused] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(isLongEnough(text) ? text.trim() : ''), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    queryKey: ['clinics', mine, asked, near],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/clinics', {
          params: {
            query: {
              limit: SHOWN,
              ...(asked === '' ? {} : { q: asked }),
              ...(near === null ? {} : { near }),
              ...(mine ? { mine: 'true' as const } : {}),
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const findNear = (): void => {
    setNearRefused(false);
    navigator.geolocation.getCurrentPosition(
      // As exact as a neighbourhood: the address of a request stands in logs.
      ({ coords }) => setNear(`${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`),
      () => setNearRefused(true),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  };
  const clinics = found.data?.data ?? [];
  return (
    <>
      <div className="filters">
        <label>
          {t('find')}
          <input
            type="search"
            value={text}
            maxLength={100}
            autoComplete="off"
            aria-describedby="find-hint"
            onChange={({ target }) => setText(target.value)}
          />
          <small id="find-hint">{t('findHint')}</small>
        </label>
        {'geolocation' in navigator && (
          <button
            type="button"
            aria-pressed={near !== null}
            onClick={() => (near ? setNear(null) : findNear())}
          >
            {t('near')}
          </button>
        )}
      </div>
      {isNearRefused && <p role="alert">{t('nearRefused')}</p>}
      <Trouble error={found.error} />
      <p role="status">{found.data && t('found', { count: found.data.total })}</p>
      <ul className="choices-list">
        {clinics.map((clinic) => (
          <li key={clinic.id}>
            <button type="button" onClick={() => choose(clinic)}>
              <strong>
                <bdi>{clinic.name}</bdi>
              </strong>{' '}
              <span>
                <bdi>{clinic.address.city}</bdi>
                {clinic.distanceKm !== null &&
                  `, ${t('distance', { km: format.number(clinic.distanceKm, { maximumFractionDigits: 1 }) })}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
