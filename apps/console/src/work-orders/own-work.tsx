import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { POLL_MS, useFeedState, useFreshness } from '../badge.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { toast } from '../toast.tsx';
import { Crash } from '../trouble.tsx';
import { useOfflineQueue, useWaiting } from '../offline/unsent.tsx';
import { Deadline } from './facts.tsx';
import { OwnOrder } from './own-order.tsx';
import { reportKind, withReports } from './report.ts';
import { WORK_TEXTS } from './texts.ts';
import { useClock } from './use-clock.ts';
import { WakeLock } from './wake-lock.tsx';
import {
  ASSIGNED,
  byDeadline,
  dropWorkOrder,
  findWorkOrder,
  isOpen,
  keepNewer,
  piecesLeft,
  putWorkOrder,
  readAssigned,
  type Listed,
  type WorkOrder,
} from './work-order-data.ts';
import { useWorkOrderEvents } from './work-order-events.ts';
import './work-orders.css';

/** What one hears by events may be missed all the same. */
const LOOK_MS = 60_000;
const NONE: readonly WorkOrder[] = [];

/** An operator's own orders, one of them large, for a phone beside a machine. */
export function OwnWork() {
  return (
    <OwnTexts texts={WORK_TEXTS}>
      <Orders />
    </OwnTexts>
  );
}

function Orders() {
  const t = useTranslations('work');
  const { order: wanted } = useSearch({ from: '/my-work' });
  const queries = useQueryClient();
  const { kind } = useFeedState();
  const isOffline = useFreshness() === 'offline';
  useWorkOrderEvents();
  const list = useQuery({
    queryKey: ASSIGNED,
    queryFn: async () => {
      const read = await readAssigned();
      return { ...read, orders: keepNewer(queries.getQueryData<Listed>(ASSIGNED)?.orders, read.orders) };
    },
    refetchInterval: kind === 'live' ? LOOK_MS : POLL_MS,
  });
  const now = useClock();
  const waiting = useWaiting(reportKind);
  const unsent = waiting.filter(({ refusal }) => !refusal);
  const [gone, dismiss] = useGone(list.data?.orders);
  useAnswers();

  if (list.isError && !list.data) return <Crash error={list.error} reset={() => void list.refetch()} />;
  const reports = unsent.map(({ what }) => what);
  const orders = (list.data?.orders ?? NONE).map((each) => withReports(each, reports)).toSorted(byDeadline);
  const open = orders.filter(isOpen);
  const shown = orders.find(({ id }) => id === wanted) ?? open[0] ?? orders[0];
  return (
    <div className="work own">
      <div className="head">
        <h1>{t('ownTitle')}</h1>
        <p aria-live="polite">{list.data && t('count', { count: open.length })}</p>
        <WakeLock />
      </div>
      {isOffline && (
        <p className="news" role="alert">
          {t('offline')}
        </p>
      )}
      {unsent.length > 0 && (
        <p className="own-unsent" role="status">
          {t('toSend', { count: unsent.length })}
        </p>
      )}
      {gone.map(({ id, number, product_name: product }) => (
        <p key={id} className="news row" role="alert">
          <span>
            {t('reassigned', { number })} <bdi>{product}</bdi>
          </span>
          <button type="button" onClick={() => dismiss(id)}>
            {t('seen')}
          </button>
        </p>
      ))}
      {list.data && !shown && <p className="empty">{t('nothingToDo')}</p>}
      {shown && (
        <OwnOrder
          key={shown.id}
          order={shown}
          now={now}
          refused={waiting.filter(({ what, refusal }) => refusal && what.orderId === shown.id)}
        />
      )}
      {orders.length > 1 && (
        <nav aria-label={t('others')}>
          <h2>{t('others')}</h2>
          <ul className="own-list">
            {orders
              .filter((each) => each !== shown)
              .map((order) => (
                <li key={order.id} data-order={order.id}>
                  <Link to="/my-work" search={{ order: order.id }}>
                    <strong>
                      <bdi>{order.product_name}</bdi>
                    </strong>
                    <span>
                      {order.number} · {isOpen(order) ? t('left', { count: piecesLeft(order) }) : t('waits')}
                    </span>
                    <Deadline order={order} now={now} />
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

/** Orders that were on the list and are somebody else's now, until they have been seen. */
function useGone(orders: readonly WorkOrder[] | undefined): [readonly WorkOrder[], (id: number) => void] {
  const queries = useQueryClient();
  const [gone, setGone] = useState<readonly WorkOrder[]>(NONE);
  const before = useRef<readonly WorkOrder[]>(NONE);
  useEffect(() => {
    if (!orders) return;
    const missing = before.current.filter(({ id }) => !orders.some((each) => each.id === id));
    before.current = orders;
    for (const order of missing)
      findWorkOrder(order.id).then(
        (known) => {
          if (known) putWorkOrder(queries, known);
          else setGone((all) => [...all.filter(({ id }) => id !== order.id), order]);
        },
        () => undefined, // Who cannot ask now sees it off the list all the same.
      );
  }, [orders, queries]);
  return [gone, (id) => setGone((all) => all.filter((each) => each.id !== id))];
}

/** Puts what the server answers where it is shown, also what another tab has sent. */
function useAnswers(): void {
  const t = useTranslations('work');
  const queries = useQueryClient();
  const queue = useOfflineQueue();
  const words = useRef(t);
  useEffect(() => void (words.current = t), [t]);
  useEffect(
    () =>
      queue?.listen(reportKind, {
        done: ({ what: { orderId, number } }, order) => {
          if (!order) return void queries.invalidateQueries({ queryKey: ASSIGNED });
          putWorkOrder(queries, order);
          if (!isOpen(order)) toast(words.current('done', { number }));
          return void queries.invalidateQueries({ queryKey: ['work-orders', 'part', orderId] });
        },
        refused: ({ what: { orderId } }, { status }) => {
          if (status === 404) dropWorkOrder(queries, orderId);
          else void queries.invalidateQueries({ queryKey: ASSIGNED });
        },
      }),
    [queue, queries],
  );
}
