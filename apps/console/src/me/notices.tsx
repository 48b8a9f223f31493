import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Table } from '../operations/parts.tsx';
import { Trouble } from '../trouble.tsx';
import {
  changePreferences,
  readPreferences,
  PREFERENCES,
  type Channel,
  type Preferences,
} from './notification-preferences.ts';

const CHANNELS = ['inApp', 'email', 'sms'] as const;

/** What somebody wants to be told, by which channel. What is about the security of the account always comes. */
export function Notices() {
  const t = useTranslations('me.notices');
  const queries = useQueryClient();
  const preferences = useQuery({ queryKey: PREFERENCES, queryFn: readPreferences });
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState<string | null>(null);

  const change = (name: string | null, channel: Channel, isWanted: boolean): void => {
    if (sending !== null) return;
    setError(null);
    setSending(`${name} ${channel}`);
    const chosen = { [channel]: isWanted };
    changePreferences(name === null ? { channels: chosen } : { notifications: { [name]: chosen } })
      .then((now) => queries.setQueryData<Preferences>(PREFERENCES, now), setError)
      .finally(() => setSending(null));
  };
  const box = (name: string | null, title: string, channel: Channel, isOn: boolean, isOff = false) => (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isOff}
        aria-busy={sending === `${name} ${channel}`}
        aria-label={t('by', { title, channel: t(`channels.${channel}`) })}
        onChange={({ target }) => change(name, channel, target.checked)}
      />
    </label>
  );
  return (
    <>
      <p>{t('why')}</p>
      <Trouble error={error ?? (preferences.data ? null : preferences.error)} />
      {preferences.data && (
        <Table label={t('title')} heads={[t('what'), ...CHANNELS.map((each) => t(`channels.${each}`))]}>
          <tr>
            <th scope="row">{t('all')}</th>
            {CHANNELS.map((each) => (
              <td key={each}>{box(null, t('all'), each, preferences.data.channels[each] ?? true)}</td>
            ))}
          </tr>
          {preferences.data.choices.map(({ name, title, channels }) => (
            <tr key={name} data-notification={name}>
              <th scope="row">{title}</th>
              {CHANNELS.map((each) => (
                <td key={each}>
                  {channels.includes(each)
                    ? box(
                        name,
                        title,
                        each,
                        preferences.data.notifications[name]?.[each] ?? true,
                        preferences.data.channels[each] === false,
                      )
                    : '–'}
                </td>
              ))}
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
