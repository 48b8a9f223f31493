import { newKey, unwrap } from '@antrean/client';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending } from '../form.tsx';
import { OrderOverlap, useOrderForm } from './order-change.tsx';
import { STATUSES, type Order, type Status } from './order-data.ts';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';

/** Past the order of steps, for who may. */
export function Override({ order }: { order: Order }) {
  const t = useTranslations();
  const form = useOrderForm(order);
  const [error, setError] = useState<unknown>(null);
  const [to, setTo] = useState<Status | null>(null);
  const choices = STATUSES.filter((each) => each !== order.statusPesanan);
  const chosen = to ?? choices[0];
  return (
    <div {...form.watch(to !== null)}>
      <Sending
        submit={t('order.override')}
        send={async () => {
          if (!chosen) return;
          await form.send(
            (headers) =>
              unwrap(
                api.PATCH('/api/orders/{id}/status', {
                  params: { path: { id: order.id } },
                  headers,
                  body: { status: chosen },
                }),
              ),
            ({ kodePesanan: code, statusPesanan }) =>
              t('order.moved', { code, status: t(`status.${statusPesanan}`) }),
          );
        }}
      >
        <label className="field">
          {t('order.overrideTo')}
          <select
            value={chosen}
            onChange={({ target }) => setTo(STATUSES.find((each) => each === target.value) ?? null)}
          >
            {choices.map((each) => (
              <option key={each} value={each}>
                {t(`status.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </Sending>
      <Trouble error={error} />
      <OrderOverlap
        form={form}
        mine={chosen && t(`status.${chosen}`)}
        canTake={({ statusPesanan }) => statusPesanan !== chosen}
        onDrop={() => setTo(null)}
        onError={setError}
      />
    </div>
  );
}

const NOTE_TEMPLATES = ['stock', 'capacity', 'equipment'] as const;

const mayBeAsked = ({ statusPesanan }: Order): boolean =>
  statusPesanan === 'MENUNGGU' || statusPesanan === 'IN_PROGRESS';

/** The kitchen asks: not at all, or another quantity. */
export function Request({ order, onSent }: { order: Order; onSent?: () => void }) {
  const t = useTranslations('order');
  const form = useOrderForm(order);
  const [isEdit, setEdit] = useState(false);
  const [quantity, setQuantity] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [key] = useState(newKey);
  const params = { path: { id: order.id } };
  const ask = (headers: { 'If-Match': string }): Promise<Order> => {
    const both = { params, headers: { ...headers, 'Idempotency-Key': key } };
    return isEdit
      ? unwrap(
          api.POST('/api/orders/{id}/request-edit', {
            ...both,
            body: { jumlahPesananBaru: Number(quantity), catatanDapur: note },
          }),
        )
      : unwrap(api.POST('/api/orders/{id}/request-rejection', { ...both, body: { catatanDapur: note } }));
  };
  return (
    <div {...form.watch(quantity !== '' || note !== '')}>
      <Sending
        submit={t('send')}
        send={async () => {
          setError(null);
          const isDone = await form.send(ask, () => t('requested', { code: order.kodePesanan }));
          if (isDone) onSent?.();
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
            <input
              name="quantity"
              type="number"
              inputMode="numeric"
              min={1}
              max={100_000}
              required
              value={quantity}
              onChange={({ target }) => setQuantity(target.value)}
            />
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
      <Trouble error={error} />
      <OrderOverlap
        form={form}
        mine={`${isEdit ? `${t('requestEdit')}: ${quantity}` : t('requestReject')}. ${note}`}
        canTake={mayBeAsked}
        onDone={onSent}
        onDrop={() => {
          setEdit(false);
          setQuantity('');
          setNote('');
        }}
        onError={setError}
      />
    </div>
  );
}

/**
 * What the kitchen asked, and an administrator's answer.
 * @param options.begun is told whether somebody has begun to answer, and has not come to an end
 */
export function Decision({ order, begun }: { order: Order; begun?: (isBegun: boolean) => void }) {
  const t = useTranslations('order');
  const { may } = useWho();
  const form = useOrderForm(order);
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [decided, setDecided] = useState<'APPROVED' | 'REJECTED' | null>(null);
  const { seen } = form;
  const isBegun = note !== '' || form.isRefused;
  const tell = useRef(begun);
  useEffect(() => {
    tell.current = begun;
  });
  useEffect(() => tell.current?.(isBegun), [isBegun]);
  if (seen.requestType === null) return null;
  const end = (): void => setNote('');
  const decide = (decision: 'APPROVED' | 'REJECTED'): void => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    setDecided(decision);
    form
      .send(
        (headers) =>
          unwrap(
            api.POST('/api/orders/{id}/approve-reject', {
              params: { path: { id: order.id } },
              headers,
              body: { decision, ...(note === '' ? {} : { catatanAdmin: note }) },
            }),
          ),
        () => t('decided', { code: order.kodePesanan }),
      )
      .then((isDone) => {
        if (isDone) end();
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <section className="decision" aria-label={t('request')} {...form.watch(note !== '')}>
      <p>
        {t(`pending.${seen.requestType}`, {
          quantity: seen.jumlahPesanan,
          original: seen.jumlahPesananAwal,
        })}
      </p>
      {may('meal-orders.approve') && (
        <>
          <label className="field">
            {t('adminNote')}
            <input value={note} maxLength={1_000} onChange={({ target }) => setNote(target.value)} />
          </label>
          <Trouble error={error} />
          <OrderOverlap
            form={form}
            mine={`${decided === null ? '' : `${t(decided === 'APPROVED' ? 'approve' : 'refuse')}. `}${note}`}
            canTake={({ requiresApproval }) => requiresApproval}
            onDone={end}
            onDrop={end}
            onError={setError}
          />
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
