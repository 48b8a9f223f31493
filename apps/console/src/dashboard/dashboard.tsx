import { unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeed, useFeedState } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { STATUSES } from '../orders/order-data.ts';
import { useDuration } from '../operations/parts.tsx';
import { Crash } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import type { Point } from './charts.tsx';

// They are half as large as all the rest, and what matters are the numbers.
const Bars = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.Bars })));
const Line = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.Line })));

type Summary = paths['/api/dashboard/summary']['get']['responses'][200]['content']['application/json'];
const KEY = ['dashboard'] as const;
/** In seconds: nearly three hours. */
const MOST_POINTS = 10_000;
const TILES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The figures of the moment, told by the socket once a second; without it they are asked for. */
export function Dashboard() {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const queries = useQueryClient();
  const feed = useFeed();
  const { kind } = useFeedState();
  const tiles = useRef<HTMLDivElement>(null);
  const summary = useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET('/api/dashboard/summary')),
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  useEffect(
    () =>
      feed?.on('dashboard.metrics', (figures) =>
        // What was read later stays, whatever comes late.
        queries.setQueryData<Summary>(KEY, (known) => (known && known.at > figures.at ? known : figures)),
      ),
    [feed, queries],
  );
  useKeys(
    TILES.map((key) => ({
      key,
      says: 'tile' as const,
      run: () =>
        [...(tiles.current?.querySelectorAll<HTMLElement>('.tile a, .tile[tabindex]') ?? [])]
          .at(Number(key) - 1)
          ?.focus(),
    })),
  );
  if (summary.isError && !summary.data)
    return <Crash error={summary.error} reset={() => void summary.refetch()} />;
  const { data } = summary;
  if (!data) return <p className="pause">{t('loading')}</p>;
  return (
    <div ref={tiles} data-stale={kind !== 'live' && kind !== 'catching-up'}>
      <div className="head">
        <h1>{t('title')}</h1>
        <p>
          {t('asOf')}{' '}
          <time dateTime={data.at}>{format.dateTime(new Date(data.at), { timeStyle: 'medium' })}</time>
        </p>
      </div>
      <Tiles data={data} />
      <Charts data={data} />
    </div>
  );
}

function Tile({
  name,
  to,
  label,
  children,
  bad = false,
}: {
  name: string;
  to?: '/orders' | '/approvals' | '/operations' | '/machines';
  label: string;
  children: ReactNode;
  bad?: boolean;
}) {
  const { may } = useWho();
  const needs =
    to === '/approvals'
      ? 'meal-orders.approve'
      : to === '/operations'
        ? 'operations.observe'
        : to === '/machines'
          ? 'rvms.read'
          : 'meal-orders.read';
  return (
    <li className="tile" data-tile={name} data-bad={bad} {...(to && may(needs) ? {} : { tabIndex: -1 })}>
      <h2>{to && may(needs) ? <Link to={to}>{label}</Link> : label}</h2>
      {children}
    </li>
  );
}

function Tiles({ data: { at, orders, sales, workOrders, bookings, machines, queue } }: { data: Summary }) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const duration = useDuration();
  const age = (since: string): string => duration(Math.max(0, (Date.parse(at) - Date.parse(since)) / 1_000));
  const big = (figure: number): ReactNode => <p className="big">{format.number(figure)}</p>;
  return (
    <ul className="tiles">
      {orders && (
        <Tile name="orders" to="/orders" label={t('orders')}>
          {big(orders.count)}
          <p>{t('meals', { count: orders.meals })}</p>
        </Tile>
      )}
      {orders && (
        <Tile name="requests" to="/approvals" label={t('requests')} bad={orders.openRequests > 0}>
          {big(orders.openRequests)}
          <p>
            {orders.oldestRequestAt === null ? t('none') : t('oldest', { age: age(orders.oldestRequestAt) })}
          </p>
        </Tile>
      )}
      {sales && (
        <Tile name="sales" label={t('sales')}>
          <p className="big">
            {format.number(sales.amount, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 })}
          </p>
          <p>{t('salesCount', { count: sales.count })}</p>
        </Tile>
      )}
      {workOrders && (
        <Tile name="workOrders" label={t('workOrders')} bad={workOrders.late > 0}>
          {big(workOrders.open)}
          <p>{t('late', { count: workOrders.late })}</p>
        </Tile>
      )}
      {bookings && (
        <Tile name="bookings" label={t('bookings')}>
          {big(bookings.nextTwoHours)}
          <p>{t('today', { count: bookings.count })}</p>
        </Tile>
      )}
      {machines && (
        <Tile
          name="machines"
          to="/machines"
          label={t('machines')}
          bad={Object.values(machines.openAlarms).some((n) => n > 0)}
        >
          {big(machines.count)}
          <p>{t('alarms', { count: Object.values(machines.openAlarms).reduce((sum, n) => sum + n, 0) })}</p>
        </Tile>
      )}
      {queue && (
        <Tile name="queue" to="/operations" label={t('queue')} bad={queue.deadLetters > 0}>
          <p className="big">{duration(Math.max(queue.oldestUnsentSeconds, queue.oldestDueSeconds))}</p>
          <p>{t('dead', { count: queue.deadLetters })}</p>
        </Tile>
      )}
      <Promises />
    </ul>
  );
}

function Promises() {
  const t = useTranslations();
  const { may } = useWho();
  const found = useQuery({
    queryKey: ['operations', 'invariants'],
    queryFn: () => unwrap(api.GET('/api/admin/invariants')),
    refetchInterval: POLL_MS,
    enabled: may('operations.observe'),
  });
  if (!found.data) return null;
  const broken = found.data.invariants.filter(({ holds }) => holds === false).length;
  return (
    <Tile name="promises" to="/operations" label={t('operations.promises')} bad={broken > 0}>
      <p>{broken > 0 ? t('operations.broken', { count: broken }) : t('operations.allHolds')}</p>
    </Tile>
  );
}

/** What the socket told while this was open; nothing is drawn that nobody has seen happen. */
function Charts({ data }: { data: Summary }) {
  const t = useTranslations();
  const [told, setTold] = useState<readonly Point[]>([]);
  const { orders, queue } = data;
  const x = Date.parse(data.at) / 1_000;
  const y = queue && queue.unsentEvents + queue.dueJobs;
  useEffect(() => {
    if (y !== null) setTold((before) => [...before, { x, y }].slice(-MOST_POINTS));
  }, [x, y]);
  return (
    <Suspense fallback={<p className="pause">{t('app.loading')}</p>}>
      <div className="charts">
        {orders && (
          <section aria-labelledby="by-status">
            <h2 id="by-status">{t('dashboard.byStatus')}</h2>
            <Bars
              label={t('dashboard.byStatus')}
              counts={STATUSES.map((status) => [t(`status.${status}`), orders.byStatus[status] ?? 0])}
            />
          </section>
        )}
        {queue && (
          <section aria-labelledby="waiting">
            <h2 id="waiting">{t('dashboard.waiting')}</h2>
            <Line label={t('dashboard.waiting')} points={told} />
          </section>
        )}
      </div>
    </Suspense>
  );
}
