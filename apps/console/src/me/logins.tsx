import { done, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { CodeField, codeIn } from '../login/code-fields.tsx';
import { Sending, textOf } from '../form.tsx';
import { Password } from '../login/login.tsx';
import { Moment } from '../operations/parts.tsx';
import { proven } from '../login/proof.tsx';
import { startProvider } from '../login/start-provider.ts';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { PROFILE, readProfile } from './profile.tsx';

/** How somebody comes in: password, address, number, and who else says who they are. */
export function Logins() {
  const t = useTranslations('me.logins');
  const profile = useQuery({ queryKey: PROFILE, queryFn: readProfile });
  const { email, emailVerified, phone, phoneVerified } = profile.data ?? {};
  return (
    <>
      <Trouble error={profile.data ? null : profile.error} />
      {profile.data && (
        <ul className="rows">
          <li>
            <p>
              <strong>{t('email')}</strong> <bdi>{email ?? t('none')}</bdi>
              {email !== null && ` · ${t(emailVerified ? 'verified' : 'unverified')}`}
            </p>
          </li>
          <li>
            <p>
              <strong>{t('phone')}</strong> <bdi>{phone ?? t('none')}</bdi>
              {phone !== null && ` · ${t(phoneVerified ? 'verified' : 'unverified')}`}
            </p>
          </li>
        </ul>
      )}
      <ChangePassword />
      <ChangeEmail />
      <ChangePhone hasPhone={typeof phone === 'string'} />
      <Providers />
    </>
  );
}

function ChangePassword() {
  const t = useTranslations('me.logins');
  const [key, setKey] = useState(0);
  return (
    <details>
      <summary>{t('changePassword')}</summary>
      <p>{t('passwordWhy')}</p>
      <Sending
        key={key}
        submit={t('changePassword')}
        send={async (form) => {
          const body = { currentPassword: textOf(form, 'current'), newPassword: textOf(form, 'next') };
          await done(api.POST('/api/auth/password/change', { body }));
          setKey(key + 1);
          toast(t('passwordChanged'));
        }}
      >
        <Password name="current" label={t('currentPassword')} autoComplete="current-password" />
        <Password name="next" label={t('newPassword')} autoComplete="new-password" />
      </Sending>
      <p>
        <a href="/app/forgot-password">{t('noPassword')}</a>
      </p>
    </details>
  );
}

function ChangeEmail() {
  const t = useTranslations('me.logins');
  const [askedFor, setAskedFor] = useState<string | null>(null);
  return (
    <details>
      <summary>{t('changeEmail')}</summary>
      <p>{t('emailWhy')}</p>
      <Sending
        submit={t('sendLink')}
        send={async (form) => {
          const email = textOf(form, 'email');
          await proven(() => unwrap(api.POST('/api/auth/email', { body: { email } })));
          setAskedFor(email);
        }}
      >
        <label className="field">
          {t('newEmail')}
          <input name="email" type="email" autoComplete="email" required maxLength={254} />
        </label>
      </Sending>
      <p role="status">{askedFor !== null && <bdi>{t('linkSent', { email: askedFor })}</bdi>}</p>
    </details>
  );
}

function ChangePhone({ hasPhone }: { hasPhone: boolean }) {
  const t = useTranslations('me.logins');
  const queries = useQueryClient();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const changed = async (): Promise<void> => {
    setSentTo(null);
    toast(t('phoneChanged'));
    await queries.invalidateQueries({ queryKey: PROFILE });
  };
  return (
    <details>
      <summary>{t('changePhone')}</summary>
      {sentTo === null ? (
        <Sending
          key="phone"
          submit={t('sendCode')}
          send={async (form) => {
            const body = { phone: textOf(form, 'phone') };
            const sent = await proven(() => unwrap(api.PUT('/api/auth/phone', { body })));
            setSentTo(sent.sentTo);
          }}
        >
          <label className="field">
            {t('newPhone')}
            <input name="phone" type="tel" autoComplete="tel" required maxLength={30} />
            <small>{t('phoneHint')}</small>
          </label>
        </Sending>
      ) : (
        <Sending
          key="code"
          submit={t('confirm')}
          send={async (form) => {
            const body = { code: codeIn(form) };
            await proven(() => done(api.POST('/api/auth/phone/confirm', { body })));
            await changed();
          }}
        >
          <CodeField hint={t('codeHint', { phone: sentTo })} />
        </Sending>
      )}
      {hasPhone && (
        <Sending
          submit={t('removePhone')}
          send={async () => {
            await proven(() => done(api.PUT('/api/auth/phone', { body: { phone: null } })));
            await changed();
          }}
        >
          {null}
        </Sending>
      )}
    </details>
  );
}

/** Who else says who somebody is. The last way in stays: the api says so, and what to do first. */
function Providers() {
  const t = useTranslations('me.logins');
  const queries = useQueryClient();
  const linked = useQuery({
    queryKey: ['me', 'identities'],
    queryFn: () => unwrap(api.GET('/api/auth/identities')),
  });
  const offered = useQuery({
    queryKey: ['me', 'providers'],
    queryFn: () => unwrap(api.GET('/api/auth/oauth')),
  });
  const [error, setError] = useState<unknown>(null);
  const isLinked = (provider: string): boolean =>
    linked.data?.data.some((each) => each.provider === provider) ?? false;
  const link = (provider: string): void => {
    setError(null);
    proven(() => startProvider(provider, { prove: false })).catch(setError);
  };
  const unlink = (provider: string, name: string): void => {
    setError(null);
    proven(() =>
      done(api.DELETE('/api/auth/identities/{provider}', { params: { path: { provider } } })),
    ).then(() => {
      toast(t('unlinked', { name }));
      return queries.invalidateQueries({ queryKey: ['me', 'identities'] });
    }, setError);
  };
  const others = offered.data?.data.filter(({ provider }) => !isLinked(provider)) ?? [];
  return (
    <>
      <h3>{t('providers')}</h3>
      <Trouble error={error ?? linked.error ?? offered.error} />
      {linked.data?.data.length === 0 && others.length === 0 && <p>{t('noProvider')}</p>}
      <ul className="rows">
        {linked.data?.data.map(({ provider, name, email, linkedAt }) => (
          <li key={provider} data-provider={provider}>
            <p>
              <strong>{name}</strong> <bdi>{email}</bdi> · {t('linkedAt')} <Moment at={linkedAt} />
            </p>
            <button type="button" onClick={() => unlink(provider, name)}>
              {t('unlink', { name })}
            </button>
          </li>
        ))}
        {linked.data &&
          others.map(({ provider, name }) => (
            <li key={provider} data-provider={provider}>
              <p>
                <strong>{name}</strong> · {t('notLinked')}
              </p>
              <button type="button" onClick={() => link(provider)}>
                {t('link', { name })}
              </button>
            </li>
          ))}
      </ul>
    </>
  );
}
