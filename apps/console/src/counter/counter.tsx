import { ApiProblem, ifMatch, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { toast } from '../toast.tsx';
import { Crash } from '../trouble.tsx';
import { useOfflineQueue, useWaiting } from '../offline/unsent.tsx';
import { useWho } from '../who.tsx';
import { BasketPanel, doubtsOf } from './basket.tsx';
import {
  followProducts,
  followSales,
  PRODUCTS,
  RECENT,
  readProducts,
  readReceipt,
  readRecent,
  useSalesFeed,
  type Receipt,
} from './counter-data.ts';
import { useShowCustomer, type BasketLine, type Shown } from './customer-link.ts';
import { LastSale, useLastSale } from './last-sale.tsx';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { Outlet, useOutlet } from './outlet.tsx';
import { PayDialog } from './pay.tsx';
import { Products } from './products.tsx';
import { ReceiptDialog, type Printed } from './receipt.tsx';
import { Recent, SaleDialog } from './recent.tsx';
import { Refused } from './refused.tsx';
import { bodyOf, changeOf, saleKind, totalOf, type Payment, type Sale } from './sale.ts';
import { useBaskets, type Changing } from './use-baskets.ts';
import './counter.css';

const linesOf = ({ lines }: Receipt): BasketLine[] =>
  lines.map(({ product_id, product, unit_price, quantity }) => ({
    productId: product_id,
    name: product,
    price: unit_price,
    quantity,
  }));

/** Where a cashier sells, by touch, scanner or keyboard. Whatever is paid goes by the offline queue, so it is sold once. */
export function Counter() {
  const t = useTranslations('counter');
  const { who } = useWho();
  const userId = who.kind === 'user' ? who.me.id : 0;
  const cashier = who.kind === 'user' ? who.me.namaLengkap : '';
  const queries = useQueryClient();
  const queue = useOfflineQueue();
  const { feed, state } = useSalesFeed();
  const [outletId, outlet, chooseOutlet, outlets] = useOutlet();
  const baskets = useBaskets(userId);
  const last = useLastSale(userId);
  const waiting = useWaiting(saleKind);
  const [isPaying, setPaying] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const [overlap, setOverlap] = useState<Receipt | null>(null);
  const refetchInterval = state.kind === 'live' ? false : POLL_MS;
  const products = useQuery({ queryKey: PRODUCTS, queryFn: readProducts, refetchInterval });
  const recent = useQuery({
    queryKey: [...RECENT, outletId],
    queryFn: () => readRecent(outletId),
    refetchInterval,
  });
  useEffect(() => {
    if (!feed) return undefined;
    const ends = [
      followProducts(feed, queries),
      followSales(feed, () => void queries.invalidateQueries({ queryKey: RECENT })),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [feed, queries]);

  const { basket } = baskets;
  const doubts = doubtsOf(baskets, products.data);
  const total = totalOf(basket.lines);
  const pay = (): void => {
    if (basket.lines.length > 0 && doubts.size === 0) setPaying(true);
  };
  useKeys([{ key: 'F2', says: 'pay', once: true, run: pay }]);

  const sell = (payment: Payment, received: number | null): void => {
    const sale: Sale = { id: basket.id, lines: basket.lines, outletId, payment, received, at: Date.now() };
    if (!queue?.add(saleKind, sale)) return;
    last.begin(sale);
    baskets.clear();
  };
  const saveChange = async ({ invoice, version }: Changing, payment: Payment): Promise<void> => {
    const params = { path: { invoice } };
    const body = bodyOf({ lines: basket.lines, outletId, payment });
    try {
      await unwrap(api.PUT('/api/v1/orders/{invoice}', { params, headers: ifMatch(version), body }));
    } catch (error) {
      if (error instanceof ApiProblem && [409, 412].includes(error.problem.status)) {
        void products.refetch();
        const now = await readReceipt(invoice);
        if (now.version !== version) setOverlap(now);
      }
      throw error;
    }
    toast(t('changed', { invoice }));
    baskets.clear();
    void queries.invalidateQueries({ queryKey: RECENT });
  };
  const begin = (lines: readonly BasketLine[], changing?: Changing): void => {
    setOverlap(null);
    baskets.begin(lines, changing);
  };
  useShowCustomer(shownOf(basket.lines, last.sale, last.invoice));

  if (products.isError && !products.data)
    return <Crash error={products.error} reset={() => void products.refetch()} />;
  const { changing } = basket;
  return (
    <div className="counter">
      <div className="head">
        <h1>{t('title')}</h1>
        <p />
        <Outlet value={outletId} choose={chooseOutlet} outlets={outlets} />
      </div>
      <Refused toBasket={begin} />
      <div className="counter-columns">
        <Products
          products={products.data}
          isPending={products.isPending}
          add={(product, quantity) => baskets.add(product, quantity)}
          pay={pay}
        />
        <div>
          {overlap && changing && (
            <ChangedMeanwhile
              now={overlap}
              take={() => {
                baskets.rebase(overlap.version);
                setOverlap(null);
                setPaying(true);
              }}
              drop={() => {
                setOverlap(null);
                baskets.clear();
              }}
            />
          )}
          <BasketPanel baskets={baskets} doubts={doubts} pay={pay} />
          <LastSale
            last={last}
            isWaiting={waiting.some(({ what }) => what.id === last.sale?.id)}
            print={(sale) =>
              setPrinted({
                invoice: last.invoice,
                at: new Date(sale.at),
                outlet: outlet?.name ?? null,
                cashier,
                lines: sale.lines,
                total: totalOf(sale.lines),
                payment: sale.payment,
                received: sale.received,
              })
            }
            repeat={(sale) => begin(sale.lines)}
          />
          <Recent orders={recent.data} open={setOpened} />
        </div>
      </div>
      {isPaying && (
        <PayDialog
          total={total}
          initial={changing?.payment ?? 'CASH'}
          submit={t(changing ? 'saveChange' : 'payNow')}
          pay={async (payment, received) =>
            changing ? saveChange(changing, payment) : sell(payment, received)
          }
          close={() => setPaying(false)}
        />
      )}
      {opened !== null && (
        <SaleDialog
          key={opened}
          invoice={opened}
          close={() => setOpened(null)}
          print={setPrinted}
          repeat={(receipt) => begin(linesOf(receipt))}
          change={(receipt) => {
            const { invoice_number: invoice, version, payment_method: payment } = receipt;
            chooseOutlet(receipt.outlet?.id ?? null);
            begin(linesOf(receipt), { invoice, version, payment });
          }}
        />
      )}
      {printed && <ReceiptDialog printed={printed} close={() => setPrinted(null)} />}
    </div>
  );
}

/** What the customer sees: their basket, or what they have just paid. */
function shownOf(lines: readonly BasketLine[], sale: Sale | null, invoice: string | null): Shown {
  if (lines.length > 0) return { is: 'basket', lines, total: totalOf(lines) };
  if (!sale) return { is: 'idle' };
  return { is: 'sold', at: sale.at, total: totalOf(sale.lines), change: changeOf(sale), invoice };
}
