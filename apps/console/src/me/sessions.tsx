import { done, unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeed, useFeedState } from '../badge.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { logOut } from '../who.tsx';

type Session =
  paths['/api/auth/sessions']['get']['responses'][200]['content']['application/json']['data'][number];
const KEY = ['me', 'sessions'] as const;
/** When others were seen last is told by no event. */
const LOOK_MS = 60_000;

/** Where somebody is logged in. What ended elsewhere stays, struck out, until the screen is opened again. */
export function Sessions() {
  const t = useTranslations('me.sessions');
  const feed = useFeed();
  const { kind } = useFeedState();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [gone, setGone] = useState<readonly Session[]>([]);
  const list = useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET('/api/auth/sessions')),
    refetchInterval: kind === 'live' ? LOOK_MS : POLL_MS,
  });
  const live = list.data?.data ?? [];
  const liveIds = new Set(live.map(({ id }) => id));

  useEffect(() => {
    if (!feed) return undefined;
    const ends = [
      feed.on('session.ended', ({ sessionIds }) => {
        const known = queries.getQueryData<{ data: Session[] }>(KEY)?.data ?? [];
        const ended = known.filter(({ id }) => sessionIds.includes(id));
        setGone((before) => [...before.filter(({ id }) => !sessionIds.includes(id)), ...ended]);
        void queries.invalidateQueries({ queryKey: KEY });
      }),
      feed.on('login.succeeded', () => void queries.invalidateQueries({ queryKey: KEY })),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [feed, queries]);

  const end = (session: Session): void => {
    setError(null);
    if (session.current) {
      logOut().catch(setError);
      return;
    }
    done(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id: session.id } } })).then(
      () => toast(t('ended')),
      setError,
    );
  };
  const endOthers = (): void => {
    setError(null);
    done(api.DELETE('/api/auth/sessions', { params: { query: { keepCurrent: 'true' } } })).then(
      () => toast(t('othersEnded')),
      setError,
    );
  };
  const endedIds = new Set(gone.map(({ id }) => id));
  const shown = [...live, ...gone.filter(({ id }) => !liveIds.has(id))];
  return (
    <>
      <Trouble error={error ?? (list.data ? null : list.error)} />
      {shown.length > 0 && (
        <Table label={t('title')} heads={[t('device'), t('place'), t('lastSeen'), t('began'), t('actions')]}>
          {shown.map((session) => (
            <tr key={session.id} data-session={session.id} data-ended={endedIds.has(session.id)}>
              <th scope="row">
                <bdi>{session.device ?? t('unknown')}</bdi>
                {session.current && <strong> · {t('this')}</strong>}
              </th>
              <td>{session.ipPrefix ?? '–'}</td>
              <td>
                <Moment at={session.lastSeenAt} />
              </td>
              <td>
                <Moment at={session.createdAt} />
              </td>
              <td>
                {endedIds.has(session.id) ? (
                  t('hasEnded')
                ) : (
                  <button
                    type="button"
                    aria-label={
                      session.current ? undefined : t('endOf', { device: session.device ?? t('unknown') })
                    }
                    onClick={() => end(session)}
                  >
                    {t(session.current ? 'endThis' : 'end')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <button type="button" disabled={live.length < 2} onClick={endOthers}>
        {t('endOthers')}
      </button>
    </>
  );
}
