import { done, unwrap, type paths } from '@antrean/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS } from '../badge.tsx';
import { Sending, textOf } from '../form.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { toast } from '../toast.tsx';
import { Crash } from '../trouble.tsx';
import { wallLink, WALLS, type WallScreen } from './wall-link.ts';

type List = paths['/api/v1/display-tokens']['get']['responses'][200]['content']['application/json'];
type Display = List['data'][number];
const KEY = ['displays'] as const;
const PAGE = 50;

/** Which screens hang on walls, when each came last, and their links. */
export function Displays() {
  const t = useTranslations('displays');
  const tOrders = useTranslations('orders');
  const adding = useRef<HTMLDialogElement>(null);
  const [ending, setEnding] = useState<Display | null>(null);
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/display-tokens', {
          params: { query: { limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: List) => next,
    refetchInterval: POLL_MS,
  });
  if (list.isError && !list.data) return <Crash error={list.error} reset={() => void list.refetch()} />;
  const displays = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <p />
        <button type="button" className="primary" onClick={() => adding.current?.showModal()}>
          {t('add')}
        </button>
      </div>
      {list.data && displays.length === 0 && <p className="empty">{t('empty')}</p>}
      {displays.length > 0 && (
        <Table
          label={t('title')}
          heads={[t('label'), t('screen'), t('state'), t('lastSeen'), t('made'), t('actions')]}
        >
          {displays.map((display) => (
            <Row key={display.id} display={display} end={() => setEnding(display)} />
          ))}
        </Table>
      )}
      {list.hasNextPage && (
        <button type="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {tOrders('more')}
        </button>
      )}
      <Adding dialog={adding} />
      {ending && <Ending key={ending.id} display={ending} close={() => setEnding(null)} />}
    </>
  );
}

function Row({ display, end }: { display: Display; end: () => void }) {
  const t = useTranslations('displays');
  const { id, label, screen, lastSeenAt, createdAt } = display;
  const state = stateOf(display);
  return (
    <tr data-display={id}>
      <th scope="row">
        <bdi>{label}</bdi>
      </th>
      <td>{t(`screens.${screen}`)}</td>
      <td>{t(`states.${state}`)}</td>
      <td>{lastSeenAt === null ? t('never') : <Moment at={lastSeenAt} />}</td>
      <td>
        <Moment at={createdAt} />
      </td>
      <td>
        {state === 'active' && (
          <button type="button" aria-label={t('revokeOf', { label })} onClick={end}>
            {t('revoke')}
          </button>
        )}
      </td>
    </tr>
  );
}

function stateOf({ revokedAt, expiresAt }: Display): 'active' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
}

/** The token is told once: whoever closes the dialog has copied it, or makes another. */
function Adding({ dialog }: { dialog: React.RefObject<HTMLDialogElement | null> }) {
  const t = useTranslations();
  const queries = useQueryClient();
  const [made, setMade] = useState<{ label: string; link: string } | null>(null);
  return (
    <dialog ref={dialog} aria-labelledby="adding" onClose={() => setMade(null)}>
      <h2 id="adding">{made ? t('displays.link', { label: made.label }) : t('displays.add')}</h2>
      {made ? (
        <>
          <p>{t('displays.linkOnce')}</p>
          <label className="field">
            {t('displays.link', { label: made.label })}
            <input readOnly value={made.link} autoFocus onFocus={({ target }) => target.select()} />
          </label>
          <button
            type="button"
            className="primary"
            onClick={() =>
              void navigator.clipboard?.writeText(made.link).then(
                () => toast(t('displays.copied')),
                () => undefined,
              )
            }
          >
            {t('displays.copy')}
          </button>
        </>
      ) : (
        <Sending
          submit={t('displays.make')}
          send={async (form) => {
            const screen: WallScreen = WALLS.find((each) => each === form.get('screen')) ?? 'kitchen';
            const label = textOf(form, 'label');
            const { token } = await unwrap(api.POST('/api/v1/display-tokens', { body: { label, screen } }));
            setMade({ label, link: wallLink(screen, token) });
            void queries.invalidateQueries({ queryKey: KEY });
          }}
        >
          <label className="field">
            {t('displays.label')}
            <input name="label" required maxLength={100} autoComplete="off" />
            <small>{t('displays.labelHint')}</small>
          </label>
          <label className="field">
            {t('displays.screen')}
            <select name="screen">
              {WALLS.map((each) => (
                <option key={each} value={each}>
                  {t(`displays.screens.${each}`)}
                </option>
              ))}
            </select>
          </label>
        </Sending>
      )}
      <button type="button" onClick={() => dialog.current?.close()}>
        {t('app.close')}
      </button>
    </dialog>
  );
}

function Ending({ display: { id, label }, close }: { display: Display; close: () => void }) {
  const t = useTranslations();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="ending">
      <h2 id="ending">
        <bdi>{t('displays.revokeOf', { label })}</bdi>
      </h2>
      <p>{t('displays.revokeWhy')}</p>
      <Sending
        submit={t('displays.revoke')}
        send={async () => {
          await done(api.DELETE('/api/v1/display-tokens/{id}', { params: { path: { id } } }));
          void queries.invalidateQueries({ queryKey: KEY });
          toast(t('displays.revoked', { label }));
          dialog.current?.close();
        }}
      >
        {null}
      </Sending>
      <button type="button" onClick={() => dialog.current?.close()}>
        {t('app.close')}
      </button>
    </dialog>
  );
}
