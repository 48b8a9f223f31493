import { done, unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { Moment } from '../operations/parts.tsx';
import { knowsPasskeys, makePasskey } from '../login/passkey.ts';
import { proven } from '../login/proof.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';

type Passkey =
  paths['/api/auth/passkeys']['get']['responses'][200]['content']['application/json']['data'][number];
const KEY = ['me', 'passkeys'] as const;

/** Keys that devices keep, which log in by themselves or stand in for a code. */
export function Passkeys() {
  const t = useTranslations('me.passkeys');
  const queries = useQueryClient();
  const list = useQuery({ queryKey: KEY, queryFn: () => unwrap(api.GET('/api/auth/passkeys')) });
  const [error, setError] = useState<unknown>(null);
  const look = (): Promise<void> => queries.invalidateQueries({ queryKey: ['me'] });
  const remove = ({ id }: Passkey): void => {
    setError(null);
    proven(() => done(api.DELETE('/api/auth/passkeys/{id}', { params: { path: { id } } }))).then(() => {
      toast(t('removed'));
      return look();
    }, setError);
  };
  return (
    <>
      <p>{t('why')}</p>
      <Trouble error={error ?? (list.data ? null : list.error)} />
      <ul className="rows">
        {list.data?.data.map((passkey) => (
          <li key={passkey.id}>
            <p>
              <strong>
                <bdi>{passkey.name}</bdi>
              </strong>{' '}
              · {t('since')} <Moment at={passkey.createdAt} />
              {passkey.lastUsedAt !== null && (
                <>
                  {' '}
                  · {t('used')} <Moment at={passkey.lastUsedAt} />
                </>
              )}
            </p>
            <button
              type="button"
              aria-label={t('removeOf', { name: passkey.name })}
              onClick={() => remove(passkey)}
            >
              {t('remove')}
            </button>
          </li>
        ))}
      </ul>
      {knowsPasskeys() ? (
        <Sending
          submit={t('add')}
          send={async (form) => {
            const name = textOf(form, 'passkey');
            const options = await proven(() => unwrap(api.POST('/api/auth/passkeys/register/options')));
            const credential = await makePasskey(options);
            await proven(() =>
              unwrap(api.POST('/api/auth/passkeys/register', { body: { name, credential } })),
            );
            toast(t('added'));
            await look();
          }}
        >
          <label className="field">
            {t('name')}
            <input name="passkey" required maxLength={100} autoComplete="off" />
            <small>{t('nameHint')}</small>
          </label>
        </Sending>
      ) : (
        <p>{t('unknown')}</p>
      )}
    </>
  );
}
