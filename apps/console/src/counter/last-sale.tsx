import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { keep, readKept } from '../settings.ts';
import { useOfflineQueue } from '../offline/unsent.tsx';
import { RUPIAH } from './receipt.tsx';
import { changeOf, saleKind, totalOf, type Sale } from './sale.ts';

interface Last {
  readonly sale: Sale | null;
  /** Null while the server has not numbered it. */
  readonly invoice: string | null;
  begin(sale: Sale): void;
}

/** What was sold last at this counter, also before the page was loaded again. */
export function useLastSale(userId: number): Last {
  const name = `antrean.last-sale.${userId}`;
  const queue = useOfflineQueue();
  const [last, setLast] = useState(() => readLast(readKept(name)));
  useEffect(() => keep(name, JSON.stringify(last)), [name, last]);
  useEffect(
    () =>
      queue?.listen(saleKind, {
        done: ({ what }, { invoice_number: invoice }) =>
          setLast((before) => (before.sale?.id === what.id ? { ...before, invoice } : before)),
        refused: ({ what }) =>
          setLast((before) => (before.sale?.id === what.id ? { sale: null, invoice: null } : before)),
      }),
    [queue],
  );
  return { ...last, begin: (sale) => setLast({ sale, invoice: null }) };
}

function readLast(text: string | null): Pick<Last, 'sale' | 'invoice'> {
  const none = { sale: null, invoice: null };
  try {
    const read: unknown = JSON.parse(text ?? 'null');
    if (typeof read !== 'object' || read === null) return none;
    const sale: unknown = Reflect.get(read, 'sale');
    const invoice: unknown = Reflect.get(read, 'invoice');
    return saleKind.is(sale) ? { sale, invoice: typeof invoice === 'string' ? invoice : null } : none;
  } catch {
    return none;
  }
}

/** Its number and the change to give; what can be done with it at once. */
export function LastSale({
  last: { sale, invoice },
  isWaiting,
  print,
  repeat,
}: {
  last: Last;
  isWaiting: boolean;
  print: (sale: Sale) => void;
  repeat: (sale: Sale) => void;
}) {
  const t = useTranslations('counter');
  const format = useFormatter();
  if (!sale) return null;
  const change = changeOf(sale);
  return (
    <section className="counter-last" aria-labelledby="last-title">
      <h2 id="last-title">{t('last')}</h2>
      <p role="status">
        <strong className="counter-number" data-numbered={invoice !== null}>
          {invoice ?? t(isWaiting ? 'willBeNumbered' : 'notNumbered')}
        </strong>{' '}
        {format.number(totalOf(sale.lines), RUPIAH)}{' '}
        {change > 0 && <strong>{t('changeIs', { amount: format.number(change, RUPIAH) })}</strong>}
      </p>
      <p className="row">
        <button type="button" onClick={() => print(sale)}>
          {t('print')}
        </button>
        <button type="button" onClick={() => repeat(sale)}>
          {t('repeat')}
        </button>
      </p>
    </section>
  );
}
