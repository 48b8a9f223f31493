import { unwrap } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { APPROVALS, type Order } from './order-data.ts';
import { Decision } from './order-forms.tsx';
import { Quantity } from './orders.tsx';
import { Crash } from '../trouble.tsx';

const MOST = 100;

/** What the kitchen asks, the oldest first. */
export function Approvals() {
  const t = useTranslations();
  const format = useFormatter();
  const { kind } = useFeedState();
  const list = useRef<HTMLUListElement>(null);
  const waiting = useQuery({
    queryKey: APPROVALS,
    queryFn: () => unwrap(api.GET('/api/orders/pending-approvals', { params: { query: { limit: MOST } } })),
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  /** What somebody has begun to answer stays, also when somebody else was faster. */
  const [begun, setBegun] = useState<readonly Order[]>([]);
  const open = waiting.data?.data ?? [];
  const orders = [...open, ...begun.filter(({ id }) => !open.some((each) => each.id === id))].toSorted(
    (one, other) => one.id - other.id,
  );
  const move = (by: 1 | -1): void => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('h2 a') ?? [])];
    const here = links.findIndex((link) => link.closest('li')?.contains(document.activeElement));
    links[here === -1 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1)]?.focus();
  };
  useKeys([
    { key: 'j', says: 'next', run: () => move(1) },
    { key: 'k', says: 'previous', run: () => move(-1) },
  ]);
  if (waiting.isError && !waiting.data)
    return <Crash error={waiting.error} reset={() => void waiting.refetch()} />;
  return (
    <>
      <div className="head">
        <h1>{t('approvals.title')}</h1>
        <p aria-live="polite">{waiting.data && t('approvals.waiting', { count: waiting.data.total })}</p>
      </div>
      {waiting.data && orders.length === 0 && <p className="empty">{t('approvals.empty')}</p>}
      <ul className="cards" ref={list}>
        {orders.map((order) => (
          <li key={order.id}>
            <h2>
              <Link to="/orders/$id" params={{ id: String(order.id) }}>
                {order.kodePesanan}
              </Link>
            </h2>
            <p>
              <Quantity order={order} /> · <bdi>{order.departmentName}</bdi> · <bdi>{order.shiftName}</bdi> ·{' '}
              <time dateTime={order.waktuDibuat}>
                {format.dateTime(new Date(order.waktuDibuat), { dateStyle: 'short', timeStyle: 'short' })}
              </time>
            </p>
            {order.catatanDapur !== null && (
              <blockquote>
                <bdi>{order.catatanDapur}</bdi>
              </blockquote>
            )}
            <Decision
              order={order}
              begun={(isBegun) =>
                setBegun((all) => {
                  const others = all.filter(({ id }) => id !== order.id);
                  return isBegun ? [...others, order] : others.length < all.length ? others : all;
                })
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}
