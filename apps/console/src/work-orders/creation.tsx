import { newKey, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import { localTime, MOST_PIECES } from './change-forms.tsx';
import { AttachForm } from './files.tsx';
import { OperatorField, useOperators } from './operators.tsx';
import { OPERATORS, PRIORITIES, putWorkOrder, type WorkOrder } from './work-order-data.ts';

/** At the end of the next day's work, which whoever plans puts right. */
function usualDeadline(): string {
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(17, 0, 0, 0);
  return localTime(at);
}

/** A new order for whoever has least to do, unless somebody else is chosen; then its drawing. */
export function Creation({ close }: { close: () => void }) {
  const t = useTranslations();
  const queries = useQueryClient();
  const operators = useOperators();
  const dialog = useRef<HTMLDialogElement>(null);
  // One order for one form, however often it is sent: until there is an answer the key stays.
  const [key] = useState(newKey);
  const [chosen, setChosen] = useState<number | null>(null);
  const [made, setMade] = useState<WorkOrder | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const operatorId = chosen ?? operators.data?.find((each) => each.can_take)?.id ?? '';
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="creating">
      <h2 id="creating">{made ? t('work.attachTo', { number: made.number }) : t('work.create')}</h2>
      {made ? (
        <AttachForm order={made} onDone={() => dialog.current?.close()} />
      ) : (
        <Sending
          submit={t('work.create')}
          send={async (form) => {
            const order = await unwrap(
              api.POST('/api/workorders', {
                headers: { 'Idempotency-Key': key },
                body: {
                  product_name: textOf(form, 'product'),
                  quantity: Number(form.get('quantity')),
                  deadline: new Date(textOf(form, 'deadline')).toISOString(),
                  operator_id: Number(operatorId),
                  priority: PRIORITIES.find((each) => each === form.get('priority')) ?? 'normal',
                },
              }),
            );
            putWorkOrder(queries, order);
            void queries.invalidateQueries({ queryKey: OPERATORS });
            toast(t('work.created', { number: order.number }));
            setMade(order);
          }}
        >
          <label className="field">
            {t('work.product_name')}
            <input name="product" required maxLength={200} autoComplete="off" autoFocus />
          </label>
          <label className="field">
            {t('work.quantity')}
            <input name="quantity" type="number" inputMode="numeric" required min={1} max={MOST_PIECES} />
          </label>
          <label className="field">
            {t('work.deadline')}
            <input name="deadline" type="datetime-local" required defaultValue={usualDeadline()} />
          </label>
          <OperatorField value={operatorId} choose={setChosen} />
          <label className="field">
            {t('work.priority')}
            <select name="priority" defaultValue="normal">
              {PRIORITIES.map((each) => (
                <option key={each} value={each}>
                  {t(`work.priorities.${each}`)}
                </option>
              ))}
            </select>
          </label>
        </Sending>
      )}
      <button type="button" onClick={() => dialog.current?.close()}>
        {t(made ? 'work.withoutFile' : 'app.close')}
      </button>
    </dialog>
  );
}
