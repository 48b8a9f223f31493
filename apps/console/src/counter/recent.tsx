import { ApiProblem, ifMatch, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { callNumber, RECENT, readReceipt, receiptKey, type Receipt, type SoldOrder } from './counter-data.ts';
import { printedOf, RUPIAH, type Printed } from './receipt.tsx';

const NEXT = { new: 'preparing', preparing: 'ready', ready: 'completed' } as const;
type Status = SoldOrder['status'];
const hasNext = (status: Status): status is keyof typeof NEXT => status in NEXT;

/** What was sold last, here and at others; a step names the status that is to be, so two taps are one. */
export function Recent({
  orders,
  open,
}: {
  orders: readonly SoldOrder[] | undefined;
  open: (invoice: string) => void;
}) {
  const t = useTranslations('counter');
  const format = useFormatter();
  const { may } = useWho();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const step = (invoice: string, status: Status): void => {
    if (busy !== null) return;
    setBusy(invoice);
    setError(null);
    moveTo(invoice, status)
      .catch(setError)
      .finally(() => {
        setBusy(null);
        void queries.invalidateQueries({ queryKey: RECENT });
      });
  };
  return (
    <section aria-labelledby="recent-title" className="counter-recent">
      <h2 id="recent-title">{t('recent')}</h2>
      <Trouble error={error} />
      {orders?.length === 0 && <p className="empty">{t('nothingSold')}</p>}
      <ul>
        {orders?.map(({ invoice_number: invoice, total_amount, status }) => (
          <li key={invoice} data-invoice={invoice} data-status={status}>
            <button type="button" onClick={() => open(invoice)}>
              <span className="unseen">{t('openOf', { invoice })} </span>
              <strong>{callNumber(invoice)}</strong> {format.number(total_amount, RUPIAH)}{' '}
              <small>{t(`statuses.${status}`)}</small>
            </button>
            {may('pos.advance') && hasNext(status) && (
              <button
                type="button"
                aria-busy={busy === invoice}
                aria-label={t('stepOf', { invoice, step: t(`steps.${status}`) })}
                onClick={() => step(invoice, NEXT[status])}
              >
                {t(`steps.${status}`)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const moveTo = (invoice: string, status: Status, headers: Record<string, string> = {}) =>
  unwrap(
    api.PATCH('/api/v1/orders/{invoice}/status', {
      params: { path: { invoice } },
      headers,
      body: { status },
    }),
  );

/** One order: to print it again, to sell the same again, to change it while nobody prepares it, to cancel it. */
export function SaleDialog({
  invoice,
  close,
  print,
  repeat,
  change,
}: {
  invoice: string;
  close: () => void;
  print: (printed: Printed) => void;
  repeat: (receipt: Receipt) => void;
  change: (receipt: Receipt) => void;
}) {
  const t = useTranslations();
  const format = useFormatter();
  const { may } = useWho();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSure, setSure] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const { data: receipt, error: failure } = useQuery({
    queryKey: receiptKey(invoice),
    queryFn: () => readReceipt(invoice),
    staleTime: 0,
  });
  const canCancel = receipt && may('pos.advance') && ['new', 'preparing'].includes(receipt.status);
  const then = (act: (receipt: Receipt) => void): void => {
    dialog.current?.close();
    if (receipt) act(receipt);
  };
  const cancel = ({ version }: Receipt): void => {
    setError(null);
    setSure(false);
    moveTo(invoice, 'cancelled', ifMatch(version))
      .then(() => {
        toast(t('counter.cancelled', { invoice }));
        dialog.current?.close();
      })
      .catch((refused: unknown) => {
        setError(refused);
        // What it is now is shown beside what was refused.
        if (refused instanceof ApiProblem) void queries.invalidateQueries({ queryKey: receiptKey(invoice) });
      })
      .finally(() => void queries.invalidateQueries({ queryKey: RECENT }));
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="sale-title" className="counter-sale">
      <h2 id="sale-title">{invoice}</h2>
      {receipt && (
        <>
          <p>
            {t(`counter.statuses.${receipt.status}`)} · {t(`counter.payments.${receipt.payment_method}`)} ·{' '}
            <bdi>{receipt.cashier}</bdi>
          </p>
          <ul>
            {receipt.lines.map(({ product_id, product, quantity, amount }) => (
              <li key={product_id}>
                {format.number(quantity)} × <bdi>{product}</bdi> {format.number(amount, RUPIAH)}
              </li>
            ))}
          </ul>
          <p className="counter-total">{format.number(receipt.total_amount, RUPIAH)}</p>
        </>
      )}
      <Trouble error={error ?? failure} />
      <p className="row">
        {receipt && (
          <>
            <button type="button" onClick={() => then((each) => print(printedOf(each)))}>
              {t('counter.print')}
            </button>
            <button type="button" onClick={() => then(repeat)}>
              {t('counter.repeat')}
            </button>
            {receipt.status === 'new' && may('pos.change') && (
              <button type="button" onClick={() => then(change)}>
                {t('counter.changeIt')}
              </button>
            )}
            {canCancel && (
              <button type="button" onClick={() => (isSure ? cancel(receipt) : setSure(true))}>
                {t(isSure ? 'counter.cancelReally' : 'counter.cancelIt')}
              </button>
            )}
          </>
        )}
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('app.close')}
        </button>
      </p>
    </dialog>
  );
}
