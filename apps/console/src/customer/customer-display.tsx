import { unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS } from '../badge.tsx';
import {
  callNumber,
  followProducts,
  followSales,
  PRODUCTS,
  readProducts,
  useSalesFeed,
  type Product,
} from '../counter/counter-data.ts';
import { watchCounter, type Shown } from '../counter/customer-link.ts';
import { RUPIAH } from '../counter/receipt.tsx';
import { useWho } from '../who.tsx';
import './customer.css';

/** How long what was paid stays. */
const SOLD_MS = 15_000;
/** How long a number that is ready stays, whoever hands it over or does not. */
const READY_MS = 10 * 60_000;
const SLIDE_MS = 8_000;
/** Sockets say something every 20 seconds; behind one that has not, numbers may be old. */
const SILENT_MS = 30_000;
const LOOK_MS = 60_000;
const TICK_MS = 1_000;
const MOST_READY = 12;
const MOST_PREPARING = 24;
const PICKUP = ['sales', 'pickup'] as const;

/** What faces the customers of a counter: what they buy, and the numbers that are ready. It has no sound and no names. */
export function CustomerDisplay() {
  const [attempt, setAttempt] = useState(0);
  return <Display key={attempt} again={() => setAttempt(attempt + 1)} />;
}

function Display({ again }: { again: () => void }) {
  const t = useTranslations('counter.customer');
  const { ask } = useWho();
  const queries = useQueryClient();
  const { feed, state } = useSalesFeed();
  const now = useNow();
  const { kind } = state;
  const isLive = kind === 'live' && feed !== null && now - feed.heardAt < SILENT_MS;
  /** What was read before the link was lost is not shown again. */
  const [life, setLife] = useState(0);
  useEffect(() => {
    if (isLive) setLife((before) => before + 1);
  }, [isLive]);
  useEffect(() => {
    if (kind !== 'refused') return undefined;
    void ask();
    const timer = setTimeout(again, POLL_MS);
    return () => clearTimeout(timer);
  }, [kind]);
  const pickup = useQuery({
    queryKey: [...PICKUP, life],
    queryFn: async () => {
      const answer = await unwrap(api.GET('/api/v1/orders/pickup'));
      return { ...answer, offsetMs: Date.parse(answer.now) - Date.now() };
    },
    enabled: isLive && life > 0,
    refetchInterval: LOOK_MS,
  });
  const products = useQuery({ queryKey: PRODUCTS, queryFn: readProducts, refetchInterval: LOOK_MS });
  const [shown, setShown] = useState<Shown>({ is: 'idle' });
  useEffect(() => {
    if (!feed) return undefined;
    let hasCounter = false;
    const ends = [
      followProducts(feed, queries),
      followSales(feed, () => void queries.invalidateQueries({ queryKey: PICKUP })),
      watchCounter((told) => {
        hasCounter = true;
        setShown(told);
      }),
      // A counter on another machine is heard of when it has sold.
      feed.on('new-order', ({ invoice_number: invoice, total_amount: total }) => {
        if (!hasCounter && feed.state.kind === 'live')
          setShown({ is: 'sold', at: Date.now(), total, change: 0, invoice });
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [feed, queries]);

  const isOver = shown.is === 'idle' || (shown.is === 'sold' && now - shown.at >= SOLD_MS);
  const known = isLive && !pickup.isError ? pickup.data : undefined;
  return (
    <div className="customer" data-link={known ? 'live' : 'lost'} data-shows={isOver ? 'idle' : shown.is}>
      <h1 className="unseen">{t('title')}</h1>
      {isOver ? known && <Slide products={products.data ?? []} now={now} /> : <Sale shown={shown} />}
      {known ? (
        <Numbers
          ready={known.orders.filter(
            ({ status, since }) => status === 'ready' && now + known.offsetMs - Date.parse(since) < READY_MS,
          )}
          preparing={known.orders.filter(({ status }) => status === 'preparing')}
        />
      ) : (
        <Clock now={now} />
      )}
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Clock({ now }: { now: number }) {
  return (
    <div className="customer-clock">
      <time>{new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(now)}</time>
    </div>
  );
}

function Sale({ shown }: { shown: Shown }) {
  const t = useTranslations('counter');
  const format = useFormatter();
  const money = (amount: number): string => format.number(amount, RUPIAH);
  if (shown.is === 'idle') return null;
  if (shown.is === 'sold')
    return (
      <section className="customer-left">
        <h2>{t('customer.thanks')}</h2>
        {shown.invoice === null ? (
          <p>{t('customer.numberLater')}</p>
        ) : (
          <p>
            {t('customer.number')} <strong className="customer-own">{callNumber(shown.invoice)}</strong>
          </p>
        )}
        <p className="customer-total">
          <span>{t('total')}</span> {money(shown.total)}
        </p>
        {shown.change > 0 && (
          <p className="customer-total">{t('changeIs', { amount: money(shown.change) })}</p>
        )}
      </section>
    );
  return (
    <section className="customer-left">
      <h2>{t('customer.yourOrder')}</h2>
      <ul>
        {/* The latest are what a customer looks for. */}
        {shown.lines.toReversed().map(({ productId, name, price, quantity }) => (
          <li key={productId}>
            <span>
              {format.number(quantity)} × <bdi>{name}</bdi>
            </span>
            <span>{money(price * quantity)}</span>
          </li>
        ))}
      </ul>
      <p className="customer-total">
        <span>{t('total')}</span> {money(shown.total)}
      </p>
    </section>
  );
}

/** What is sold, a category at a time. */
function Slide({ products, now }: { products: readonly Product[]; now: number }) {
  const t = useTranslations('counter');
  const format = useFormatter();
  const groups = [...Map.groupBy(products, ({ category_name }) => category_name)];
  const [category, own] = groups[Math.floor(now / SLIDE_MS) % Math.max(1, groups.length)] ?? [];
  return (
    <section className="customer-left">
      <h2>{t('customer.welcome')}</h2>
      {own && (
        <>
          <h3>
            <bdi>{category ?? t('products')}</bdi>
          </h3>
          <ul>
            {own.slice(0, 10).map(({ id, name, price }) => (
              <li key={id}>
                <bdi>{name}</bdi>
                <span>{format.number(price, RUPIAH)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface Waiting {
  readonly invoice_number: string;
  readonly since: string;
}

function Numbers({ ready, preparing }: { ready: readonly Waiting[]; preparing: readonly Waiting[] }) {
  const t = useTranslations('counter.customer');
  return (
    <section className="customer-right">
      <h2>{t('ready')}</h2>
      {ready.length === 0 && <p>{t('noneReady')}</p>}
      {/* The latest first: the others have been seen. */}
      <NumberList numbers={ready.toReversed()} most={MOST_READY} name="ready" />
      {preparing.length > 0 && <h2 className="customer-small">{t('preparing')}</h2>}
      <NumberList numbers={preparing} most={MOST_PREPARING} name="preparing" />
    </section>
  );
}

function NumberList({
  numbers,
  most,
  name,
}: {
  numbers: readonly Waiting[];
  most: number;
  name: 'ready' | 'preparing';
}) {
  const t = useTranslations('counter.customer');
  if (numbers.length === 0) return null;
  return (
    <>
      <ol className={`customer-${name}`}>
        {numbers.slice(0, most).map(({ invoice_number: invoice }) => (
          <li key={invoice}>{callNumber(invoice)}</li>
        ))}
      </ol>
      {numbers.length > most && <p>{t('more', { count: numbers.length - most })}</p>}
    </>
  );
}
