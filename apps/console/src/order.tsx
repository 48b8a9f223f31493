import { ApiProblem, ifMatch, newKey, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from './antrean.ts';
import { POLL_MS, useFeedState } from './badge.tsx';
import { Sending } from './form.tsx';
import {
  APPROVALS,
  hasNext,
  NEXT,
  orderKey,
  putOrder,
  readOrder,
  STATUSES,
  type Order,
  type Status,
} from './order-data.ts';
import { Trace } from './operations/trace.tsx';
import { Quantity, StatusMark } from './orders.tsx';
import { toast } from './toast.tsx';
import { Crash, Trouble } from './trouble.tsx';
import { useWho } from './who.tsx';

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
      {order.requiresApproval && <Decision order={order} />}
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
          <Sending
            submit={t('order.override')}
            send={(form) => {
              const to = STATUSES.find((each) => each === form.get('status'));
              return to ? setStatus(to) : Promise.resolve();
            }}
          >
            <label className="field">
              {t('order.overrideTo')}
              <select name="status" required>
                {STATUSES.filter((each) => each !== status).map((each) => (
                  <option key={each} value={each}>
                    {t(`status.${each}`)}
                  </option>
                ))}
              </select>
            </label>
          </Sending>
        </details>
      )}
    </section>
  );
}

const NOTE_TEMPLATES = ['stock', 'capacity', 'equipment'] as const;

/** The kitchen asks: not at all, or another quantity. */
export function Request({ order, onSent }: { order: Order; onSent?: () => void }) {
  const t = useTranslations('order');
  const change = useChange(order);
  const [isEdit, setEdit] = useState(false);
  const [note, setNote] = useState('');
  const [key] = useState(newKey);
  const params = { path: { id: order.id } };
  const headers = { ...ifMatch(order.version), 'Idempotency-Key': key };
  return (
    <Sending
      submit={t('send')}
      send={(form) => {
        const catatanDapur = note;
        return change(
          () =>
            isEdit
              ? unwrap(
                  api.POST('/api/orders/{id}/request-edit', {
                    params,
                    headers,
                    body: { jumlahPesananBaru: Number(form.get('quantity')), catatanDapur },
                  }),
                )
              : unwrap(
                  api.POST('/api/orders/{id}/request-rejection', { params, headers, body: { catatanDapur } }),
                ),
          () => t('requested', { code: order.kodePesanan }),
        ).then(onSent);
      }}
    >
      <label className="field">
        {t('request')}
        <select
          value={isEdit ? 'edit' : 'reject'}
          onChange={({ target }) => setEdit(target.value === 'edit')}
        >
          <option value="reject">{t('requestReject')}</option>
          <option value="edit">{t('requestEdit')}</option>
        </select>
      </label>
      {isEdit && (
        <label className="field">
          {t('newQuantity')}
          <input name="quantity" type="number" inputMode="numeric" min={1} max={100_000} required />
        </label>
      )}
      <p className="row" role="group" aria-label={t('noteTemplates')}>
        {NOTE_TEMPLATES.map((each) => (
          <button key={each} type="button" onClick={() => setNote(t(`noteTemplate.${each}`))}>
            {t(`noteTemplate.${each}`)}
          </button>
        ))}
      </p>
      <label className="field">
        {t('kitchenNote')}
        <textarea
          name="note"
          required
          minLength={isEdit ? 1 : 10}
          maxLength={1_000}
          rows={3}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        {!isEdit && <small>{t('kitchenNoteHint')}</small>}
      </label>
    </Sending>
  );
}

/** What the kitchen asked, and an administrator's answer. */
export function Decision({ order }: { order: Order }) {
  const t = useTranslations('order');
  const { may } = useWho();
  const change = useChange(order);
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  if (order.requestType === null) return null;
  const decide = (decision: 'APPROVED' | 'REJECTED'): void => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    change(
      () =>
        unwrap(
          api.POST('/api/orders/{id}/approve-reject', {
            params: { path: { id: order.id } },
            headers: ifMatch(order.version),
            body: { decision, ...(note === '' ? {} : { catatanAdmin: note }) },
          }),
        ),
      () => t('decided', { code: order.kodePesanan }),
    )
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <section className="decision" aria-label={t('request')}>
      <p>
        {t(`pending.${order.requestType}`, {
          quantity: order.jumlahPesanan,
          original: order.jumlahPesananAwal,
        })}
      </p>
      {may('meal-orders.approve') && (
        <>
          <label className="field">
            {t('adminNote')}
            <input value={note} maxLength={1_000} onChange={({ target }) => setNote(target.value)} />
          </label>
          <Trouble error={error} />
          <p className="row">
            <button type="button" className="primary" aria-busy={isBusy} onClick={() => decide('APPROVED')}>
              {t('approve')}
            </button>
            <button type="button" aria-busy={isBusy} onClick={() => decide('REJECTED')}>
              {t('refuse')}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
