import { newKey, unwrap } from '@antrean/client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending } from '../form.tsx';
import { Trouble } from '../trouble.tsx';
import { useFact } from './facts.tsx';
import { OperatorField, useOperators } from './operators.tsx';
import { WorkOrderOverlap } from './overlap.tsx';
import { changeWorkOrder, type Wish } from './use-moves.ts';
import { piecesLeft, PRIORITIES, STATUSES, type WorkOrder } from './work-order-data.ts';
import { useWorkOrderForm } from './work-order-form.ts';

export const MOST_PIECES = 1_000_000;

/** As `datetime-local` writes it: on the clock of who types. */
export function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Who makes it, how far it is, and its details; only what was changed is sent. */
export function ChangeForm({ order, onDone }: { order: WorkOrder; onDone: () => void }) {
  const t = useTranslations('work');
  const say = useFact();
  const form = useWorkOrderForm(order);
  const operators = useOperators();
  const [wish, setWish] = useState<Wish>({});
  const [error, setError] = useState<unknown>(null);
  const { seen } = form;
  const shown = { ...seen, ...wish };
  const nameOf = (id: number): string => operators.data?.find((each) => each.id === id)?.name ?? '';
  const mine = [
    ...(wish.operator_id === undefined ? [] : [`${t('operator')}: ${nameOf(wish.operator_id)}`]),
    ...(['status', 'priority', 'product_name', 'quantity', 'deadline'] as const)
      .filter((fact) => wish[fact] !== undefined)
      .map((fact) => `${t(fact)}: ${say(fact, shown)}`),
  ].join(' · ');
  return (
    <>
      <Sending
        submit={t('save')}
        send={async () => {
          setError(null);
          if (Object.keys(wish).length === 0) return onDone();
          const changed = await form.send(
            (headers) => changeWorkOrder(order.id, wish, headers),
            ({ number }) => t('changed', { number }),
          );
          if (changed) onDone();
        }}
      >
        <OperatorField
          value={shown.operator_id}
          choose={(id) => setWish({ ...wish, operator_id: id })}
          also={seen.operator}
        />
        <label className="field">
          {t('status')}
          <select
            name="status"
            value={shown.status}
            onChange={({ target }) =>
              setWish({ ...wish, status: STATUSES.find((each) => each === target.value) ?? seen.status })
            }
          >
            {STATUSES.map((each) => (
              <option key={each} value={each}>
                {t(`statuses.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('priority')}
          <select
            name="priority"
            value={shown.priority}
            onChange={({ target }) =>
              setWish({
                ...wish,
                priority: PRIORITIES.find((each) => each === target.value) ?? seen.priority,
              })
            }
          >
            {PRIORITIES.map((each) => (
              <option key={each} value={each}>
                {t(`priorities.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('product_name')}
          <input
            name="product"
            required
            maxLength={200}
            autoComplete="off"
            value={shown.product_name}
            onChange={({ target }) => setWish({ ...wish, product_name: target.value })}
          />
        </label>
        <label className="field">
          {t('quantity')}
          <input
            name="quantity"
            type="number"
            inputMode="numeric"
            required
            min={1}
            max={MOST_PIECES}
            value={shown.quantity || ''}
            onChange={({ target }) => setWish({ ...wish, quantity: target.valueAsNumber || 0 })}
          />
        </label>
        <label className="field">
          {t('deadline')}
          <input
            name="deadline"
            type="datetime-local"
            required
            value={localTime(new Date(shown.deadline))}
            onChange={({ target }) => {
              const at = new Date(target.value);
              if (!Number.isNaN(at.getTime())) setWish({ ...wish, deadline: at.toISOString() });
            }}
          />
        </label>
      </Sending>
      <Trouble error={error} />
      <WorkOrderOverlap
        form={form}
        mine={mine}
        onDone={onDone}
        onDrop={() => setWish({})}
        onError={setError}
      />
    </>
  );
}

/** Some of the pieces become an order of their own, for whoever makes those. */
export function SplitForm({ order, onDone }: { order: WorkOrder; onDone: () => void }) {
  const t = useTranslations('work');
  const form = useWorkOrderForm(order);
  const operators = useOperators();
  const [key] = useState(newKey);
  const [quantity, setQuantity] = useState('');
  const [operatorId, setOperatorId] = useState(order.operator_id);
  const [error, setError] = useState<unknown>(null);
  const name = operators.data?.find(({ id }) => id === operatorId)?.name ?? order.operator.name;
  return (
    <>
      <Sending
        submit={t('split')}
        send={async () => {
          setError(null);
          const part = await form.send(
            (headers) =>
              unwrap(
                api.POST('/api/workorders/{id}/split', {
                  params: { path: { id: order.id } },
                  headers: { ...headers, 'Idempotency-Key': key },
                  body: { quantity: Number(quantity), operator_id: operatorId },
                }),
              ),
            ({ number }) => t('splitDone', { number: order.number, part: number }),
          );
          if (part) onDone();
        }}
      >
        <p>{t('splitWhy', { left: piecesLeft(form.seen) })}</p>
        <label className="field">
          {t('splitQuantity')}
          <input
            name="splitQuantity"
            type="number"
            inputMode="numeric"
            required
            min={1}
            max={Math.max(1, piecesLeft(form.seen) - 1)}
            value={quantity}
            onChange={({ target }) => setQuantity(target.value)}
          />
        </label>
        <OperatorField value={operatorId} choose={setOperatorId} also={order.operator} />
      </Sending>
      <Trouble error={error} />
      <WorkOrderOverlap
        form={form}
        mine={t('splitMine', { quantity, name })}
        onDone={onDone}
        onDrop={() => setQuantity('')}
        onError={setError}
      />
    </>
  );
}

/** Takes back pieces that were counted by mistake. */
export function TakeBackForm({ order }: { order: WorkOrder }) {
  const t = useTranslations('work');
  const form = useWorkOrderForm(order);
  const [key, setKey] = useState(newKey);
  const [quantity, setQuantity] = useState('');
  const [error, setError] = useState<unknown>(null);
  const end = (): void => {
    setQuantity('');
    setKey(newKey());
  };
  return (
    <>
      <Sending
        submit={t('takeBack')}
        send={async () => {
          setError(null);
          const changed = await form.send(
            (headers) =>
              unwrap(
                api.PUT('/api/workorders/{id}/status', {
                  params: { path: { id: order.id } },
                  headers: { ...headers, 'Idempotency-Key': key },
                  body: { status: order.status, quantity: -Number(quantity) },
                }),
              ),
            ({ number }) => t('changed', { number }),
          );
          if (changed) end();
        }}
      >
        <label className="field">
          {t('takeBackQuantity')}
          <input
            name="takeBack"
            type="number"
            inputMode="numeric"
            required
            min={1}
            max={order.completed_quantity}
            value={quantity}
            onChange={({ target }) => setQuantity(target.value)}
          />
        </label>
      </Sending>
      <Trouble error={error} />
      <WorkOrderOverlap
        form={form}
        mine={t('takeBackMine', { quantity })}
        onDone={end}
        onDrop={end}
        onError={setError}
      />
    </>
  );
}
