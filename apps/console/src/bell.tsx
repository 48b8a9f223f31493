import { unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from './antrean.ts';
import { POLL_MS, useFeed, useFeedState } from './badge.tsx';
import { useKeys } from './keys.tsx';
import { toast } from './toast.tsx';
import { Trouble } from './trouble.tsx';
import {
  changePreferences,
  readPreferences,
  PREFERENCES,
  type Preferences,
} from './me/notification-preferences.ts';

const NOTIFICATIONS = ['notifications'] as const;
const SHOWN = 30;

/** What somebody is told, also while they look at something else, and how much of it they have not read. */
export function Bell() {
  const t = useTranslations();
  const format = useFormatter();
  const feed = useFeed();
  const { kind } = useFeedState();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState<unknown>(null);
  const list = useQuery({
    queryKey: NOTIFICATIONS,
    queryFn: () => unwrap(api.GET('/api/notifications', { params: { query: { limit: SHOWN } } })),
    refetchInterval: kind === 'live' ? false : POLL_MS * 6,
  });
  useEffect(() => {
    if (!feed) return undefined;
    const look = (): void => void queries.invalidateQueries({ queryKey: NOTIFICATIONS });
    const ends = [
      feed.on('notification', ({ title }) => {
        toast(title);
        look();
      }),
      feed.on('notification.read', look),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [feed, queries]);
  const [isOpened, setOpened] = useState(false);
  const preferences = useQuery({ queryKey: PREFERENCES, queryFn: readPreferences, enabled: isOpened });
  const open = (): void => {
    setOpened(true);
    dialog.current?.showModal();
  };
  useKeys([{ key: 'g n', says: 'notifications', run: open }]);

  const unread = list.data?.unread ?? 0;
  const all = list.data?.data ?? [];
  const readAll = (): void => {
    setError(null);
    // What comes while somebody reads stays unread.
    const body = all[0] ? { upTo: all[0].id } : {};
    unwrap(api.POST('/api/notifications/read', { body })).then(
      () => queries.invalidateQueries({ queryKey: NOTIFICATIONS }),
      setError,
    );
  };
  /** What somebody may do without, and has not said so yet. */
  const choiceOf = (name: string): Preferences['choices'][number] | undefined =>
    preferences.data?.notifications[name]?.['inApp'] === true
      ? preferences.data.choices.find((each) => each.name === name)
      : undefined;
  const choose = async (name: string, inApp: boolean): Promise<void> => {
    setError(null);
    const now = await changePreferences({ notifications: { [name]: { inApp } } });
    queries.setQueryData<Preferences>(PREFERENCES, now);
  };
  const mute = ({ name, title }: Preferences['choices'][number]): void => {
    const undo = { label: t('bell.undo'), run: () => void choose(name, true).catch(setError) };
    choose(name, false).then(() => toast(t('bell.muted', { title }), undo), setError);
  };
  return (
    <>
      <button type="button" className="bell" data-unread={unread} onClick={open}>
        {t('bell.title')}
        {unread > 0 && (
          <strong>
            {unread}
            <span className="unseen"> {t('bell.unread')}</span>
          </strong>
        )}
      </button>
      <dialog ref={dialog} className="bell-list" aria-labelledby="bell-title">
        <h2 id="bell-title">{t('bell.title')}</h2>
        {unread > 0 && (
          <button type="button" onClick={readAll}>
            {t('bell.readAll')}
          </button>
        )}
        <Trouble error={error ?? (list.data ? null : list.error)} />
        {list.data && all.length === 0 && <p className="empty">{t('bell.empty')}</p>}
        <ul>
          {all.map(({ id, notification, title, text, url, at, readAt }) => (
            <li key={id} data-unread={readAt === null}>
              <h3>
                <bdi>{title}</bdi>
                {readAt === null && <small> {t('bell.new')}</small>}
              </h3>
              <p>
                <bdi>{text}</bdi>
              </p>
              <p>
                <time dateTime={at}>
                  {format.dateTime(new Date(at), { dateStyle: 'short', timeStyle: 'short' })}
                </time>{' '}
                {url !== null && (
                  <a href={url} rel="noreferrer">
                    {t('bell.open')}
                  </a>
                )}
              </p>
              <Mute choice={choiceOf(notification)} mute={mute} />
            </li>
          ))}
        </ul>
        <form method="dialog">
          <button type="submit">{t('app.close')}</button>
        </form>
      </dialog>
    </>
  );
}

function Mute({
  choice,
  mute,
}: {
  choice: Preferences['choices'][number] | undefined;
  mute: (choice: Preferences['choices'][number]) => void;
}) {
  const t = useTranslations('bell');
  if (!choice) return null;
  return (
    <button type="button" title={choice.title} onClick={() => mute(choice)}>
      {t('mute')}
    </button>
  );
}
