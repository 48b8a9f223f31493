import { newKey, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { useWho } from '../who.tsx';
import { PEOPLE, readRoles, ROLES, type User } from './people-data.ts';
import { ResetPassword } from './reset-password.tsx';

/**
 * A new user, and the temporary password by which they come in the first time. Nobody chooses one for somebody else: the
 * account is made with one that nobody knows.
 */
export function CreateUser({ close }: { close: () => void }) {
  const t = useTranslations('people');
  const { may } = useWho();
  const queries = useQueryClient();
  const [made, setMade] = useState<User | null>(null);
  const roles = useQuery({ queryKey: ROLES, queryFn: readRoles, enabled: may('identity.manage-roles') });
  if (made) return <ResetPassword user={made} close={close} />;
  return (
    <Dialog title={t('create')} close={close}>
      <Sending
        submit={t('createNow')}
        send={async (form) => {
          const given = (name: 'email' | 'phone' | 'username') => {
            const text = textOf(form, name).trim();
            return text === '' ? {} : { [name]: text };
          };
          const body = {
            ...{ nik: textOf(form, 'nik'), namaLengkap: textOf(form, 'namaLengkap') },
            ...{ role: textOf(form, 'role'), password: newKey() },
            ...given('username'),
            ...given('email'),
            ...given('phone'),
          };
          const user = await unwrap(api.POST('/api/users', { body }));
          void queries.invalidateQueries({ queryKey: PEOPLE });
          setMade(user);
        }}
      >
        <label className="field">
          {t('fullName')}
          <input name="namaLengkap" required maxLength={200} autoComplete="off" autoFocus />
        </label>
        <label className="field">
          NIK
          <input name="nik" required maxLength={50} autoComplete="off" />
        </label>
        <label className="field">
          {t('role')}
          {roles.data ? (
            <select name="role" defaultValue="employee">
              {roles.data.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <input name="role" required maxLength={50} defaultValue="employee" />
          )}
        </label>
        {(['username', 'email', 'phone'] as const).map((name) => (
          <label key={name} className="field">
            {t(`optional.${name}`)}
            <input
              name={name}
              type={name === 'email' ? 'email' : name === 'phone' ? 'tel' : 'text'}
              maxLength={254}
              autoComplete="off"
            />
          </label>
        ))}
      </Sending>
    </Dialog>
  );
}
