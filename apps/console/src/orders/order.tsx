import { ApiProblem, ifMatch, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import {
  APPROVALS,
  hasNext,
  NEXT,
  orderKey,
  putOrder,
  readOrder,
  type Order,
  type Status,
} from './order-data.ts';
import { Decision, Override, Request } from './order-forms.tsx';
import { Trace } from '../operations/trace.tsx';
import { Quantity, StatusMark } from './orders.tsx';
import { toast } from '../toast.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';

export function OrderScreen() {
  const t = useTranslations();
  const { id } = useParams({ from: '/orders/$id' });
  const { kind } = useFeedState();
  const order = useQuery({
    queryKey: orderKey(Number(id)),
    queryFn: () => readOrder(Number(id)),
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  if (order.isError && !order.data) return <Crash error={order.error} reset={() => void order.refetch()} />;
  if (!order.data) return <p className="pause">{t('app.loading')}</p>;
  return <Detail order={order.data} />;
}

function Detail({ order }: { order: Order }) {
  const t = useTranslations();
  const [isDeciding, setDeciding] = useState(false);
  return (
    <article className="order" data-version={order.version}>
      <p>
        <Link to="/orders">← {t('orders.title')}</Link>
      </p>
      <div className="head">
        <h1>{order.kodePesanan}</h1>
        <span aria-live="polite">
          <StatusMark status={order.statusPesanan} />
        </span>
      </div>
      <dl className="facts">
        <div>
          <dt>{t('orders.quantity')}</dt>
          <dd className="big">
            <Quantity order={order} />
          </dd>
        </div>
        <div>
          <dt>{t('orders.department')}</dt>
          <dd>
            <bdi>{order.departmentName}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('orders.shift')}</dt>
          <dd>
            <bdi>{order.shiftName}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('orders.day')}</dt>
          <dd>{order.tanggalPesanan}</dd>
        </div>
        <Note label={t('order.kitchenNote')} text={order.catatanDapur} />
        <Note label={t('order.adminNote')} text={order.catatanAdmin} />
      </dl>
      <Stages order={order} />
      <Steps order={order} />
      {/* Who has begun keeps what they typed, also when somebody else was faster. */}
      {(order.requiresApproval || isDeciding) && <Decision order={order} begun={setDeciding} />}
      <Trace kind="order" id={order.kodePesanan} />
    </article>
  );
}

function Note({ label, text }: { label: string; text: string | null }) {
  if (text === null) return null;
  return (
    <div className="note">
      <dt>{label}</dt>
      <dd>
        <bdi>{text}</bdi>
      </dd>
    </div>
  );
}

function Stages({ order }: { order: Order }) {
  const t = useTranslations();
  const format = useFormatter();
  const times = [
    ['MENUNGGU', order.waktuDibuat],
    ['IN_PROGRESS', order.waktuDiproses],
    ['READY', order.waktuSiap],
    ['ON_DELIVERY', order.waktuDiantar],
    ['COMPLETE', order.waktuSelesai],
  ] as const;
  return (
    <ol className="stages" aria-label={t('order.stages')}>
      {times.map(([status, at]) => (
        <li
          key={status}
          data-reached={at !== null}
          aria-current={order.statusPesanan === status ? 'step' : undefined}
        >
          {t(`status.${status}`)}
          {at !== null && (
            <time dateTime={at}>
              {format.dateTime(new Date(at), { dateStyle: 'short', timeStyle: 'medium' })}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}

/**
 * Runs a change of an order. Who was slower is told what the order is now, and keeps what they typed: the next try goes
 * by what they see then.
 */
function useChange(
  order: Order,
): (change: () => Promise<Order>, said: (order: Order) => string) => Promise<void> {
  const queries = useQueryClient();
  return async (change, said) => {
    try {
      const changed = await change();
      putOrder(queries, changed);
      void queries.invalidateQueries({ queryKey: APPROVALS });
      toast(said(changed));
    } catch (error) {
      if (error instanceof ApiProblem && [409, 412].includes(error.problem.status))
        await queries.invalidateQueries({ queryKey: orderKey(order.id) });
      throw error;
    }
  };
}

function Steps({ order }: { order: Order }) {
  const t = useTranslations();
  const { may } = useWho();
  const change = useChange(order);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { statusPesanan: status, kodePesanan: code } = order;
  const params = { path: { id: order.id } };
  const headers = ifMatch(order.version);

  const setStatus = (to: Status): Promise<void> =>
    change(
      () => unwrap(api.PATCH('/api/orders/{id}/status', { params, headers, body: { status: to } })),
      (changed) => t('order.moved', { code, status: t(`status.${changed.statusPesanan}`) }),
    );
  const step = (to: Status): void => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    setStatus(to)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const next = hasNext(status) && may(NEXT[status].permission) ? NEXT[status] : null;
  const mayAsk = may('meal-orders.request-approval') && (status === 'MENUNGGU' || status === 'IN_PROGRESS');
  const mayOverride = may('meal-orders.override');
  if (!next && !mayAsk && !mayOverride && !error) return null;
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t('order.moves')}</h2>
      {next && hasNext(status) && (
        <button type="button" className="primary large" aria-busy={isBusy} onClick={() => step(next.to)}>
          {t(`order.next.${status}`)}
        </button>
      )}
      <Trouble error={error} />
      {mayAsk && (
        <details>
          <summary>{t('order.request')}</summary>
          <Request order={order} />
        </details>
      )}
      {mayOverride && (
        <details className="danger">
          <summary>{t('order.override')}</summary>
          <p>{t('order.overrideWhy')}</p>
          <Override order={order} />
        </details>
      )}
    </section>
  );
}
