import { unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending } from '../form.tsx';
import { toast } from '../toast.tsx';
import { showChange, type User } from './people-data.ts';

/** The temporary password is told once: whoever closes the dialog has told it to its owner, or makes another. */
export function ResetPassword({ user, close }: { user: User; close: () => void }) {
  const t = useTranslations('people');
  const queries = useQueryClient();
  const [password, setPassword] = useState<string | null>(null);
  return (
    <Dialog title={<bdi>{t('resetOf', { name: user.namaLengkap })}</bdi>} close={close}>
      {password === null ? (
        <>
          <p>{t('resetWhy')}</p>
          <Sending
            submit={t('resetNow')}
            send={async () => {
              const params = { path: { id: user.id } };
              const answer = await unwrap(api.POST('/api/users/{id}/reset-password', { params }));
              setPassword(answer.temporaryPassword);
              void showChange(queries);
            }}
          >
            {null}
          </Sending>
        </>
      ) : (
        <>
          <p>{t('resetOnce')}</p>
          <label className="field">
            {t('temporaryPassword')}
            <input readOnly value={password} autoFocus onFocus={({ target }) => target.select()} />
          </label>
          <button
            type="button"
            className="primary"
            onClick={() =>
              void navigator.clipboard?.writeText(password).then(
                () => toast(t('copied')),
                () => undefined,
              )
            }
          >
            {t('copy')}
          </button>
        </>
      )}
    </Dialog>
  );
}
