import { done, ifMatch, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { Proof, proven } from '../login/proof.tsx';
import { toast } from '../toast.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { Confirm, type Change } from './change.tsx';
import { RoleNames, State } from './parts.tsx';
import {
  reachKey,
  readActivity,
  readUser,
  showChange,
  usePeopleEvents,
  userKey,
  type User,
} from './people-data.ts';
import { ResetPassword } from './reset-password.tsx';
import { RolesOf } from './roles-of.tsx';

const LOOK_MS = 15_000;

/** One user: who that is, what they may, where they are logged in, and what is done about it. */
export function Person() {
  const t = useTranslations('people');
  const id = Number(useParams({ from: '/people/$id' }).id);
  const { kind } = useFeedState();
  usePeopleEvents();
  const user = useQuery({
    queryKey: userKey(id),
    queryFn: () => readUser(id),
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  if (user.isError && !user.data) return <Crash error={user.error} reset={() => void user.refetch()} />;
  return (
    <>
      <p>
        <Link to="/people">{t('back')}</Link>
      </p>
      {user.data && <Shown key={id} user={user.data} />}
      <Proof />
    </>
  );
}

function Shown({ user }: { user: User }) {
  const t = useTranslations('people');
  const { id, namaLengkap, nik, username, email, phone, createdAt } = user;
  const { who } = useWho();
  const [change, setChange] = useState<Change | null>(null);
  const activity = useQuery({
    queryKey: [...userKey(id), 'activity'],
    queryFn: () => readActivity([id]),
    refetchInterval: LOOK_MS,
  });
  const seen = activity.data?.get(id);
  const isSelf = who.kind === 'user' && who.me.id === id;
  return (
    <>
      <div className="head">
        <h1>
          <bdi>{namaLengkap}</bdi>
        </h1>
        <p>
          <State user={user} lockedUntil={seen?.lockedUntil ?? null} />
        </p>
      </div>
      <dl className="facts">
        {[
          ['NIK', nik],
          [t('username'), username],
          ['E-mail', email],
          [t('phone'), phone],
        ].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value ?? '–'}</bdi>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('roles')}</dt>
          <dd data-roles>
            <RoleNames user={user} />
          </dd>
        </div>
        <div>
          <dt>{t('lastSeen')}</dt>
          <dd>{seen?.lastSeenAt ? <Moment at={seen.lastSeenAt} /> : t('never')}</dd>
        </div>
        <div>
          <dt>{t('factors')}</dt>
          <dd>{seen?.factors.map((each) => t(`factorNames.${each}`)).join(', ') || '–'}</dd>
        </div>
        <div>
          <dt>{t('created')}</dt>
          <dd>
            <Moment at={createdAt} />
          </dd>
        </div>
      </dl>
      {isSelf ? (
        <p>{t('self')}</p>
      ) : (
        <>
          <RolesOf user={user} ask={setChange} />
          <Acts user={user} ask={setChange} hasFactors={(seen?.factors.length ?? 0) > 0} />
        </>
      )}
      <Reach id={id} />
      {change && <Confirm change={change} close={() => setChange(null)} />}
    </>
  );
}

/** Where somebody is logged in, and how many connections there are now. */
function Reach({ id }: { id: number }) {
  const t = useTranslations('people');
  const reach = useQuery({
    queryKey: reachKey(id),
    queryFn: () => unwrap(api.GET('/api/admin/users/{id}/sessions', { params: { path: { id } } })),
    refetchInterval: LOOK_MS,
  });
  const { data = [], sockets = null } = reach.data ?? {};
  return (
    <section aria-labelledby="reach" data-sockets={sockets ?? ''} data-sessions={data.length}>
      <h2 id="reach">{t('reach')}</h2>
      <Trouble error={reach.data ? null : reach.error} />
      {reach.data && (
        <p role="status">
          {t('reachCount', { sessions: data.length })}{' '}
          {sockets === null ? t('socketsUnknown') : t('socketsNow', { count: sockets })}
        </p>
      )}
      {data.length > 0 && (
        <Table label={t('reach')} heads={[t('device'), t('place'), t('lastSeen'), t('began')]}>
          {data.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                <bdi>{session.device ?? '–'}</bdi>
              </th>
              <td>{session.ipPrefix ?? '–'}</td>
              <td>
                <Moment at={session.lastSeenAt} />
              </td>
              <td>
                <Moment at={session.createdAt} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function Acts({ user, ask, hasFactors }: { user: User; ask: (change: Change) => void; hasFactors: boolean }) {
  const t = useTranslations('people');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isResetting, setResetting] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const { id, isActive, namaLengkap: name } = user;
  const params = { path: { id } };
  const run = (act: () => Promise<void>, said: string): void => {
    setError(null);
    act().then(() => {
      toast(said);
      return showChange(queries);
    }, setError);
  };
  const changeStatus = (): void =>
    ask({
      title: t(isActive ? 'deactivateOf' : 'activateOf', { name }),
      submit: t(isActive ? 'deactivate' : 'activate'),
      preview: () =>
        unwrap(api.POST('/api/users/{id}/status/preview', { params, body: { isActive: !isActive } })),
      version: () => (queries.getQueryData<User>(userKey(id)) ?? user).version,
      apply: async (version) => {
        const body = { isActive: !isActive };
        const header = ifMatch(version);
        const now = await unwrap(
          api.PATCH('/api/users/{id}/status', { params: { ...params, header }, body }),
        );
        queries.setQueryData(userKey(id), now);
      },
    });
  const remove = async (): Promise<void> => {
    await proven(() =>
      done(api.DELETE('/api/users/{id}', { params: { ...params, header: ifMatch(user.version) } })),
    );
    await navigate({ to: '/people' });
  };
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{t('actions')}</h2>
      <Trouble error={error} />
      <p className="row">
        <button type="button" onClick={changeStatus}>
          {t(isActive ? 'deactivate' : 'activate')}…
        </button>
        <button type="button" onClick={() => setResetting(true)}>
          {t('reset')}…
        </button>
        <button
          type="button"
          onClick={() =>
            run(() => done(api.DELETE('/api/admin/users/{id}/sessions', { params })), t('sessionsEnded'))
          }
        >
          {t('endSessionsAll')}
        </button>
        <button
          type="button"
          onClick={() =>
            run(() => done(api.DELETE('/api/admin/users/{id}/tokens', { params })), t('tokensRevoked'))
          }
        >
          {t('revokeTokens')}
        </button>
        {hasFactors && (
          <button
            type="button"
            onClick={() =>
              run(() => done(api.DELETE('/api/admin/users/{id}/mfa', { params })), t('factorsRemoved'))
            }
          >
            {t('removeFactors')}
          </button>
        )}
      </p>
      <details
        className="danger"
        open={isDeleting}
        onToggle={({ currentTarget }) => setDeleting(currentTarget.open)}
      >
        <summary>{t('delete')}</summary>
        <p>{t('deleteWhy')}</p>
        <button type="button" className="primary" onClick={() => run(remove, t('deleted', { name }))}>
          {t('deleteNow')}
        </button>
      </details>
      {isResetting && <ResetPassword user={user} close={() => setResetting(false)} />}
    </section>
  );
}
