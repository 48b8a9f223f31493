import { done, ifMatch, newKey, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import type { Change } from './change.tsx';
import { ROLES, type Role } from './people-data.ts';

/** What a role is called, its rank, and that it is to be as it was ticked in the matrix: weighed before it is saved. */
export function EditRole({
  role,
  permissions,
  ask,
  close,
}: {
  role: Role;
  permissions: ReadonlySet<string>;
  ask: (change: Change) => void;
  close: () => void;
}) {
  const t = useTranslations('roles');
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const { key, isBuiltin } = role;
  const submit = (form: FormData): void => {
    const [label, rank] = [textOf(form, 'label'), Number(textOf(form, 'rank'))];
    // What somebody leaves as it is may have been changed by others.
    const body = {
      ...(label === role.label ? {} : { label }),
      ...(rank === role.rank ? {} : { rank }),
      permissions: [...permissions].toSorted(),
    };
    ask({
      title: t('changeOf', { role: role.label }),
      submit: t('save'),
      preview: () => unwrap(api.POST('/api/admin/roles/{key}/preview', { params: { path: { key } }, body })),
      version: () =>
        (queries.getQueryData<readonly Role[]>(ROLES)?.find((each) => each.key === key) ?? role).version,
      apply: async (version) => {
        const now = await unwrap(
          api.PATCH('/api/admin/roles/{key}', { params: { path: { key }, header: ifMatch(version) }, body }),
        );
        queries.setQueryData<readonly Role[]>(ROLES, (all) =>
          all?.map((each) => (each.key === key ? now : each)),
        );
      },
    });
  };
  const remove = (): void => {
    setError(null);
    done(api.DELETE('/api/admin/roles/{key}', { params: { path: { key } } })).then(() => {
      toast(t('deleted', { role: role.label }));
      close();
      return queries.invalidateQueries({ queryKey: ROLES });
    }, setError);
  };
  return (
    <form
      className="edit-role"
      aria-label={t('changeOf', { role: role.label })}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <div className="filters">
        <label>
          {t('label')}
          <input name="label" required maxLength={100} defaultValue={role.label} />
        </label>
        <label>
          {t('rank')}
          <input name="rank" type="number" min={0} max={100} required defaultValue={role.rank} />
        </label>
        <button type="submit" className="primary">
          {t('weigh')}…
        </button>
        <button type="button" onClick={close}>
          {t('drop')}
        </button>
        {!isBuiltin && (
          <button type="button" onClick={remove}>
            {t('delete')}
          </button>
        )}
      </div>
      <p>
        <small>{t('changed', summaryOf(role, permissions))}</small>
      </p>
      <Trouble error={error} />
    </form>
  );
}

const summaryOf = (role: Role, permissions: ReadonlySet<string>): { given: number; taken: number } => ({
  given: [...permissions].filter((each) => !role.permissions.includes(each)).length,
  taken: role.permissions.filter((each) => !permissions.has(each)).length,
});

/** A role of one's own begins with what another one may. */
export function CreateRole({
  roles,
  close,
}: {
  roles: readonly Role[];
  close: (made: string | null) => void;
}) {
  const t = useTranslations('roles');
  const queries = useQueryClient();
  const [idempotencyKey] = useState(newKey);
  return (
    <Dialog title={t('create')} close={() => close(null)}>
      <Sending
        submit={t('createNow')}
        send={async (form) => {
          const like = roles.find(({ key }) => key === form.get('like'));
          const body = {
            ...{ key: textOf(form, 'key'), label: textOf(form, 'label'), rank: Number(textOf(form, 'rank')) },
            permissions: like?.permissions ?? [],
          };
          const made = await unwrap(
            api.POST('/api/admin/roles', { body, headers: { 'Idempotency-Key': idempotencyKey } }),
          );
          await queries.invalidateQueries({ queryKey: ROLES });
          toast(t('made', { role: made.label }));
          close(made.key);
        }}
      >
        <label className="field">
          {t('label')}
          <input name="label" required maxLength={100} autoComplete="off" autoFocus />
        </label>
        <label className="field">
          {t('key')}
          <input name="key" required pattern="[a-z][a-z0-9_]{1,49}" autoComplete="off" />
          <small>{t('keyHint')}</small>
        </label>
        <label className="field">
          {t('rank')}
          <input name="rank" type="number" min={0} max={100} required defaultValue={10} />
          <small>{t('rankHint')}</small>
        </label>
        <label className="field">
          {t('like')}
          <select name="like">
            <option value="">{t('none')}</option>
            {roles.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </Sending>
    </Dialog>
  );
}
