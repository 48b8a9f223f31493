import { newKey } from '@antrean/client';
import { useFormatter, useTranslations } from 'use-intl';
import { useOfflineQueue, useWaiting } from '../offline/unsent.tsx';
import type { BasketLine } from './customer-link.ts';
import { RUPIAH } from './receipt.tsx';
import { newPricesOf, saleKind, totalOf, type Sale } from './sale.ts';

/** Sales that the server has refused: the money was taken, so somebody decides what becomes of each. */
export function Refused({ toBasket }: { toBasket: (lines: readonly BasketLine[]) => void }) {
  const t = useTranslations('counter');
  const format = useFormatter();
  const queue = useOfflineQueue();
  const waiting = useWaiting(saleKind);
  const money = (amount: number): string => format.number(amount, RUPIAH);
  return waiting.map(({ key, what, refusal }) => {
    if (!refusal) return null;
    const now = newPricesOf(refusal);
    const sellAtNewPrices = (sale: Sale, prices: ReadonlyMap<number, number>): void => {
      if (!queue?.discard(key)) return;
      const lines = sale.lines.map((line) => ({ ...line, price: prices.get(line.productId) ?? line.price }));
      queue.add(saleKind, { ...sale, id: newKey(), lines });
    };
    return (
      <section key={key} className="counter-refused" role="alert" aria-labelledby={`refused-${key}`}>
        <h2 id={`refused-${key}`}>
          {now
            ? t('priceChanged', { before: money(totalOf(what.lines)), now: money(now.total) })
            : t('saleRefused', { total: money(totalOf(what.lines)) })}
        </h2>
        {!now && <p>{refusal.detail ?? refusal.title}</p>}
        {now && (
          <ul>
            {what.lines.map(({ productId, name, price, quantity }) => {
              const other = now.priceOf.get(productId) ?? price;
              return (
                <li key={productId}>
                  {format.number(quantity)} × <bdi>{name}</bdi>{' '}
                  {other === price ? (
                    money(price)
                  ) : (
                    <>
                      <s>
                        <span className="unseen">{t('priceBefore')} </span>
                        {money(price)}
                      </s>{' '}
                      <strong>
                        <span className="unseen">{t('priceNow')} </span>
                        {money(other)}
                      </strong>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        <p className="row">
          {now && (
            <button type="button" className="primary" onClick={() => sellAtNewPrices(what, now.priceOf)}>
              {t('sellAt', { total: money(now.total) })}
            </button>
          )}
          <button
            type="button"
            onClick={() => {
              if (queue?.discard(key)) toBasket(what.lines);
            }}
          >
            {t('backToBasket')}
          </button>
        </p>
      </section>
    );
  });
}
