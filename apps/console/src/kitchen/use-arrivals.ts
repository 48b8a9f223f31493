import { useEffect, useRef, useState } from 'react';
import { useFeed, useFeedState } from '../badge.tsx';
import type { Order, Status } from '../orders/order-data.ts';
import { isColumn } from './kitchen-data.ts';

/** How long a card that was taken off stays, struck through. */
const GONE_MS = 30_000;

export interface Gone {
  readonly order: Order;
  readonly why: 'rejected' | 'away';
}
export interface Arrivals {
  /** `missed`: it came while the screen was away. */
  readonly fresh: ReadonlyMap<number, 'new' | 'missed'>;
  readonly gone: ReadonlyMap<number, Gone>;
  /** Somebody has seen what is new; what was missed stays marked until they say so. */
  see(what: 'new' | 'all'): void;
}

/**
 * Tells what came to the board and what was taken off it, however that was learnt: by an event, after an absence, or by
 * reading everything anew.
 *
 * @param options.orders as they are known; undefined until they are
 * @param options.concerns whether the screen shows an order
 * @param options.offsetMs between this machine's clock and the server's
 */
export function useArrivals({
  orders,
  concerns,
  offsetMs,
}: {
  orders: readonly Order[] | undefined;
  concerns: (order: Order) => boolean;
  offsetMs: number;
}): Arrivals {
  const feed = useFeed();
  const state = useFeedState();
  const [fresh, setFresh] = useState<Arrivals['fresh']>(new Map());
  const [gone, setGone] = useState<Arrivals['gone']>(new Map());
  const before = useRef<ReadonlyMap<number, Order> | null>(null);
  const everSeen = useRef(new Set<number>());
  /** To which status an order went, of which it is only told that. */
  const went = useRef(new Map<number, Status>());
  const absence = useRef<{ from: number; to: number } | null>(null);

  useEffect(() => {
    if (state.kind === 'away') absence.current = { from: state.since, to: Infinity };
    else if (state.kind === 'live' && absence.current) absence.current.to = Date.now();
  }, [state]);

  useEffect(
    () =>
      feed?.on('order.status.changed', ({ orderId, newStatus }) => {
        if (before.current?.has(orderId)) went.current.set(orderId, newStatus);
      }),
    [feed],
  );

  useEffect(() => {
    if (!orders) return;
    const open = new Map(
      orders.filter((each) => isColumn(each.statusPesanan)).map((each) => [each.id, each]),
    );
    const known = before.current;
    before.current = open;
    const came = [...open.values()].filter(({ id }) => !everSeen.current.has(id));
    for (const id of open.keys()) everSeen.current.add(id);
    if (!known) return;

    const wasMissed = ({ waktuDibuat }: Order): boolean => {
      const at = Date.parse(waktuDibuat) - offsetMs;
      // While it is still away, what is read by REST is seen in time.
      return (
        absence.current !== null &&
        state.kind !== 'away' &&
        at >= absence.current.from &&
        at < absence.current.to
      );
    };
    const ofConcern = came.filter(concerns);
    if (ofConcern.length > 0)
      setFresh(
        (all) =>
          new Map([
            ...all,
            ...ofConcern.map((each) => [each.id, wasMissed(each) ? 'missed' : 'new'] as const),
          ]),
      );

    for (const order of known.values()) {
      if (open.has(order.id)) continue;
      const now = orders.find(({ id }) => id === order.id)?.statusPesanan ?? went.current.get(order.id);
      went.current.delete(order.id);
      // It went on along the line, here or at another screen.
      if (now === 'READY' || now === 'ON_DELIVERY' || now === 'COMPLETE' || !concerns(order)) continue;
      const wasAsked = order.statusPesanan === 'MENUNGGU_PERSETUJUAN' && order.requestType === 'REJECT';
      const why = now === 'DITOLAK' || wasAsked ? 'rejected' : 'away';
      setGone((all) => new Map(all).set(order.id, { order, why }));
      setTimeout(() => setGone((all) => new Map([...all].filter(([id]) => id !== order.id))), GONE_MS);
    }
    // What concerns the screen is looked at when something comes, not when the filter changes.
  }, [orders]);

  return {
    fresh,
    gone,
    see: (what) =>
      setFresh((all) =>
        what === 'all' ? new Map() : new Map([...all].filter(([, each]) => each === 'missed')),
      ),
  };
}
