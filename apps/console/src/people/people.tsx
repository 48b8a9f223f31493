import { unwrap } from '@antrean/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { textOf } from '../form.tsx';
import { useKeys } from '../keys.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { CreateUser } from './create-user.tsx';
import {
  PEOPLE,
  readActivity,
  readRoles,
  ROLES,
  usePeopleEvents,
  type Activity,
  type User,
  type UserPage,
} from './people-data.ts';
import type { PeopleFilter } from './people-filter.ts';
import { RoleNames, State } from './parts.tsx';

const PAGE = 50;
/** When somebody was seen last is told by no event. */
const LOOK_MS = 30_000;

/** The users: what they may and where, when they were seen last, whether they can come in. */
export function People() {
  const t = useTranslations('people');
  const filter = useSearch({ from: '/people' });
  const navigate = useNavigate();
  const { kind } = useFeedState();
  const { may } = useWho();
  const search = useRef<HTMLInputElement>(null);
  const [isCreating, setCreating] = useState(false);
  usePeopleEvents();
  useKeys([
    { key: '/', says: 'filter', run: () => search.current?.focus() },
    { key: 'c', says: 'createUser', run: () => setCreating(true) },
  ]);
  const users = useInfiniteQuery({
    queryKey: [...PEOPLE, 'list', filter],
    queryFn: ({ pageParam }) => readPage(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: UserPage) => next,
    refetchInterval: kind === 'live' ? LOOK_MS : POLL_MS,
  });
  const roles = useQuery({ queryKey: ROLES, queryFn: readRoles, enabled: may('identity.manage-roles') });
  if (users.isError && !users.data) return <Crash error={users.error} reset={() => void users.refetch()} />;
  const pages = users.data?.pages ?? [];
  const isEmpty = users.data && pages.every(({ data }) => data.length === 0);
  const apply = (form: FormData): void => {
    const [text, role, active] = [
      textOf(form, 'search').trim(),
      textOf(form, 'role'),
      textOf(form, 'active'),
    ];
    const next: PeopleFilter = {
      ...(text === '' ? {} : { search: text }),
      ...(role === '' ? {} : { role }),
      ...(active === '' ? {} : { active: active === 'true' }),
    };
    void navigate({ to: '/people', search: next, replace: true });
  };
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <p />
        <button type="button" className="primary" onClick={() => setCreating(true)}>
          {t('create')}
        </button>
      </div>
      <form
        key={JSON.stringify(filter)}
        className="filters"
        role="search"
        aria-label={t('filters')}
        onSubmit={(event) => {
          event.preventDefault();
          apply(new FormData(event.currentTarget));
        }}
      >
        <label>
          {t('search')}
          <input ref={search} name="search" type="search" maxLength={100} defaultValue={filter.search} />
        </label>
        <label>
          {t('role')}
          <select name="role" defaultValue={filter.role ?? ''} disabled={!roles.data}>
            <option value="">{t('all')}</option>
            {roles.data?.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('state')}
          <select name="active" defaultValue={filter.active === undefined ? '' : String(filter.active)}>
            <option value="">{t('all')}</option>
            <option value="true">{t('states.active')}</option>
            <option value="false">{t('states.inactive')}</option>
          </select>
        </label>
        <button type="submit">{t('apply')}</button>
        {Object.keys(filter).length > 0 && (
          <button type="button" onClick={() => void navigate({ to: '/people', search: {}, replace: true })}>
            {t('clear')}
          </button>
        )}
      </form>
      {isEmpty && <p className="empty">{t('empty')}</p>}
      {users.data && !isEmpty && (
        <Table
          label={t('title')}
          heads={[t('name'), t('roles'), t('lastSeen'), t('sessions'), t('factors'), t('state')]}
        >
          {pages.map((page) => (
            <Page key={page.data[0]?.id ?? 0} users={page.data} />
          ))}
        </Table>
      )}
      {users.hasNextPage && (
        <button type="button" aria-busy={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
          {t('more')}
        </button>
      )}
      {isCreating && <CreateUser close={() => setCreating(false)} />}
    </>
  );
}

const readPage = ({ search, role, active }: PeopleFilter, after: string | null): Promise<UserPage> =>
  unwrap(
    api.GET('/api/users', {
      params: {
        query: {
          limit: PAGE,
          ...(search === undefined ? {} : { search }),
          ...(role === undefined ? {} : { role }),
          ...(active === undefined ? {} : { isActive: active ? ('true' as const) : ('false' as const) }),
          ...(after === null ? {} : { after }),
        },
      },
    }),
  );

/** The rows of one page, and what is asked about all of them together. */
function Page({ users }: { users: readonly User[] }) {
  const ids = users.map(({ id }) => id);
  const activity = useQuery({
    queryKey: [...PEOPLE, 'activity', ids],
    queryFn: () => readActivity(ids),
    refetchInterval: LOOK_MS,
  });
  return (
    <>
      {activity.isError && !activity.data && (
        <tr>
          <td colSpan={6}>
            <Trouble error={activity.error} />
          </td>
        </tr>
      )}
      {users.map((user) => (
        <Row key={user.id} user={user} activity={activity.data?.get(user.id)} />
      ))}
    </>
  );
}

function Row({ user, activity }: { user: User; activity: Activity | undefined }) {
  const t = useTranslations('people');
  const { id, namaLengkap, nik, username, email } = user;
  const { lastSeenAt = null, factors = [] } = activity ?? {};
  return (
    <tr data-user={id}>
      <th scope="row">
        <Link to="/people/$id" params={{ id: String(id) }} preload="intent">
          <bdi>{namaLengkap}</bdi>
        </Link>{' '}
        <small>
          <bdi>{nik ?? username ?? email}</bdi>
        </small>
      </th>
      <td>
        <RoleNames user={user} />
      </td>
      <td>{lastSeenAt === null ? t('never') : <Moment at={lastSeenAt} />}</td>
      <td className="number">{activity?.sessions ?? '–'}</td>
      <td>{factors.length === 0 ? '–' : factors.map((each) => t(`factorNames.${each}`)).join(', ')}</td>
      <td>
        <State user={user} lockedUntil={activity?.lockedUntil ?? null} />
      </td>
    </tr>
  );
}
