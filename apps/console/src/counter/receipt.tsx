import { useEffect, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Receipt } from './counter-data.ts';
import type { Payment } from './sale.ts';

export const RUPIAH = { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 } as const;

/** What is printed: of an order, or of a sale that the server has not numbered yet. */
export interface Printed {
  readonly invoice: string | null;
  readonly at: Date;
  readonly outlet: string | null;
  readonly cashier: string;
  readonly lines: readonly { name: string; price: number; quantity: number }[];
  readonly total: number;
  readonly payment: Payment;
  readonly received: number | null;
}

export const printedOf = (receipt: Receipt): Printed => ({
  invoice: receipt.invoice_number,
  at: new Date(receipt.created_at),
  outlet: receipt.outlet?.name ?? null,
  cashier: receipt.cashier,
  lines: receipt.lines.map(({ product, unit_price, quantity }) => ({
    name: product,
    price: unit_price,
    quantity,
  })),
  total: receipt.total_amount,
  payment: receipt.payment_method,
  received: null,
});

/** A receipt as it is printed, by the browser: nothing else of the page comes on paper. */
export function ReceiptDialog({ printed, close }: { printed: Printed; close: () => void }) {
  const t = useTranslations();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="receipt-title" className="counter-receipt">
      <h2 id="receipt-title">{t('counter.receipt')}</h2>
      <Paper printed={printed} />
      <p className="row">
        <button type="button" className="primary" autoFocus onClick={() => print()}>
          {t('counter.print')}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('app.close')}
        </button>
      </p>
    </dialog>
  );
}

function Paper({ printed }: { printed: Printed }) {
  const { invoice, at, outlet, cashier, lines, total, payment, received } = printed;
  const t = useTranslations('counter');
  const format = useFormatter();
  const money = (amount: number): string => format.number(amount, RUPIAH);
  return (
    <div className="paper">
      {outlet !== null && (
        <p>
          <bdi>{outlet}</bdi>
        </p>
      )}
      <p>
        <strong>{invoice ?? t('willBeNumbered')}</strong>
        <br />
        {format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })}
        <br />
        {t('cashier')}: <bdi>{cashier}</bdi>
      </p>
      <table>
        <tbody>
          {lines.map(({ name, price, quantity }, place) => (
            <tr key={place}>
              <td>
                <bdi>{name}</bdi>
                <br />
                {format.number(quantity)} × {money(price)}
              </td>
              <td className="number">{money(price * quantity)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <td className="number">
              <strong>{money(total)}</strong>
            </td>
          </tr>
          <tr>
            <th scope="row">{t(`payments.${payment}`)}</th>
            <td className="number">{money(received ?? total)}</td>
          </tr>
          {received !== null && received > total && (
            <tr>
              <th scope="row">{t('change')}</th>
              <td className="number">{money(received - total)}</td>
            </tr>
          )}
        </tfoot>
      </table>
    </div>
  );
}
