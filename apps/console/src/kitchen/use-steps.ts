import { unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { NEXT, putOrder, type Order } from '../orders/order-data.ts';
import { toast } from '../toast.tsx';
import { useOfflineQueue, useWaiting } from '../offline/unsent.tsx';
import { BOARD, DAY } from './kitchen-data.ts';
import { isSame, stepKind, type Step } from './step.ts';

/** As long as the server takes a step back (see `POST /api/orders/{id}/recall`). */
const RECALL_MS = 5 * 60_000;
/** So long a card stays where it was tapped: the second tap of a double one meets the same card, and does nothing. */
const HOLD_MS = 600;
const NONE: readonly Step[] = [];

export interface Steps {
  /** Not sent yet. */
  readonly queued: readonly Step[];
  /** Taken here in the last five minutes, the latest last. */
  readonly recent: readonly Step[];
  /** Orders that were tapped a moment ago, as they were then. */
  readonly held: ReadonlyMap<number, Order>;
  take(order: Order): void;
  /** Takes back a step, the latest when none is named. */
  recall(step?: Step): void;
}

/** @param now epoch milliseconds, which decide what is recent */
export function useSteps(now: number): Steps {
  const t = useTranslations();
  const queries = useQueryClient();
  const queue = useOfflineQueue();
  const queued = useWaiting(stepKind);
  const [taken, setTaken] = useState<readonly Step[]>(NONE);
  const [held, setHeld] = useState<ReadonlyMap<number, Order>>(new Map());
  const forget = (step: Step): void => setTaken((all) => all.filter((each) => !isSame(each, step)));

  useEffect(
    () =>
      queue?.listen(stepKind, {
        done: ({ what: { to } }, order) => {
          if (order) putOrder(queries, order);
          else void queries.invalidateQueries({ queryKey: BOARD });
          if (to === 'READY') void queries.invalidateQueries({ queryKey: DAY });
        },
        refused: ({ what }) => {
          setTaken((all) => all.filter((each) => each.orderId !== what.orderId));
          void queries.invalidateQueries({ queryKey: BOARD });
        },
      }),
    [queue, queries],
  );
  const recent = taken.filter(({ at }) => now - at < RECALL_MS);

  const recallAtServer = async (step: Step): Promise<void> => {
    const params = { path: { id: step.orderId } };
    const order = await unwrap(api.POST('/api/orders/{id}/recall', { params, body: { status: step.from } }));
    putOrder(queries, order);
    void queries.invalidateQueries({ queryKey: DAY });
    toast(t('kitchen.recalled', { code: step.code, status: t(`status.${step.from}`) }));
  };

  return {
    queued: queued.map(({ what }) => what),
    recent,
    held,
    take: (order) => {
      const { id: orderId, kodePesanan: code, statusPesanan: from } = order;
      if ((from !== 'MENUNGGU' && from !== 'IN_PROGRESS') || held.has(orderId)) return;
      const step: Step = { orderId, code, from, to: NEXT[from].to, at: Date.now() };
      if (!queue?.add(stepKind, step)) return;
      setTaken((all) => [...all.filter((each) => !isSame(each, step)), step].slice(-50));
      setHeld((all) => new Map(all).set(orderId, order));
      setTimeout(() => setHeld((all) => new Map([...all].filter(([id]) => id !== orderId))), HOLD_MS);
    },
    recall: (step = recent.at(-1)) => {
      if (!step) return toast(t('kitchen.nothingToRecall'));
      forget(step);
      // What was never sent needs no second request.
      const unsent = queued.find(({ what }) => isSame(what, step));
      if (unsent && queue?.discard(unsent.key)) return;
      recallAtServer(step).catch((error: unknown) => {
        const why = error instanceof Error && 'problem' in error ? error.message : t('problem.unreachable');
        toast(t('kitchen.refused', { code: step.code, why }));
        setTaken((all) => [...all, step]);
      });
    },
  };
}
