import { done, unwrap, type paths } from '@antrean/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { proven } from '../login/proof.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';

type List = paths['/api/auth/tokens']['get']['responses'][200]['content']['application/json'];
type Token = List['data'][number];
const KEY = ['me', 'tokens'] as const;
const DAYS = [7, 30, 90, 366] as const;
const DAY_MS = 86_400_000;

/** Tokens for programs: what they may, until when, and when they were used last. */
export function Tokens() {
  const t = useTranslations('me.tokens');
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/auth/tokens', {
          params: { query: { limit: 50, ...(pageParam === null ? {} : { after: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: List) => next,
  });
  const tokens = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const revoke = ({ id, name }: Token): void => {
    setError(null);
    done(api.DELETE('/api/auth/tokens/{id}', { params: { path: { id } } })).then(() => {
      toast(t('revoked', { name }));
      return queries.invalidateQueries({ queryKey: KEY });
    }, setError);
  };
  return (
    <>
      <p>{t('why')}</p>
      <Trouble error={error ?? (list.data ? null : list.error)} />
      {tokens.length > 0 && (
        <Table
          label={t('title')}
          heads={[t('name'), t('abilities'), t('used'), t('until'), t('state'), t('actions')]}
        >
          {tokens.map((token) => (
            <Row key={token.id} token={token} revoke={() => revoke(token)} />
          ))}
        </Table>
      )}
      <p className="row">
        <button type="button" onClick={() => setMaking(true)}>
          {t('make')}
        </button>
        {list.hasNextPage && (
          <button type="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </button>
        )}
      </p>
      {isMaking && <Making close={() => setMaking(false)} />}
    </>
  );
}

function Row({ token, revoke }: { token: Token; revoke: () => void }) {
  const t = useTranslations('me.tokens');
  const { id, name, abilities, lastUsedAt, expiresAt, revokedAt, kind } = token;
  const hasExpired = Date.parse(expiresAt) <= Date.now();
  const state = revokedAt !== null ? 'revoked' : hasExpired ? 'expired' : 'valid';
  return (
    <tr data-token={id} data-ended={state !== 'valid'}>
      <th scope="row">
        <bdi>{name}</bdi>
        {kind === 'device' && ` · ${t('device')}`}
      </th>
      <td>{abilities.join(', ')}</td>
      <td>{lastUsedAt === null ? t('never') : <Moment at={lastUsedAt} />}</td>
      <td>
        <Moment at={expiresAt} />
      </td>
      <td>{t(`states.${state}`)}</td>
      <td>
        {state === 'valid' && (
          <button type="button" aria-label={t('revokeOf', { name })} onClick={revoke}>
            {t('revoke')}
          </button>
        )}
      </td>
    </tr>
  );
}

const toggled = (chosen: ReadonlySet<string>, name: string): ReadonlySet<string> =>
  new Set(chosen.has(name) ? [...chosen].filter((each) => each !== name) : [...chosen, name]);

/** The token is told once: whoever closes the dialog has copied it, or makes another. */
function Making({ close }: { close: () => void }) {
  const t = useTranslations('me.tokens');
  const { who } = useWho();
  const queries = useQueryClient();
  const [token, setToken] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const permissions = who.kind === 'user' ? who.me.permissions : [];
  if (token !== null) return <Made token={token} close={close} />;
  return (
    <Dialog title={t('make')} close={close}>
      <Sending
        submit={t('submit')}
        send={async (form) => {
          const expiresAt = new Date(
            Date.now() + Number(textOf(form, 'days')) * DAY_MS - 60_000,
          ).toISOString();
          const body = { name: textOf(form, 'name'), abilities: [...chosen], expiresAt };
          const made = await proven(() => unwrap(api.POST('/api/auth/tokens', { body })));
          setToken(made.token);
          await queries.invalidateQueries({ queryKey: KEY });
        }}
      >
        <label className="field">
          {t('name')}
          <input name="name" required maxLength={100} autoComplete="off" autoFocus />
          <small>{t('nameHint')}</small>
        </label>
        <label className="field">
          {t('lasts')}
          <select name="days" defaultValue="90">
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t('days', { days })}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend>{t('may')}</legend>
          <div className="abilities" role="group" aria-label={t('may')} tabIndex={0}>
            {permissions.map((permission) => (
              <label key={permission} className="check">
                <input
                  type="checkbox"
                  checked={chosen.has(permission)}
                  onChange={() => setChosen(toggled(chosen, permission))}
                />
                {permission}
              </label>
            ))}
          </div>
          <p aria-live="polite">{t('chosen', { count: chosen.size })}</p>
        </fieldset>
      </Sending>
    </Dialog>
  );
}

function Made({ token, close }: { token: string; close: () => void }) {
  const t = useTranslations('me.tokens');
  return (
    <Dialog title={t('made')} close={close}>
      <p>{t('once')}</p>
      <label className="field">
        {t('token')}
        <input readOnly value={token} autoFocus onFocus={({ target }) => target.select()} />
      </label>
      <button
        type="button"
        className="primary"
        onClick={() =>
          void navigator.clipboard?.writeText(token).then(
            () => toast(t('copied')),
            () => undefined,
          )
        }
      >
        {t('copy')}
      </button>
    </Dialog>
  );
}
