import { unwrap, type paths } from '@antrean/client';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Feed, FeedState } from '@antrean/client';
import { api, openFeed } from '../antrean.ts';

export type Product =
  paths['/api/v1/products']['get']['responses'][200]['content']['application/json']['data'][number];
export type SoldOrder =
  paths['/api/v1/orders']['get']['responses'][200]['content']['application/json']['data'][number];
export type Receipt =
  paths['/api/v1/orders/{invoice}/receipt']['get']['responses'][200]['content']['application/json'];

export const PRODUCTS = ['sales', 'products'] as const;
export const RECENT = ['sales', 'recent'] as const;
export const receiptKey = (invoice: string) => ['sales', 'receipt', invoice] as const;

const PAGE = 200;
/** A counter that sells more things finds the others by their barcode. */
const MOST_PAGES = 5;
/** Of a list so long it is not known whether it is all. */
export const MOST_PRODUCTS = PAGE * MOST_PAGES;
const SHOWN_SALES = 20;

/** What is sold now. */
export async function readProducts(): Promise<Product[]> {
  const products: Product[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: NonNullable<paths['/api/v1/products']['get']['parameters']['query']> = {
      limit: PAGE,
      is_active: 'true',
      ...(after === null ? {} : { after }),
    };
    const answer = await unwrap(api.GET('/api/v1/products', { params: { query } }));
    products.push(...answer.data);
    after = answer.next;
    if (after === null) break;
  }
  return products;
}

/** What a scanner read, or somebody typed; null when nothing that is sold has it. */
export async function findProduct(text: string, known: readonly Product[]): Promise<Product | null> {
  const isNumber = /^\d{1,9}$/.test(text);
  const byBarcode = known.find(({ barcode }) => barcode === text);
  const found = byBarcode ?? (isNumber ? known.find(({ id }) => id === Number(text)) : undefined);
  if (found || known.length < MOST_PRODUCTS || !/^[!-~]{4,48}$/.test(text)) return found ?? null;
  const query = { barcode: text, is_active: 'true' };
  const { data } = await unwrap(api.GET('/api/v1/products', { params: { query } }));
  return data[0] ?? null;
}

export const readRecent = async (outletId: number | null): Promise<SoldOrder[]> =>
  (
    await unwrap(
      api.GET('/api/v1/orders', {
        params: { query: { limit: SHOWN_SALES, ...(outletId === null ? {} : { outlet_id: outletId }) } },
      }),
    )
  ).data;

export const readReceipt = (invoice: string): Promise<Receipt> =>
  unwrap(api.GET('/api/v1/orders/{invoice}/receipt', { params: { path: { invoice } } }));

/** The number that a customer is called by: the last part of the invoice's. */
export const callNumber = (invoice: string): string => invoice.split('-').at(-1) ?? invoice;

const TOGETHER_MS = 200;
const CONNECTING: FeedState = { kind: 'connecting' };
const nothing = () => undefined;

/** The feed of sales, for as long as a screen shows it. */
export function useSalesFeed(): { feed: Feed<'/'> | null; state: FeedState } {
  const [feed, setFeed] = useState<Feed<'/'> | null>(null);
  useEffect(() => {
    const opened = openFeed('/');
    setFeed(opened);
    return () => opened.close();
  }, []);
  const state = useSyncExternalStore(
    (watcher) => feed?.onState(watcher) ?? nothing,
    () => feed?.state ?? CONNECTING,
  );
  return { feed, state };
}

/** Reads anew what sales are told of; changes that come together are read together. */
export function followSales(feed: Feed<'/'>, changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed();
    }, TOGETHER_MS);
  };
  const ends = [
    feed.on('new-order', look),
    feed.on('order-updated', look),
    feed.on('order-status', look),
    feed.on('order-deleted', look),
    feed.onGap(look),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/** Prices, names and what is sold out, as it is told. */
export function followProducts(feed: Feed<'/'>, queries: QueryClient): () => void {
  const readAnew = (): void => void queries.invalidateQueries({ queryKey: PRODUCTS });
  const ends = [
    feed.on('product-created', readAnew),
    feed.on('product-updated', ({ id, name, price, is_active }) => {
      const isNew = !queries.getQueryData<Product[]>(PRODUCTS)?.some((each) => each.id === id);
      if (isNew && is_active) return readAnew();
      queries.setQueryData<Product[]>(PRODUCTS, (known) =>
        known?.flatMap((each) =>
          each.id !== id ? each : is_active ? { ...each, name, price, is_active } : [],
        ),
      );
    }),
    feed.onGap(readAnew),
  ];
  return () => {
    for (const end of ends) end();
  };
}
