import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Sending, textOf } from '../form.tsx';
import { RUPIAH } from './receipt.tsx';
import { PAYMENTS, type Payment } from './sale.ts';

/** Notes that a customer may give for it. */
const NOTES = [5_000, 10_000, 20_000, 50_000, 100_000];
/** The dearest order that there can be is below it, and so is what is given for it. */
const MOST = 1e14;

/** Up to three sums that somebody would give: the next that notes make. */
const suggestionsOf = (total: number): number[] =>
  [...new Set(NOTES.map((note) => Math.ceil(total / note) * note))].filter((sum) => sum > total).slice(0, 3);

/** How it is paid. `F2`, then Enter: exactly, in cash. */
export function PayDialog({
  total,
  initial,
  submit,
  pay,
  close,
}: {
  total: number;
  initial: Payment;
  submit: string;
  /** Closes when it has happened; what it throws is shown. */
  pay: (payment: Payment, received: number | null) => Promise<void>;
  close: () => void;
}) {
  const t = useTranslations();
  const format = useFormatter();
  const money = (amount: number): string => format.number(amount, RUPIAH);
  const dialog = useRef<HTMLDialogElement>(null);
  const [payment, setPayment] = useState(initial);
  const [typed, setTyped] = useState('');
  const [isTooLittle, setTooLittle] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const received = typed === '' ? null : Number(typed);
  const change = received === null ? 0 : received - total;
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="pay-title" className="counter-pay">
      <h2 id="pay-title">{t('counter.pay')}</h2>
      <p className="counter-total">{money(total)}</p>
      <Sending
        submit={submit}
        send={async (form) => {
          const counted = payment === 'CASH' && textOf(form, 'received') !== '' ? received : null;
          if (counted !== null && counted < total) return setTooLittle(true);
          await pay(payment, counted);
          dialog.current?.close();
        }}
      >
        <fieldset className="counter-payments">
          <legend>{t('counter.payment')}</legend>
          {PAYMENTS.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="payment"
                value={each}
                checked={payment === each}
                autoFocus={each === initial}
                onChange={() => setPayment(each)}
              />
              {t(`counter.payments.${each}`)}
            </label>
          ))}
        </fieldset>
        {payment === 'CASH' && (
          <>
            <label className="field">
              {t('counter.received')}
              <input
                name="received"
                type="number"
                inputMode="numeric"
                min={0}
                max={MOST}
                step={1}
                value={typed}
                placeholder={t('counter.exact')}
                onChange={({ target }) => {
                  setTyped(target.value);
                  setTooLittle(false);
                }}
              />
            </label>
            <p className="row">
              {suggestionsOf(total).map((sum) => (
                <button key={sum} type="button" onClick={() => setTyped(String(sum))}>
                  {money(sum)}
                </button>
              ))}
            </p>
            <p className="counter-change" role="status">
              {change > 0 && t('counter.changeIs', { amount: money(change) })}
            </p>
            {isTooLittle && <p role="alert">{t('counter.tooLittle')}</p>}
          </>
        )}
      </Sending>
      <button type="button" onClick={() => dialog.current?.close()}>
        {t('app.close')}
      </button>
    </dialog>
  );
}
