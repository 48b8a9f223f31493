import { done, unwrap } from '@antrean/client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending } from '../form.tsx';
import { proven } from '../login/proof.tsx';
import { toast } from '../toast.tsx';
import { useWho } from '../who.tsx';

/** All that is kept about somebody, for them; and leaving for good. */
export function Leaving() {
  const t = useTranslations('me.leaving');
  const [state, setState] = useState<'pending' | 'ready' | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <p>{t('why')}</p>
      <Sending
        submit={t('ask')}
        send={async () => {
          const { status } = await proven(() => unwrap(api.POST('/api/profile/export')));
          setState(status === 'ready' ? 'ready' : 'pending');
        }}
      >
        {null}
      </Sending>
      <p role="status">{state !== null && t(`states.${state}`)}</p>
      <Sending
        submit={t('download')}
        send={async () => {
          const file = await proven(readExport);
          if (file) save(file);
          setState(file ? 'ready' : 'pending');
        }}
      >
        {null}
      </Sending>
      <h3>{t('delete')}</h3>
      <p>{t('deleteWhy')}</p>
      <p className="danger">
        <button type="button" className="primary" onClick={() => setDeleting(true)}>
          {t('delete')}…
        </button>
      </p>
      {isDeleting && <Deleting close={() => setDeleting(false)} />}
    </>
  );
}

/** @returns null while a worker makes it */
async function readExport(): Promise<Blob | null> {
  const call = api.GET('/api/profile/export', { parseAs: 'blob' });
  const file = await unwrap(call);
  const { response } = await call;
  return response.status === 202 ? null : file;
}

function save(file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = 'antrean.zip';
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function Deleting({ close }: { close: () => void }) {
  const t = useTranslations('me.leaving');
  const { ask } = useWho();
  return (
    <Dialog title={t('delete')} close={close} className="danger">
      <p>{t('deleteWhat')}</p>
      <Sending
        submit={t('deleteNow')}
        send={async () => {
          await proven(() => done(api.DELETE('/api/profile')));
          toast(t('deleted'));
          // The session is gone: asking who is there finds nobody.
          await ask();
        }}
      >
        <label className="check">
          <input type="checkbox" required />
          {t('understood')}
        </label>
      </Sending>
    </Dialog>
  );
}
