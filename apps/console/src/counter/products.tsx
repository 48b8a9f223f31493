import { useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useKeys } from '../keys.tsx';
import { findProduct, type Product } from './counter-data.ts';
import { RUPIAH } from './receipt.tsx';
import { MOST_QUANTITY } from './use-baskets.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** What is sold, by category, and a field for a scanner, for numbers and for parts of names. */
export function Products({
  products,
  isPending,
  add,
  pay,
}: {
  products: readonly Product[] | undefined;
  isPending: boolean;
  add: (product: Product, quantity: number) => void;
  pay: () => void;
}) {
  const t = useTranslations('counter');
  const format = useFormatter();
  const entry = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState<string | null>(null);
  const { quantity, text } = readEntry(typed);
  const named = text.toLocaleLowerCase();
  const isName = named !== '' && !/^\d/.test(named);
  const shown = (products ?? []).filter(({ name }) => !isName || name.toLocaleLowerCase().includes(named));
  // A scanner types wherever somebody is.
  useKeys(
    DIGITS.map((digit) => ({
      key: digit,
      says: 'entry',
      run: () => {
        entry.current?.focus();
        setTyped((before) => before + digit);
      },
    })),
  );
  const enter = async (): Promise<void> => {
    const [only, ...others] = isName ? shown : [];
    const found = (await findProduct(text, products ?? [])) ?? (others.length === 0 ? only : undefined);
    if (!found) return setUnknown(text);
    add(found, quantity);
    setTyped('');
    setUnknown(null);
  };
  const groups = Map.groupBy(shown, ({ category_name }) => category_name);
  return (
    <section className="counter-products" aria-labelledby="products-title" aria-busy={isPending}>
      <h2 id="products-title" className="unseen">
        {t('products')}
      </h2>
      <search>
        <label className="field">
          {t('entry')}
          <input
            ref={entry}
            value={typed}
            autoComplete="off"
            enterKeyHint="enter"
            aria-describedby="entry-says"
            onChange={({ target }) => {
              setTyped(target.value);
              setUnknown(null);
            }}
            onKeyDown={(event) => {
              if (event.key === 'F2') {
                event.preventDefault();
                pay();
              } else if (event.key === 'Escape') setTyped('');
              else if (event.key === 'Enter' && text !== '') enter().catch(() => setUnknown(text));
            }}
          />
          <small id="entry-says" role="status">
            {unknown === null ? t('entryHint') : t('notFound', { text: unknown })}
          </small>
        </label>
      </search>
      {products?.length === 0 && <p className="empty">{t('noProducts')}</p>}
      {[...groups].map(([category, own]) => (
        <section key={category ?? ''} aria-labelledby={`category-${own[0]?.category_id ?? 0}`}>
          <h3 id={`category-${own[0]?.category_id ?? 0}`}>
            <bdi>{category ?? t('noCategory')}</bdi>
          </h3>
          <ul className="counter-grid">
            {own.map((product) => (
              <li key={product.id}>
                <button type="button" data-product={product.id} onClick={() => add(product, quantity)}>
                  <bdi>{product.name}</bdi>
                  <span>{format.number(product.price, RUPIAH)}</span>
                  <small>{product.id}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** `3*12` is three of number 12. */
function readEntry(typed: string): { quantity: number; text: string } {
  const [, times, rest] = /^(\d{1,5})[*x×](.*)$/.exec(typed.trim()) ?? [];
  if (times === undefined || rest === undefined) return { quantity: 1, text: typed.trim() };
  return { quantity: Math.min(Math.max(1, Number(times)), MOST_QUANTITY), text: rest.trim() };
}
