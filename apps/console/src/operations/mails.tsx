import { unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { MAIL_STATES, readLetterFilter } from './letter-filter.ts';
import { Moment, Table } from './parts.tsx';

const SHOWN = 20;
const LIVE_MS = 5_000;

/** What became of mails, the latest first. */
export function Mails() {
  const t = useTranslations('operations');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { may } = useWho();
  const { mail: status, ...letters } = useSearch({ from: '/operations' });
  const [error, setError] = useState<unknown>(null);
  const mails = useQuery({
    queryKey: ['operations', 'mails', status ?? null],
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/mails', {
          params: { query: { limit: SHOWN, ...(status === undefined ? {} : { status }) } },
        }),
      ),
    refetchInterval: LIVE_MS,
  });
  const resend = (id: string): void => {
    setError(null);
    unwrap(api.POST('/api/admin/mails/{id}/resend', { params: { path: { id } } }))
      .then(() => toast(t('resent')))
      .catch(setError)
      .finally(() => void queries.invalidateQueries({ queryKey: ['operations', 'mails'] }));
  };
  return (
    <section aria-labelledby="mails">
      <h2 id="mails">{t('mails')}</h2>
      <p className="filters">
        <label>
          {t('state')}
          <select
            value={status ?? ''}
            onChange={({ target }) =>
              void navigate({
                to: '/operations',
                search: readLetterFilter({ ...letters, mail: target.value }),
                replace: true,
              })
            }
          >
            <option value="">{t('all')}</option>
            {MAIL_STATES.map((each) => (
              <option key={each} value={each}>
                {t(`statuses.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <Trouble error={error ?? (mails.isError ? mails.error : null)} />
      {mails.data?.data.length === 0 && <p className="empty">{t('noMail')}</p>}
      {mails.data && mails.data.data.length > 0 && (
        <Table
          label={t('mails')}
          heads={[t('notification'), t('recipient'), t('state'), t('error'), t('at'), t('actions')]}
        >
          {mails.data.data.map(({ id, notification, recipient, status: state, error: why, createdAt }) => (
            <tr key={id} data-mail={id}>
              <th scope="row">{notification}</th>
              <td>
                <bdi>{recipient}</bdi>
              </td>
              <td data-bad={state === 'failed'}>{t(`statuses.${state}`)}</td>
              <td>
                <bdi>{why ?? '–'}</bdi>
              </td>
              <td>
                <Moment at={createdAt} />
              </td>
              <td>
                {may('notifications.resend') && state !== 'planned' && state !== 'sending' && (
                  <button
                    type="button"
                    aria-label={t('resendOf', { name: notification ?? '', to: recipient })}
                    onClick={() => resend(id)}
                  >
                    {t('resend')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
