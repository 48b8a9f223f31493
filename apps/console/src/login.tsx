import { ApiProblem, done, unwrap, type LoginAnswer } from '@antrean/client';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, session } from './antrean.ts';
import { Sending, textOf } from './form.tsx';
import { Trouble } from './trouble.tsx';
import { useWho } from './who.tsx';

type Waiting = Extract<LoginAnswer, { mfaRequired: true }>;
const CODES = ['totp', 'sms', 'backup'] as const;

function Password({ name, label, autoComplete }: { name: string; label: string; autoComplete: string }) {
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
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  if (waiting) return <Factor waiting={waiting} giveUp={() => setWaiting(null)} />;
  return (
    <main className="card" id="content">
      <h1>{t('title')}</h1>
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
      <p>
        <a href="/app/forgot-password">{t('forgotten')}</a>
      </p>
    </main>
  );
}

/** The second step of a login: a code of the app, of an SMS or of paper. */
function Factor({ waiting, giveUp }: { waiting: Waiting; giveUp: () => void }) {
  const t = useTranslations('login');
  const methods = CODES.filter((each) => waiting.methods.some((method) => method === each));
  const [method, setMethod] = useState(methods[0]);
  const [smsError, setSmsError] = useState<unknown>(null);
  const [isSmsSent, setSmsSent] = useState(false);
  const { mfaToken } = waiting;
  const sendSms = (): void => {
    setSmsError(null);
    unwrap(api.POST('/api/auth/mfa/sms/send', { body: { mfaToken } })).then(
      () => setSmsSent(true),
      setSmsError,
    );
  };
  return (
    <main className="card" id="content">
      <h1>{t('title')}</h1>
      {method === undefined ? (
        <p>{t('noMethod')}</p>
      ) : (
        <Sending
          submit={t('submit')}
          send={async (form) => {
            try {
              const code = textOf(form, 'code').replaceAll(/\s/g, '');
              await session.showFactor({ mfaToken, method, code });
            } catch (error) {
              if (error instanceof ApiProblem && error.problem.code === 'session_ended') giveUp();
              throw error;
            }
          }}
        >
          {methods.length > 1 && (
            <label className="field">
              {t('method')}
              <select
                value={method}
                onChange={({ target }) => setMethod(methods.find((each) => each === target.value))}
              >
                {methods.map((each) => (
                  <option key={each} value={each}>
                    {t(`methods.${each}`)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {method === 'sms' && (
            <p>
              <button type="button" onClick={sendSms}>
                {t('sendSms')}
              </button>{' '}
              <span role="status">{isSmsSent && t('smsSent')}</span>
              <Trouble error={smsError} />
            </p>
          )}
          <label className="field">
            {t('code')}
            <input
              name="code"
              key={method}
              autoComplete="one-time-code"
              inputMode={method === 'backup' ? 'text' : 'numeric'}
              onInput={({ currentTarget }) => {
                if (method !== 'backup' && /^\s*\d{3}\s?\d{3}\s*$/.test(currentTarget.value))
                  currentTarget.form?.requestSubmit();
              }}
              required
              autoFocus
              aria-describedby="code-hint"
            />
            <small id="code-hint">{t(`codeHint.${method}`)}</small>
          </label>
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
