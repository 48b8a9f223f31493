import { ApiProblem, ifMatch } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toast } from '../toast.tsx';
import { OPERATORS, putWorkOrder, readWorkOrder, workOrderKey, type WorkOrder } from './work-order-data.ts';

type Send = (headers: { 'If-Match': string }) => Promise<WorkOrder>;
type Said = (changed: WorkOrder) => string;

export interface WorkOrderForm {
  /** What whoever fills it in saw when they began. */
  readonly seen: WorkOrder;
  /** The order as it is, when somebody has changed it since. */
  readonly news: WorkOrder | null;
  /** What was sent went by what was seen, and was refused for the news. */
  readonly isRefused: boolean;
  /** @returns what it became; null when somebody has changed the order since @throws what the api or the network says */
  send(change: Send, said: Said): Promise<WorkOrder | null>;
  /** Sends it again, by the news. */
  takeOver(): Promise<WorkOrder | null>;
  /** Goes on by the order as it is. */
  restart(): void;
}

/**
 * A form about a work order that others change meanwhile: it goes by what was seen when it was opened, and nothing that
 * was typed is lost or sent without their change being seen.
 */
export function useWorkOrderForm(order: WorkOrder): WorkOrderForm {
  const queries = useQueryClient();
  const [seen, setSeen] = useState(order);
  const [isRefused, setRefused] = useState(false);
  const last = useRef<{ change: Send; said: Said } | null>(null);
  const read = useQuery({
    queryKey: workOrderKey(order.id),
    queryFn: () => readWorkOrder(order.id),
    initialData: order,
    // Events keep it up to date.
    staleTime: Infinity,
  });
  const now = [order, read.data].reduce(
    (newest, each) => (each.version > newest.version ? each : newest),
    seen,
  );
  const sendBy = async (by: WorkOrder, change: Send, said: Said): Promise<WorkOrder | null> => {
    last.current = { change, said };
    try {
      const changed = await change(ifMatch(by.version));
      setRefused(false);
      putWorkOrder(queries, changed);
      // What is answered may be the other part of one that was split.
      if (changed.id === order.id) setSeen(changed);
      else
        void readWorkOrder(order.id).then(
          (whole) => putWorkOrder(queries, whole),
          () => undefined,
        );
      void queries.invalidateQueries({ queryKey: OPERATORS });
      toast(said(changed));
      return changed;
    } catch (error) {
      if (!(error instanceof ApiProblem) || ![409, 412].includes(error.problem.status)) throw error;
      const fresh = await readWorkOrder(order.id).catch(() => null);
      if (fresh) putWorkOrder(queries, fresh);
      // What it is instead says more than that it was refused.
      if (!fresh || error.problem.status !== 412) throw error;
      setRefused(true);
      return null;
    }
  };
  return {
    seen,
    news: now.version > seen.version ? now : null,
    isRefused,
    send: (change, said) => sendBy(seen, change, said),
    takeOver: async () => last.current && sendBy(now, last.current.change, last.current.said),
    restart: () => {
      setSeen(now);
      setRefused(false);
    },
  };
}
