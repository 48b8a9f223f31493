import { ApiProblem, done, unwrap } from '@antrean/client';
import { useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, session } from '../antrean.ts';
import { CodeFields, codeIn, CODES } from './code-fields.tsx';
import { Sending, textOf } from '../form.tsx';
import { takeLoginLink, type Waiting } from './login-link.ts';
import { knowsPasskeys, showPasskey } from './passkey.ts';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';

const link = takeLoginLink();
/** Why a login by a provider came to nothing, of those that somebody can do something about. */
const REFUSALS = ['oauth_cancelled', 'oauth_link_required', 'identity_unlinked', 'account_inactive'] as const;

export function Password({
  name,
  label,
  autoComplete,
  autoFocus = false,
}: {
  name: string;
  label: string;
  autoComplete: string;
  autoFocus?: boolean;
}) {
  const t = useTranslations('login');
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input
          id={id}
          name={name}
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          required
          autoFocus={autoFocus}
        />
        <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'hide' : 'show')}
        </button>
      </div>
    </div>
  );
}

export function Login() {
  const t = useTranslations('login');
  const [waiting, setWaiting] = useState<Waiting | null>(link.waiting);
  if (waiting) return <Factor waiting={waiting} giveUp={() => setWaiting(null)} />;
  const refusal = REFUSALS.find((each) => each === link.problem) ?? 'other';
  return (
    <main className="card" id="content">
      <h1>{t('title')}</h1>
      {link.problem !== null && (
        <p className="trouble" role="alert">
          {t(`refusals.${refusal}`)}
        </p>
      )}
      <Sending
        submit={t('submit')}
        send={async (form) => {
          const credentials = { identifier: textOf(form, 'identifier'), password: textOf(form, 'password') };
          const answer = await session.logIn(credentials);
          if ('mfaRequired' in answer) setWaiting(answer);
        }}
      >
        <label className="field">
          {t('identifier')}
          <input
            name="identifier"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
          />
        </label>
        <Password name="password" label={t('password')} autoComplete="current-password" />
      </Sending>
      <OtherWays />
      <p>
        <a href="/app/forgot-password">{t('forgotten')}</a>
      </p>
    </main>
  );
}

/** Without a password: by a passkey of this device, or by who else says who somebody is. */
function OtherWays() {
  const t = useTranslations('login');
  const [providers, setProviders] = useState<readonly { name: string; startUrl: string }[]>([]);
  useEffect(() => {
    unwrap(api.GET('/api/auth/oauth')).then(
      ({ data }) => setProviders(data),
      // The form is there all the same, and says itself when the server is away.
      () => undefined,
    );
  }, []);
  const back = new URLSearchParams({ returnTo: location.pathname + location.search }).toString();
  return (
    <div className="row">
      {knowsPasskeys() && <PasskeyLogin />}
      {providers.map(({ name, startUrl }) => (
        <a key={startUrl} href={`${startUrl}?${back}`}>
          {t('by', { name })}
        </a>
      ))}
    </div>
  );
}

function PasskeyLogin({ mfaToken }: { mfaToken?: string }) {
  const t = useTranslations('login');
  const [error, setError] = useState<unknown>(null);
  const logIn = async (): Promise<void> => {
    setError(null);
    try {
      const options = await unwrap(api.POST('/api/auth/passkeys/login/options'));
      const credential = await showPasskey(options);
      await session.showPasskey({ credential, ...(mfaToken === undefined ? {} : { mfaToken }) });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <div>
      <button type="button" onClick={() => void logIn()}>
        {t('passkey')}
      </button>
      <Trouble error={error} />
    </div>
  );
}

/** The second step of a login: a code of the app, of an SMS or of paper, or a passkey. */
function Factor({ waiting, giveUp }: { waiting: Waiting; giveUp: () => void }) {
  const t = useTranslations('login');
  const methods = CODES.filter((each) => waiting.methods.some((method) => method === each));
  const canShowPasskey = waiting.methods.includes('passkey') && knowsPasskeys();
  const [method, setMethod] = useState(methods[0]);
  const { mfaToken } = waiting;
  return (
    <main className="card" id="content">
      <h1>{t('title')}</h1>
      {canShowPasskey && <PasskeyLogin mfaToken={mfaToken} />}
      {method === undefined && !canShowPasskey && <p>{t('noMethod')}</p>}
      {method !== undefined && (
        <Sending
          submit={t('submit')}
          send={async (form) => {
            try {
              await session.showFactor({ mfaToken, method, code: codeIn(form) });
            } catch (error) {
              if (error instanceof ApiProblem && error.problem.code === 'session_ended') giveUp();
              throw error;
            }
          }}
        >
          <CodeFields
            methods={methods}
            method={method}
            choose={setMethod}
            askForSms={() => unwrap(api.POST('/api/auth/mfa/sms/send', { body: { mfaToken } }))}
          />
        </Sending>
      )}
      <p>
        <button type="button" onClick={giveUp}>
          {t('otherUser')}
        </button>{' '}
        <a href="/app/lost-factor">{t('lostFactor')}</a>
      </p>
    </main>
  );
}

/** Whose password an administrator reset chooses another before anything else. */
export function ForcedChange() {
  const t = useTranslations('login');
  const { ask } = useWho();
  return (
    <main className="card" id="content">
      <h1>{t('changeTitle')}</h1>
      <p>{t('changeWhy')}</p>
      <Sending
        submit={t('change')}
        send={async (form) => {
          const body = { currentPassword: textOf(form, 'current'), newPassword: textOf(form, 'next') };
          await done(api.POST('/api/auth/password/change', { body }));
          await ask();
        }}
      >
        <Password name="current" label={t('current')} autoComplete="current-password" />
        <Password name="next" label={t('next')} autoComplete="new-password" />
      </Sending>
    </main>
  );
}
