import { newKey } from '@antrean/client';
import { useEffect, useState } from 'react';
import { keep, readKept } from '../settings.ts';
import type { Product } from './counter-data.ts';
import type { BasketLine } from './customer-link.ts';
import { areLines, type Payment } from './sale.ts';

/** An order that is changed, as it was when somebody began. */
export interface Changing {
  readonly invoice: string;
  readonly version: number;
  readonly payment: Payment;
}

export interface Basket {
  readonly id: string;
  readonly lines: readonly BasketLine[];
  readonly changing: Changing | null;
}

export interface Baskets {
  readonly basket: Basket;
  /** Put aside for customers who come back, the oldest first. */
  readonly held: readonly Basket[];
  add(product: Pick<Product, 'id' | 'name' | 'price'>, quantity: number): void;
  /** None takes the line out. */
  setQuantity(productId: number, quantity: number): void;
  /** The customer was told the price of now. */
  setPrice(productId: number, price: number): void;
  /** The change goes by what the order is now. */
  rebase(version: number): void;
  /** Puts this one aside, if there is something in it, and begins with these lines. */
  begin(lines: readonly BasketLine[], changing?: Changing): void;
  hold(): void;
  /** Takes one up again; what is in the basket is put aside. */
  take(id: string): void;
  drop(id: string): void;
  clear(): void;
}

const MOST_HELD = 50;
export const MOST_QUANTITY = 10_000;
export const MOST_LINES = 100;

const newBasket = (lines: readonly BasketLine[] = [], changing: Changing | null = null): Basket => ({
  id: newKey(),
  lines,
  changing,
});

/** What a cashier has in hand and put aside, kept in this browser: a page that is loaded again goes on with it. */
export function useBaskets(userId: number): Baskets {
  const name = `antrean.baskets.${userId}`;
  const [all, setAll] = useState<All>(() => readBaskets(readKept(name)) ?? { basket: newBasket(), held: [] });
  useEffect(() => keep(name, JSON.stringify(all)), [name, all]);
  const setLines = (how: (lines: readonly BasketLine[]) => readonly BasketLine[]): void =>
    setAll(({ basket, held }) => ({ basket: { ...basket, lines: how(basket.lines) }, held }));
  const setLine = (productId: number, how: (line: BasketLine) => BasketLine): void =>
    setLines((lines) => lines.map((line) => (line.productId === productId ? how(line) : line)));
  return {
    ...all,
    add: ({ id: productId, name: called, price }, quantity) =>
      setLines((lines) => {
        const known = lines.find((line) => line.productId === productId);
        if (!known && lines.length >= MOST_LINES) return lines;
        if (!known) return [...lines, { productId, name: called, price, quantity }];
        const more = { ...known, quantity: Math.min(known.quantity + quantity, MOST_QUANTITY) };
        return lines.map((line) => (line === known ? more : line));
      }),
    setQuantity: (productId, quantity) => {
      if (quantity < 1) setLines((lines) => lines.filter((line) => line.productId !== productId));
      else setLine(productId, (line) => ({ ...line, quantity: Math.min(quantity, MOST_QUANTITY) }));
    },
    setPrice: (productId, price) => setLine(productId, (line) => ({ ...line, price })),
    rebase: (version) =>
      setAll(({ basket, held }) => {
        const { changing } = basket;
        return { basket: { ...basket, changing: changing && { ...changing, version } }, held };
      }),
    begin: (lines, changing) =>
      setAll((before) => ({ basket: newBasket(lines, changing ?? null), held: putAside(before) })),
    hold: () => setAll((before) => ({ basket: newBasket(), held: putAside(before) })),
    take: (id) =>
      setAll((before) => {
        const taken = before.held.find((each) => each.id === id);
        if (!taken) return before;
        return { basket: taken, held: putAside(before).filter((each) => each.id !== id) };
      }),
    drop: (id) => setAll(({ basket, held }) => ({ basket, held: held.filter((each) => each.id !== id) })),
    clear: () => setAll(({ held }) => ({ basket: newBasket(), held })),
  };
}

type All = Pick<Baskets, 'basket' | 'held'>;

/** With what is in the basket; a change that was begun is forgotten, the order is as it was. */
const putAside = ({ basket, held }: All): readonly Basket[] =>
  basket.lines.length === 0 || basket.changing ? held : [...held, basket].slice(-MOST_HELD);

const isBasket = (value: unknown): value is Basket =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'id') === 'string' &&
  // A change goes by what the order was: it is begun anew.
  Reflect.get(value, 'changing') === null &&
  areLines(Reflect.get(value, 'lines'));

function readBaskets(text: string | null): All | null {
  try {
    const read: unknown = JSON.parse(text ?? 'null');
    if (typeof read !== 'object' || read === null) return null;
    const basket: unknown = Reflect.get(read, 'basket');
    const held: unknown = Reflect.get(read, 'held');
    return {
      basket: isBasket(basket) ? basket : newBasket(),
      held: Array.isArray(held) ? held.filter(isBasket) : [],
    };
  } catch {
    return null;
  }
}
