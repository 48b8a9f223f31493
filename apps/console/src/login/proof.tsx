import { ApiProblem, unwrap } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { CodeFields, codeIn, type CodeMethod } from './code-fields.tsx';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { Password } from './login.tsx';
import { knowsPasskeys, showPasskey } from './passkey.ts';
import { startProvider } from './start-provider.ts';
import { Trouble } from '../trouble.tsx';

let answer: ((isProven: boolean) => void) | null = null;
const watchers = new Set<() => void>();
const become = (next: typeof answer): void => {
  answer = next;
  for (const watcher of [...watchers]) watcher();
};
const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

/**
 * Does what the api may want a recent proof for: who somebody is, is then asked in a dialog, and it is done again. Needs a
 * {@link Proof} on the screen.
 * @throws {ApiProblem} `proof_required` when somebody closes the dialog
 */
export async function proven<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isAsked = error instanceof ApiProblem && error.problem.code === 'proof_required';
    if (!isAsked || answer || watchers.size === 0) throw error;
    const isProven = await new Promise<boolean>((resolve) => become(resolve));
    if (!isProven) throw error;
    return act();
  }
}

/** Where {@link proven} asks. */
export function Proof() {
  const waiting = useSyncExternalStore(watch, () => answer);
  if (!waiting) return null;
  return (
    <Asking
      tell={(isProven) => {
        become(null);
        waiting(isProven);
      }}
    />
  );
}

/** Who has a second factor shows that; everybody else the password, or by whom they come in. */
async function readMeans() {
  const [factors, identities] = await Promise.all([
    unwrap(api.GET('/api/auth/mfa')),
    unwrap(api.GET('/api/auth/identities')),
  ]);
  const codes = (['totp', 'sms'] as const).filter((each) =>
    factors.methods.some(({ method }) => method === each),
  );
  const hasFactor = codes.length + factors.passkeys > 0;
  return {
    hasFactor,
    hasPasskey: factors.passkeys > 0 && knowsPasskeys(),
    codes: [...codes, ...(hasFactor && factors.backupCodesLeft > 0 ? (['backup'] as const) : [])],
    providers: hasFactor ? [] : identities.data,
  };
}

function Asking({ tell }: { tell: (isProven: boolean) => void }) {
  const t = useTranslations('proof');
  const means = useQuery({ queryKey: ['proof'], queryFn: readMeans, staleTime: 0, gcTime: 0 });
  return (
    <Dialog title={t('title')} close={() => tell(false)}>
      <p>{t('why')}</p>
      <Trouble error={means.error} />
      {means.data?.hasPasskey && <ByPasskey done={() => tell(true)} />}
      {means.data && means.data.codes.length > 0 && (
        <ByCode codes={means.data.codes} done={() => tell(true)} />
      )}
      {means.data && !means.data.hasFactor && (
        <Sending
          submit={t('submit')}
          send={async (form) => {
            await unwrap(api.POST('/api/auth/prove', { body: { password: textOf(form, 'password') } }));
            tell(true);
          }}
        >
          <Password name="password" label={t('password')} autoComplete="current-password" autoFocus />
        </Sending>
      )}
      {means.data?.providers.map(({ provider, name }) => (
        <ByProvider key={provider} provider={provider} name={name} />
      ))}
    </Dialog>
  );
}

function ByCode({ codes, done }: { codes: readonly CodeMethod[]; done: () => void }) {
  const t = useTranslations('proof');
  const [chosen, choose] = useState<CodeMethod | undefined>(codes[0]);
  if (chosen === undefined) return null;
  return (
    <Sending
      submit={t('submit')}
      send={async (form) => {
        await unwrap(api.POST('/api/auth/prove', { body: { method: chosen, code: codeIn(form) } }));
        done();
      }}
    >
      <CodeFields
        methods={codes}
        method={chosen}
        choose={choose}
        askForSms={() => unwrap(api.POST('/api/auth/prove/sms'))}
      />
    </Sending>
  );
}

function ByPasskey({ done }: { done: () => void }) {
  const t = useTranslations('proof');
  return (
    <Sending
      submit={t('passkey')}
      send={async () => {
        const options = await unwrap(api.POST('/api/auth/prove/passkey/options'));
        const credential = await showPasskey(options);
        await unwrap(api.POST('/api/auth/prove', { body: { credential } }));
        done();
      }}
    >
      {null}
    </Sending>
  );
}

/** Leads away, and back to this page; what was to be done is done there again. */
function ByProvider({ provider, name }: { provider: string; name: string }) {
  const t = useTranslations('proof');
  return (
    <Sending submit={t('provider', { name })} send={() => startProvider(provider, { prove: true })}>
      {null}
    </Sending>
  );
}
