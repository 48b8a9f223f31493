import { unwrap, type paths } from '@antrean/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { textOf } from '../form.tsx';
import { useKeys } from '../keys.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { readAuditFilter, type AuditFilter } from './audit-filter.ts';
import { Moment, Table } from './parts.tsx';

type Page = paths['/api/reports/audit-trail']['get']['responses'][200]['content']['application/json'];
type Line = Page['data'][number];
type Verification = paths['/api/audit/verify']['get']['responses'][200]['content']['application/json'];
const SHOWN = 50;

/** Who did what, and whether what is written is what was written. */
export function Audit() {
  const t = useTranslations('auditTrail');
  const navigate = useNavigate();
  const filter = useSearch({ from: '/audit' });
  const first = useRef<HTMLInputElement>(null);
  const lines = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => readLines(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: { next: string | null }) => next,
  });
  const actions = useQuery({
    queryKey: ['audit', 'actions'],
    queryFn: readActions,
    staleTime: 5 * 60_000,
  });
  useKeys([{ key: '/', says: 'filter', run: () => first.current?.focus() }]);
  if (lines.isError && !lines.data) return <Crash error={lines.error} reset={() => void lines.refetch()} />;
  const shown = lines.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
      </div>
      <Verify />
      <form
        className="filters"
        key={JSON.stringify(filter)}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const names = ['search', 'aksi', 'userId', 'order', 'tanggalMulai', 'tanggalAkhir'];
          const given = Object.fromEntries(names.map((name) => [name, textOf(form, name).trim()]));
          void navigate({ to: '/audit', search: readAuditFilter(given), replace: true });
        }}
      >
        <label>
          {t('search')}
          <input ref={first} name="search" type="search" maxLength={200} defaultValue={filter.search} />
        </label>
        <label>
          {t('action')}
          <select name="aksi" defaultValue={filter.aksi ?? ''} key={String(actions.isSuccess)}>
            <option value="">{t('all')}</option>
            {actions.data?.map((action) => (
              <option key={action} value={action}>
                {action}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('user')}
          <input name="userId" inputMode="numeric" pattern="[0-9]{0,9}" defaultValue={filter.userId} />
        </label>
        <label>
          {t('order')}
          <input name="order" maxLength={40} defaultValue={filter.order} />
        </label>
        <label>
          {t('from')}
          <input name="tanggalMulai" type="date" defaultValue={filter.tanggalMulai} />
        </label>
        <label>
          {t('to')}
          <input name="tanggalAkhir" type="date" defaultValue={filter.tanggalAkhir} />
        </label>
        <button type="submit">{t('apply')}</button>
        {Object.keys(filter).length > 0 && (
          <button type="button" onClick={() => void navigate({ to: '/audit', search: {}, replace: true })}>
            {t('clear')}
          </button>
        )}
      </form>
      {lines.data && shown.length === 0 && <p className="empty">{t('empty')}</p>}
      {shown.length > 0 && (
        <Table label={t('title')} heads={[t('time'), t('who'), t('what'), t('detail')]}>
          {shown.map(({ id, timestamp, aksi, detail, user }) => (
            <tr key={id}>
              <td>
                <Moment at={timestamp} />
              </td>
              <td>{user ? <bdi>{user.namaLengkap}</bdi> : t('nobody')}</td>
              <td>{aksi}</td>
              <td>
                <Detail text={detail} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {lines.hasNextPage && (
        <button type="button" aria-busy={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  );
}

type Shown = Pick<Line, 'id' | 'timestamp' | 'aksi' | 'detail'> & {
  user: Pick<NonNullable<Line['user']>, 'namaLengkap'> | null;
};

/** Reports come in other forms, and by a worker, to whoever asks for that. */
const otherForm = (): TypeError => new TypeError('The report came in another form than JSON');

async function readActions(): Promise<string[]> {
  const answer = await unwrap(api.GET('/api/reports/audit-trail/action-types'));
  if (!Array.isArray(answer)) throw otherForm();
  return answer;
}

/** The history of one order has an end and is one page; everything else is read in pages. */
async function readLines(
  { order, ...filter }: AuditFilter,
  after: string | null,
): Promise<{ data: Shown[]; next: string | null }> {
  if (order !== undefined) {
    const params = { path: { kodePesanan: order } };
    const data = await unwrap(api.GET('/api/reports/audit-trail/order/{kodePesanan}', { params }));
    if (!Array.isArray(data)) throw otherForm();
    return { data, next: null };
  }
  const query = { ...filter, limit: SHOWN, ...(after === null ? {} : { after }) };
  const page = await unwrap(api.GET('/api/reports/audit-trail', { params: { query } }));
  if (typeof page === 'string' || !('data' in page)) throw otherForm();
  return page;
}

const ARROW = ' → ';

/** What became of what: a line that says `before → after` shows both apart. */
function Detail({ text }: { text: string }) {
  const t = useTranslations('auditTrail');
  const at = text.indexOf(ARROW);
  if (at === -1) return <bdi>{text}</bdi>;
  const begin = text.lastIndexOf(' ', at - 1) + 1;
  const end = text.slice(at + ARROW.length).search(/[\s,;]|$/);
  const before = text.slice(begin, at);
  const after = text.slice(at + ARROW.length, at + ARROW.length + end);
  return (
    <>
      <bdi>{text.slice(0, begin)}</bdi>
      <del>
        <span className="unseen">{t('before')} </span>
        <bdi>{before}</bdi>
      </del>{' '}
      <ins>
        <span className="unseen">{t('after')} </span>
        <bdi>{after}</bdi>
      </ins>
      <bdi>{text.slice(at + ARROW.length + end)}</bdi>
    </>
  );
}

const WORKER_MS = 1_000;

/** Follows the chains now; what is long a worker follows, and is asked what came of it. */
async function verify(range: { from?: string; to?: string }): Promise<Verification | null> {
  const answer = await unwrap(api.GET('/api/audit/verify', { params: { query: range } }));
  if (!('id' in answer)) return answer;
  const params = { path: { id: answer.id } };
  for (;;) {
    const { status, result } = await unwrap(api.GET('/api/audit/verifications/{id}', { params }));
    if (status !== 'queued') return result;
    await new Promise((resolve) => setTimeout(resolve, WORKER_MS));
  }
}

function Verify() {
  const t = useTranslations('auditTrail');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<Verification | null | 'failed'>(null);
  const run = (form: FormData): void => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const [from, to] = [textOf(form, 'from'), textOf(form, 'to')];
    verify({ ...(from ? { from } : {}), ...(to ? { to } : {}) })
      .then((found) => setResult(found ?? 'failed'))
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{t('verify')}</h2>
      <p>{t('verifyWhy')}</p>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          run(new FormData(event.currentTarget));
        }}
      >
        <label>
          {t('from')}
          <input name="from" type="date" />
        </label>
        <label>
          {t('to')}
          <input name="to" type="date" />
        </label>
        <button type="submit" className="primary" aria-busy={isBusy} aria-disabled={isBusy}>
          {t(isBusy ? 'verifying' : 'verify')}
        </button>
      </form>
      <Trouble error={error} />
      {result === 'failed' && (
        <p role="alert" className="trouble">
          {t('failed')}
        </p>
      )}
      {result !== null && result !== 'failed' && <Finding result={result} />}
    </section>
  );
}

function Finding({ result }: { result: Verification }) {
  const t = useTranslations('auditTrail');
  const { firstBreak, checked, anchors } = result;
  if (!firstBreak)
    return (
      <p role="status" className="whole" data-valid="true">
        {t('whole', { count: checked })}{' '}
        {t('anchors', { count: anchors.checked, unanchored: anchors.unanchored })}
      </p>
    );
  const { month, seq, kind, lineId, detail } = firstBreak;
  return (
    <div role="alert" className="broken" data-valid="false">
      <h3>{t('broken')}</h3>
      <p>
        <strong>{t('brokenAt', { month, seq })}</strong> {t(`kinds.${kind}`)}{' '}
        {lineId !== null && t('line', { id: lineId })}
      </p>
      <p lang="en">
        <bdi>{detail}</bdi>
      </p>
      <p>{t('steps')}</p>
    </div>
  );
}
