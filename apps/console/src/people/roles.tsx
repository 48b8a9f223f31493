import { unwrap } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { Crash } from '../trouble.tsx';
import { Confirm, type Change } from './change.tsx';
import { CreateRole, EditRole } from './edit-role.tsx';
import { readRoles, ROLES, usePeopleEvents, type Role } from './people-data.ts';
import type { RoleFilter } from './role-filter.ts';
import './roles.css';

/** Which permission each role holds, and what of it is otherwise than from the start. */
export function Roles() {
  const t = useTranslations('roles');
  const filter = useSearch({ from: '/roles' });
  const navigate = useNavigate();
  const { kind } = useFeedState();
  const search = useRef<HTMLInputElement>(null);
  const [change, setChange] = useState<Change | null>(null);
  const [isCreating, setCreating] = useState(false);
  const [draft, setDraft] = useState<ReadonlySet<string> | null>(null);
  usePeopleEvents();
  useKeys([{ key: '/', says: 'filter', run: () => search.current?.focus() }]);
  const refetchInterval = kind === 'live' ? false : POLL_MS;
  const roles = useQuery({ queryKey: ROLES, queryFn: readRoles, refetchInterval });
  const permissions = useQuery({
    queryKey: ['permissions'],
    queryFn: async () => (await unwrap(api.GET('/api/admin/permissions'))).data,
  });
  const failed = [roles, permissions].find(({ isError, data }) => isError && !data);
  if (failed) return <Crash error={failed.error} reset={() => void failed.refetch()} />;
  const go = (next: RoleFilter): void => {
    if (next.role !== filter.role) setDraft(null);
    void navigate({ to: '/roles', search: next, replace: true });
  };
  const all = roles.data ?? [];
  const edited = all.find(({ key }) => key === filter.role);
  const wanted = filter.search?.toLowerCase() ?? '';
  const shown = (permissions.data ?? []).filter(
    (permission) =>
      permission.includes(wanted) &&
      (!filter.differs || all.some((role) => differenceOf(role, permission) !== null)),
  );
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <p>{t('legend')}</p>
        <button type="button" onClick={() => setCreating(true)}>
          {t('create')}
        </button>
      </div>
      <div className="filters" role="search" aria-label={t('filters')}>
        <label>
          {t('search')}
          <input
            ref={search}
            type="search"
            value={filter.search ?? ''}
            maxLength={100}
            onChange={({ target: { value } }) => {
              const { search: _, ...rest } = filter;
              go(value === '' ? rest : { ...rest, search: value });
            }}
          />
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={filter.differs ?? false}
            onChange={({ target: { checked } }) => {
              const { differs: _, ...rest } = filter;
              go(checked ? { ...rest, differs: true } : rest);
            }}
          />
          {t('differsOnly')}
        </label>
      </div>
      {edited && (
        <EditRole
          key={edited.key}
          role={edited}
          permissions={draft ?? new Set(edited.permissions)}
          ask={setChange}
          close={() => {
            const { role: _, ...rest } = filter;
            go(rest);
          }}
        />
      )}
      {roles.data && shown.length === 0 && <p className="empty">{t('nothing')}</p>}
      {shown.length > 0 && (
        <Matrix
          roles={all}
          permissions={shown}
          edited={edited?.key ?? null}
          draft={draft}
          edit={(role) => go({ ...filter, role })}
          toggle={(permission) => {
            const now = draft ?? new Set(edited?.permissions);
            const next = new Set(now);
            if (!next.delete(permission)) next.add(permission);
            setDraft(next);
          }}
        />
      )}
      {isCreating && (
        <CreateRole
          roles={all}
          close={(made) => {
            setCreating(false);
            if (made !== null) go({ ...filter, role: made });
          }}
        />
      )}
      {change && (
        <Confirm
          change={change}
          close={(isDone) => {
            setChange(null);
            if (isDone) setDraft(null);
          }}
        />
      )}
    </>
  );
}

/** Roles that administrators made have nothing from the start. */
function differenceOf(
  { isBuiltin, permissions, defaults }: Role,
  permission: string,
): 'added' | 'taken' | null {
  if (!isBuiltin) return null;
  const [has, had] = [permissions.includes(permission), defaults.includes(permission)];
  if (has === had) return null;
  return has ? 'added' : 'taken';
}

function Matrix({
  roles,
  permissions,
  edited,
  draft,
  edit,
  toggle,
}: {
  roles: readonly Role[];
  permissions: readonly string[];
  edited: string | null;
  draft: ReadonlySet<string> | null;
  edit: (role: string) => void;
  toggle: (permission: string) => void;
}) {
  const t = useTranslations('roles');
  return (
    <div className="scroll matrix" role="group" aria-label={t('title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('permission')}</th>
            {roles.map(({ key, label }) => (
              <th key={key} scope="col">
                <button type="button" aria-pressed={key === edited} title={key} onClick={() => edit(key)}>
                  <bdi>{label}</bdi>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission} data-permission={permission}>
              <th scope="row">{permission}</th>
              {roles.map((role) => (
                <td key={role.key} data-role={role.key} data-differs={differenceOf(role, permission) ?? ''}>
                  {role.key === edited ? (
                    <input
                      type="checkbox"
                      aria-label={t('holds', { role: role.label, permission })}
                      checked={(draft ?? new Set(role.permissions)).has(permission)}
                      onChange={() => toggle(permission)}
                    />
                  ) : (
                    <Cell has={role.permissions.includes(permission)} />
                  )}
                  <Difference of={differenceOf(role, permission)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ has }: { has: boolean }) {
  const t = useTranslations('roles');
  return (
    <>
      <span aria-hidden="true">{has ? '✓' : '·'}</span>
      <span className="unseen">{t(has ? 'yes' : 'no')}</span>
    </>
  );
}

function Difference({ of: difference }: { of: 'added' | 'taken' | null }) {
  const t = useTranslations('roles');
  if (difference === null) return null;
  return (
    <small>
      <span aria-hidden="true">{difference === 'added' ? ' +' : ' −'}</span>
      <span className="unseen"> {t(difference)}</span>
    </small>
  );
}
