import { useFormatter, useTranslations } from 'use-intl';
import { MOST_PRODUCTS, type Product } from './counter-data.ts';
import { RUPIAH } from './receipt.tsx';
import { totalOf } from './sale.ts';
import { MOST_QUANTITY, type Baskets } from './use-baskets.ts';

/** What became of a line's product since the customer was told its price. */
export type Doubt = { readonly is: 'gone' } | { readonly is: 'price'; readonly now: number };

/** Of each line of which something has changed; while products are not known, of none. */
export function doubtsOf(
  { basket: { lines } }: Baskets,
  products: readonly Product[] | undefined,
): ReadonlyMap<number, Doubt> {
  const known = new Map(products?.map((product) => [product.id, product]));
  return new Map(
    lines.flatMap(({ productId, price }): [number, Doubt][] => {
      const product = known.get(productId);
      if (!products || (!product && products.length >= MOST_PRODUCTS)) return [];
      if (!product) return [[productId, { is: 'gone' }]];
      return product.price === price ? [] : [[productId, { is: 'price', now: product.price }]];
    }),
  );
}

/** What one customer buys; prices that have changed since are asked about. */
export function BasketPanel({
  baskets,
  doubts,
  pay,
}: {
  baskets: Baskets;
  doubts: ReadonlyMap<number, Doubt>;
  pay: () => void;
}) {
  const t = useTranslations('counter');
  const format = useFormatter();
  const money = (amount: number): string => format.number(amount, RUPIAH);
  const { basket, held } = baskets;
  const { lines, changing } = basket;
  return (
    <section className="counter-basket" aria-labelledby="basket-title">
      <h2 id="basket-title">{changing ? t('changing', { invoice: changing.invoice }) : t('basket')}</h2>
      {lines.length === 0 && <p className="empty">{t('basketEmpty')}</p>}
      <ul>
        {lines.map(({ productId, name, price, quantity }) => {
          const doubt = doubts.get(productId);
          return (
            <li key={productId} data-product={productId} data-doubt={doubt?.is}>
              <span className="counter-line">
                <bdi>{name}</bdi> <span>{money(price * quantity)}</span>
              </span>
              <span className="row">
                <button
                  type="button"
                  aria-label={t('less', { name })}
                  onClick={() => baskets.setQuantity(productId, quantity - 1)}
                >
                  −
                </button>
                <input
                  key={quantity}
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={MOST_QUANTITY}
                  aria-label={t('quantityOf', { name })}
                  defaultValue={quantity}
                  // While it is typed it is no number yet.
                  onBlur={({ target }) => baskets.setQuantity(productId, Math.trunc(Number(target.value)))}
                  onKeyDown={({ key, currentTarget }) => {
                    if (key === 'Enter') currentTarget.blur();
                  }}
                />
                <button
                  type="button"
                  aria-label={t('more', { name })}
                  onClick={() => baskets.setQuantity(productId, quantity + 1)}
                >
                  +
                </button>
              </span>
              {doubt && (
                <p role="alert">
                  {doubt.is === 'gone' ? (
                    t('soldOut')
                  ) : (
                    <>
                      <s>
                        <span className="unseen">{t('priceBefore')} </span>
                        {money(price)}
                      </s>{' '}
                      <strong>
                        <span className="unseen">{t('priceNow')} </span>
                        {money(doubt.now)}
                      </strong>{' '}
                      <button type="button" onClick={() => baskets.setPrice(productId, doubt.now)}>
                        {t('takePrice')}
                      </button>
                    </>
                  )}{' '}
                  <button type="button" onClick={() => baskets.setQuantity(productId, 0)}>
                    {t('takeOut')}
                  </button>
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <div className="counter-foot">
        <p className="counter-total" aria-live="polite">
          <span>{t('total')}</span> {money(totalOf(lines))}
        </p>
        <button
          type="button"
          className="primary"
          aria-disabled={lines.length === 0 || doubts.size > 0}
          aria-keyshortcuts="F2"
          onClick={pay}
        >
          {t(changing ? 'saveChange' : 'pay')} <kbd>F2</kbd>
        </button>
        <p className="row">
          {changing ? (
            <button type="button" onClick={baskets.clear}>
              {t('dropChange')}
            </button>
          ) : (
            lines.length > 0 && (
              <>
                <button type="button" onClick={baskets.hold}>
                  {t('hold')}
                </button>
                <button type="button" onClick={baskets.clear}>
                  {t('empty')}
                </button>
              </>
            )
          )}
        </p>
      </div>
      {held.length > 0 && (
        <details className="counter-held">
          <summary>{t('held', { count: held.length })}</summary>
          <ul>
            {held.map(({ id, lines: own }) => (
              <li key={id}>
                <button type="button" onClick={() => baskets.take(id)}>
                  {t('takeUp', { total: money(totalOf(own)) })} <bdi>{own[0]?.name}</bdi>
                </button>
                <button
                  type="button"
                  aria-label={t('dropHeld', { total: money(totalOf(own)) })}
                  onClick={() => baskets.drop(id)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
