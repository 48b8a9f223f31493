import { done, unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { CodeField, codeIn } from '../login/code-fields.tsx';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { Moment } from '../operations/parts.tsx';
import { proven } from '../login/proof.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';

type App = paths['/api/auth/mfa/totp/enroll']['post']['responses'][200]['content']['application/json'];
type Open = { kind: 'totp'; app: App } | { kind: 'sms' } | { kind: 'codes'; codes: readonly string[] };
const METHODS = ['totp', 'sms'] as const;

/** What somebody shows besides the password: an app, a phone, and codes on paper for when both are away. */
export function Factors() {
  const t = useTranslations('me.factors');
  const queries = useQueryClient();
  const factors = useQuery({
    queryKey: ['me', 'factors'],
    queryFn: () => unwrap(api.GET('/api/auth/mfa')),
  });
  const [error, setError] = useState<unknown>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const look = (): Promise<void> => queries.invalidateQueries({ queryKey: ['me'] });
  const run = (act: () => Promise<void>): void => {
    setError(null);
    act().catch(setError);
  };
  const addApp = async (): Promise<void> =>
    setOpen({ kind: 'totp', app: await proven(() => unwrap(api.POST('/api/auth/mfa/totp/enroll'))) });
  const makeCodes = async (): Promise<void> => {
    const { codes } = await proven(() => unwrap(api.POST('/api/auth/mfa/backup-codes')));
    setOpen({ kind: 'codes', codes });
    await look();
  };
  const remove = async (method: 'totp' | 'sms' | 'backup'): Promise<void> => {
    await proven(() => done(api.DELETE('/api/auth/mfa/{method}', { params: { path: { method } } })));
    toast(t('removed', { what: t(`names.${method}`) }));
    await look();
  };
  const confirmed = async (method: 'totp' | 'sms'): Promise<void> => {
    setOpen(null);
    toast(t('added', { what: t(`names.${method}`) }));
    await look();
  };
  const { methods = [], passkeys = 0, backupCodesLeft = 0 } = factors.data ?? {};
  const hasAny = passkeys > 0 || METHODS.some((each) => methods.some(({ method }) => method === each));
  return (
    <>
      <p>{t('why')}</p>
      <Trouble error={error ?? (factors.data ? null : factors.error)} />
      {factors.data && (
        <ul className="rows">
          {METHODS.map((each) => {
            const has = methods.find(({ method }) => method === each);
            return (
              <li key={each} data-factor={each} data-on={has !== undefined}>
                <p>
                  <strong>{t(`names.${each}`)}</strong>
                  {has ? (
                    <>
                      {' '}
                      {has.phone} · {t('since')} <Moment at={has.since} />
                    </>
                  ) : (
                    ` · ${t('off')}`
                  )}
                </p>
                <button
                  type="button"
                  onClick={() => (each === 'totp' ? run(addApp) : setOpen({ kind: 'sms' }))}
                >
                  {t(has ? `again.${each}` : `add.${each}`)}
                </button>
                {has && (
                  <button type="button" onClick={() => run(() => remove(each))}>
                    {t(`remove.${each}`)}
                  </button>
                )}
              </li>
            );
          })}
          <li data-factor="backup" data-on={backupCodesLeft > 0}>
            <p>
              <strong>{t('names.backup')}</strong> · {t('codesLeft', { count: backupCodesLeft })}
            </p>
            <button type="button" disabled={!hasAny} onClick={() => run(makeCodes)}>
              {t(backupCodesLeft > 0 ? 'again.backup' : 'add.backup')}
            </button>
            {backupCodesLeft > 0 && (
              <button type="button" onClick={() => run(() => remove('backup'))}>
                {t('remove.backup')}
              </button>
            )}
          </li>
        </ul>
      )}
      {open?.kind === 'totp' && (
        <AddApp app={open.app} added={() => confirmed('totp')} close={() => setOpen(null)} />
      )}
      {open?.kind === 'sms' && <AddPhone added={() => confirmed('sms')} close={() => setOpen(null)} />}
      {open?.kind === 'codes' && <Paper codes={open.codes} close={() => setOpen(null)} />}
    </>
  );
}

function AddApp({ app, added, close }: { app: App; added: () => Promise<void>; close: () => void }) {
  const t = useTranslations('me.factors');
  return (
    <Dialog title={t('add.totp')} close={close}>
      <p>{t('scan')}</p>
      <img className="qr" src={app.qr} alt={t('qr')} />
      <label className="field">
        {t('secret')}
        <input
          readOnly
          value={new URL(app.otpauthUrl).searchParams.get('secret') ?? ''}
          onFocus={({ target }) => target.select()}
        />
      </label>
      <Sending
        submit={t('confirm')}
        send={async (form) => {
          const body = { code: codeIn(form) };
          await proven(() => done(api.POST('/api/auth/mfa/totp/confirm', { body })));
          await added();
        }}
      >
        <CodeField hint={t('codeOfApp')} />
      </Sending>
    </Dialog>
  );
}

function AddPhone({ added, close }: { added: () => Promise<void>; close: () => void }) {
  const t = useTranslations('me.factors');
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <Dialog title={t('add.sms')} close={close}>
      {sentTo === null ? (
        <Sending
          key="phone"
          submit={t('sendCode')}
          send={async (form) => {
            const body = { phone: textOf(form, 'phone') };
            const sent = await proven(() => unwrap(api.POST('/api/auth/mfa/sms/enroll', { body })));
            setSentTo(sent.sentTo);
          }}
        >
          <label className="field">
            {t('phone')}
            <input name="phone" type="tel" autoComplete="tel" required autoFocus />
            <small>{t('phoneHint')}</small>
          </label>
        </Sending>
      ) : (
        <Sending
          key="code"
          submit={t('confirm')}
          send={async (form) => {
            const body = { code: codeIn(form) };
            await proven(() => done(api.POST('/api/auth/mfa/sms/confirm', { body })));
            await added();
          }}
        >
          <CodeField hint={t('codeOfSms', { phone: sentTo })} />
        </Sending>
      )}
    </Dialog>
  );
}

/** Codes for paper are told once: whoever closes this has them, or makes others. */
function Paper({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const t = useTranslations('me.factors');
  const { who } = useWho();
  const copy = (): void =>
    void navigator.clipboard?.writeText(codes.join('\n')).then(
      () => toast(t('copied')),
      () => undefined,
    );
  return (
    <Dialog title={t('names.backup')} close={close} className="paper">
      <p>{t('codesOnce')}</p>
      <p>
        Antrean · {location.host} · <bdi>{who.kind === 'user' ? who.me.namaLengkap : ''}</bdi>
      </p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="row">
        <button type="button" className="primary" onClick={() => print()} autoFocus>
          {t('print')}
        </button>
        <button type="button" onClick={copy}>
          {t('copy')}
        </button>
      </p>
    </Dialog>
  );
}
