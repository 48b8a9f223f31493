import { ApiProblem, ifMatch } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type HTMLAttributes, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { APPROVALS, orderKey, putOrder, readOrder, type Order } from './order-data.ts';
import { Overlap } from '../overlap.tsx';
import { toast } from '../toast.tsx';

type Send = (headers: { 'If-Match': string }) => Promise<Order>;

export interface OrderForm {
  /** What whoever fills it in saw when they began; before that it is the order as it is. */
  readonly seen: Order;
  /** The order as it is, when somebody has changed it since. */
  readonly news: Order | null;
  /** What was sent went by what was seen, and was refused for the news. */
  readonly isRefused: boolean;
  /**
   * For what stands around the form: from when somebody is in it, what happens to the order is news, until they leave it
   * without having filled anything in.
   */
  watch(isFilledIn: boolean): Pick<HTMLAttributes<HTMLElement>, 'onFocusCapture' | 'onBlurCapture'>;
  /** @returns whether it was done; not when somebody has changed the order since @throws what the api or the network says */
  send(change: Send, said: (order: Order) => string): Promise<boolean>;
  /** Sends it again, by the news. */
  takeOver(): Promise<boolean>;
  end(): void;
}

/** A form about an order that others change meanwhile: nothing that was typed is lost or sent without their change being seen. */
export function useOrderForm(order: Order): OrderForm {
  const queries = useQueryClient();
  const [base, setBase] = useState<Order | null>(null);
  const [refusedFor, setRefusedFor] = useState<Order | null>(null);
  const last = useRef<{ change: Send; said: (order: Order) => string } | null>(null);
  const read = useQuery({
    queryKey: orderKey(order.id),
    queryFn: () => readOrder(order.id),
    // Events keep it up to date; a list may have dropped the order by then.
    enabled: base !== null,
    staleTime: Infinity,
  });
  const now = [order, read.data, refusedFor].reduce<Order>(
    (newest, each) => (each && each.version > newest.version ? each : newest),
    order,
  );
  const seen = base ?? order;
  const end = (): void => {
    setBase(null);
    setRefusedFor(null);
  };
  const sendBy = async (by: Order, change: Send, said: (order: Order) => string): Promise<boolean> => {
    last.current = { change, said };
    setBase(seen);
    try {
      const changed = await change(ifMatch(by.version));
      end();
      putOrder(queries, changed);
      void queries.invalidateQueries({ queryKey: APPROVALS });
      toast(said(changed));
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem) || ![409, 412].includes(error.problem.status)) throw error;
      const fresh = await readOrder(order.id).catch(() => null);
      if (fresh) putOrder(queries, fresh);
      // What it is instead says more than that it was refused.
      if (!fresh || error.problem.status !== 412) throw error;
      setBase(seen);
      setRefusedFor(fresh);
      return false;
    }
  };
  return {
    seen,
    news: base !== null && now.version > base.version ? now : null,
    isRefused: refusedFor !== null,
    watch: (isFilledIn) => ({
      onFocusCapture: () => setBase((before) => before ?? order),
      onBlurCapture: ({ currentTarget, relatedTarget }) => {
        if (!isFilledIn && refusedFor === null && !currentTarget.contains(relatedTarget)) end();
      },
    }),
    send: (change, said) => sendBy(seen, change, said),
    takeOver: async () => last.current !== null && sendBy(now, last.current.change, last.current.said),
    end,
  };
}

/** What somebody else has changed under an open form, beside what is to be sent. */
export function OrderOverlap({
  form,
  mine,
  canTake,
  onDone,
  onDrop,
  onError,
}: {
  form: OrderForm;
  mine: ReactNode;
  /** Whether what was asked still makes sense. */
  canTake: (now: Order) => boolean;
  onDone?: (() => void) | undefined;
  onDrop: () => void;
  onError: (error: unknown) => void;
}) {
  const t = useTranslations();
  const { seen, news, isRefused } = form;
  if (!news) return null;
  const say = (fact: Fact, value: string | null, { statusPesanan }: Order): string =>
    value === null ? '–' : fact === 'status' ? t(`status.${statusPesanan}`) : value;
  return (
    <Overlap
      title={t('overlap.title', { code: seen.kodePesanan })}
      differing={factsOf(seen, news)
        .filter(({ before, after }) => before !== after)
        .map(({ fact, before, after }) => ({
          ...{ name: fact, label: t(`overlap.facts.${fact}`) },
          ...{ before: say(fact, before, seen), after: say(fact, after, news) },
        }))}
      mine={mine}
      explains={t(canTake(news) ? 'overlap.choose' : 'overlap.pointless')}
      isRefused={isRefused}
      takeOver={
        canTake(news)
          ? async () => {
              if (await form.takeOver()) onDone?.();
            }
          : null
      }
      drop={() => {
        form.end();
        onDrop();
      }}
      onError={onError}
    />
  );
}

type Fact = 'status' | 'quantity' | 'kitchenNote' | 'adminNote';

const factsOf = (
  before: Order,
  after: Order,
): { fact: Fact; before: string | null; after: string | null }[] => [
  { fact: 'status', before: before.statusPesanan, after: after.statusPesanan },
  { fact: 'quantity', before: String(before.jumlahPesanan), after: String(after.jumlahPesanan) },
  { fact: 'kitchenNote', before: before.catatanDapur, after: after.catatanDapur },
  { fact: 'adminNote', before: before.catatanAdmin, after: after.catatanAdmin },
];
