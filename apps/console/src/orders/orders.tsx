import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { newKey, unwrap } from '@antrean/client';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { Sending } from '../form.tsx';
import {
  addOrders,
  fits,
  isMissing,
  listKey,
  readOrders,
  STATUSES,
  type Order,
  type OrderFilter,
  type OrderPage,
  type Pages,
} from './order-data.ts';
import { readFilter } from './order-filter.ts';
import { watchOrders } from './order-events.ts';
import { toast } from '../toast.tsx';
import { Crash } from '../trouble.tsx';
import { useWho } from '../who.tsx';

/** How far down somebody has scrolled before the list no longer moves under them. */
const SCROLLED_PX = 120;

export function Orders() {
  const t = useTranslations('orders');
  const filter = useSearch({ from: '/orders' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { may } = useWho();
  const { kind } = useFeedState();
  const creation = useRef<HTMLDialogElement>(null);
  const statusFilter = useRef<HTMLSelectElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const [fresh, setFresh] = useState<readonly Order[]>([]);
  const list = useInfiniteQuery({
    queryKey: listKey(filter),
    queryFn: ({ pageParam }) => readOrders(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: OrderPage) => next,
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });

  useEffect(() => {
    setFresh([]);
    return watchOrders((order) => {
      const known = queries.getQueryData<Pages>(listKey(filter));
      if (!fits(order, filter) || !isMissing(known, order)) return;
      if (window.scrollY > SCROLLED_PX)
        setFresh((before) => [order, ...before.filter(({ id }) => id !== order.id)]);
      else addOrders(queries, filter, [order]);
    });
  }, [filter, queries]);

  const move = (by: 1 | -1): void => {
    const rows = [...(table.current?.querySelectorAll<HTMLElement>('tbody a') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[at === -1 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  };
  useKeys([
    { key: 'j', says: 'next', run: () => move(1) },
    { key: 'k', says: 'previous', run: () => move(-1) },
    { key: '/', says: 'filter', run: () => statusFilter.current?.focus() },
    ...(may('meal-orders.create')
      ? [{ key: 'c', says: 'create' as const, run: () => creation.current?.showModal() }]
      : []),
  ]);

  const narrow = (name: keyof OrderFilter, value: string): void =>
    void navigate({ to: '/orders', search: readFilter({ ...filter, [name]: value }), replace: true });
  const isFiltered = Object.keys(filter).length > 0;
  const orders = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;

  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <p aria-live="polite">{list.data && t('total', { count: total })}</p>
        {may('meal-orders.create') && (
          <button type="button" className="primary" onClick={() => creation.current?.showModal()}>
            {t('create')}
          </button>
        )}
      </div>
      <search className="filters" aria-label={t('filters')}>
        <label>
          {t('status')}
          <select
            ref={statusFilter}
            value={filter.status ?? ''}
            onChange={({ target }) => narrow('status', target.value)}
          >
            <option value="">{t('all')}</option>
            {STATUSES.map((each) => (
              <option key={each} value={each}>
                <StatusName status={each} />
              </option>
            ))}
          </select>
        </label>
        <Shifts value={filter.shiftId} choose={(value) => narrow('shiftId', value)} />
        <label>
          {t('from')}
          <input
            type="date"
            value={filter.tanggalMulai ?? ''}
            onChange={({ target }) => narrow('tanggalMulai', target.value)}
          />
        </label>
        <label>
          {t('to')}
          <input
            type="date"
            value={filter.tanggalAkhir ?? ''}
            onChange={({ target }) => narrow('tanggalAkhir', target.value)}
          />
        </label>
        {isFiltered && (
          <button type="button" onClick={() => void navigate({ to: '/orders', search: {}, replace: true })}>
            {t('clear')}
          </button>
        )}
      </search>
      {fresh.length > 0 && (
        <button
          type="button"
          className="pill"
          onClick={() => {
            addOrders(queries, filter, fresh);
            setFresh([]);
            window.scrollTo({ top: 0 });
          }}
        >
          {t('fresh', { count: fresh.length })}
        </button>
      )}
      {list.isError && !list.data ? (
        <Crash error={list.error} reset={() => void list.refetch()} />
      ) : list.data && orders.length === 0 ? (
        <p className="empty">{t(isFiltered ? 'emptyFiltered' : 'empty')}</p>
      ) : (
        <OrderTable orders={orders} isLoading={list.isPending} table={table} />
      )}
      {list.hasNextPage && (
        <button type="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </button>
      )}
      <Creation dialog={creation} />
    </>
  );
}

export function StatusName({ status }: { status: Order['statusPesanan'] }) {
  const t = useTranslations('status');
  return <>{t(status)}</>;
}

export function OrderTable({
  orders,
  isLoading,
  table,
}: {
  orders: readonly Order[];
  isLoading: boolean;
  table?: React.Ref<HTMLTableElement>;
}) {
  const t = useTranslations('orders');
  const format = useFormatter();
  const isWall = useWho().who.kind === 'display';
  return (
    <div
      className="scroll"
      // Without links in it nothing else could be reached to scroll it by keyboard.
      {...(isWall ? { role: 'group', 'aria-label': t('title'), tabIndex: 0 } : {})}
    >
      <table ref={table} aria-busy={isLoading}>
        <caption className="unseen">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('code')}</th>
            <th scope="col">{t('status')}</th>
            <th scope="col" className="number">
              {t('quantity')}
            </th>
            <th scope="col">{t('department')}</th>
            <th scope="col">{t('shift')}</th>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('ordered')}</th>
          </tr>
        </thead>
        <tbody>
          {isLoading &&
            Array.from({ length: 6 }, (_, row) => (
              <tr key={row} className="skeleton" aria-hidden="true">
                <td colSpan={7}>&nbsp;</td>
              </tr>
            ))}
          {orders.map((order) => (
            <tr key={order.id} data-version={order.version}>
              <th scope="row">
                {isWall ? (
                  order.kodePesanan
                ) : (
                  <Link to="/orders/$id" params={{ id: String(order.id) }} preload="intent">
                    {order.kodePesanan}
                  </Link>
                )}
              </th>
              <td>
                <StatusMark status={order.statusPesanan} />
              </td>
              <td className="number">
                <Quantity order={order} />
              </td>
              <td>
                <bdi>{order.departmentName}</bdi>
              </td>
              <td>
                <bdi>{order.shiftName}</bdi>
              </td>
              <td>{order.tanggalPesanan}</td>
              <td>
                <time dateTime={order.waktuDibuat}>
                  {format.dateTime(new Date(order.waktuDibuat), { dateStyle: 'short', timeStyle: 'short' })}
                </time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const StatusMark = ({ status }: { status: Order['statusPesanan'] }) => (
  <span className="status" data-status={status}>
    <StatusName status={status} />
  </span>
);

/** What is ordered now, and what was, when the kitchen changed it. */
export function Quantity({ order }: { order: Order }) {
  const t = useTranslations('orders');
  const { jumlahPesanan: now, jumlahPesananAwal: before } = order;
  if (now === before) return <>{now}</>;
  return (
    <>
      <s>
        <span className="unseen">{t('was', { quantity: before })}</span>
        <span aria-hidden="true">{before}</span>
      </s>{' '}
      <strong>{now}</strong>
    </>
  );
}

export const useShifts = () =>
  useQuery({
    queryKey: ['shifts'],
    queryFn: async () => (await unwrap(api.GET('/api/shifts', { params: { query: { limit: 100 } } }))).data,
    staleTime: 5 * 60_000,
  });

export function Shifts({ value, choose }: { value: number | undefined; choose: (value: string) => void }) {
  const t = useTranslations('orders');
  const shifts = useShifts();
  return (
    <label>
      {t('shift')}
      <select value={value ?? ''} onChange={({ target }) => choose(target.value)}>
        <option value="">{t('all')}</option>
        {shifts.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Creation({ dialog }: { dialog: React.RefObject<HTMLDialogElement | null> }) {
  const t = useTranslations();
  const queries = useQueryClient();
  const shifts = useShifts();
  // One order for one form, however often it is sent: until there is an answer the key stays.
  const [key, setKey] = useState(newKey);
  const cancel = (): void => dialog.current?.close();
  return (
    <dialog ref={dialog} aria-labelledby="creation-title">
      <h2 id="creation-title">{t('orders.create')}</h2>
      <Sending
        key={key}
        submit={t('orders.submit')}
        send={async (form) => {
          const body = { shiftId: Number(form.get('shift')), jumlahPesanan: Number(form.get('quantity')) };
          const headers = { 'Idempotency-Key': key };
          const order = await unwrap(api.POST('/api/orders', { body, headers }));
          setKey(newKey());
          void queries.invalidateQueries({ queryKey: ['orders', 'list'] });
          toast(t('orders.placed', { code: order.kodePesanan }));
          cancel();
        }}
      >
        <label className="field">
          {t('orders.shift')}
          <select name="shift" required>
            {shifts.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('orders.quantity')}
          <input name="quantity" type="number" inputMode="numeric" min={1} max={100_000} required />
        </label>
      </Sending>
      <button type="button" onClick={cancel}>
        {t('app.close')}
      </button>
    </dialog>
  );
}
