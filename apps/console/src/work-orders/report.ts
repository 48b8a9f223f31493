import { ApiProblem, unwrap } from '@antrean/client';
import { api } from '../antrean.ts';
import type { Kind } from '../offline/offline-queue.ts';
import type { WorkOrder } from './work-order-data.ts';

const WHATS = ['begun', 'pieces', 'completed', 'note'] as const;

/** What an operator tells of an order, with or without a connection. */
export interface Report {
  readonly orderId: number;
  readonly number: string;
  readonly is: (typeof WHATS)[number];
  /** Pieces made since the last time. */
  readonly quantity: number;
  readonly note: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Answers the order, or null when it is as it was before. */
export const reportKind: Kind<Report, WorkOrder | null> = {
  name: 'work-report',
  is: (what): what is Report =>
    typeof what === 'object' &&
    what !== null &&
    Number.isInteger(Reflect.get(what, 'orderId')) &&
    Number.isInteger(Reflect.get(what, 'quantity')) &&
    typeof Reflect.get(what, 'number') === 'string' &&
    typeof Reflect.get(what, 'note') === 'string' &&
    typeof Reflect.get(what, 'at') === 'number' &&
    WHATS.some((each) => each === Reflect.get(what, 'is')),
  id: ({ orderId, is, at }) => `${orderId} ${is} ${at}`,
  about: ({ orderId }) => String(orderId),
  send: async ({ orderId, is, quantity, note }, key) => {
    const params = { path: { id: orderId } };
    const headers = { 'Idempotency-Key': key };
    if (is === 'note') {
      await unwrap(api.POST('/api/workorders/{id}/progress', { params, headers, body: { note } }));
      return null;
    }
    const status = is === 'completed' ? 'Completed' : 'In Progress';
    return unwrap(
      api.PUT('/api/workorders/{id}/status', { params, headers, body: { status, quantity } }),
    ).catch((error: unknown) => {
      // Somebody else has told the same, and no piece is in it.
      if (
        quantity === 0 &&
        error instanceof ApiProblem &&
        Reflect.get(error.problem, 'currentStatus') === status
      )
        return null;
      throw error;
    });
  },
  says: ({ number, is, quantity, note }, t) => t(`workReport.${is}`, { number, quantity, note }),
  // Pieces are not forgotten because they were refused.
  refused: { keptFor: '/my-work' },
};

/** An order as it will be when what waits is sent. */
export const withReports = (order: WorkOrder, reports: readonly Report[]): WorkOrder =>
  reports
    .filter(({ orderId }) => orderId === order.id)
    .reduce<WorkOrder>((before, { is, quantity }) => {
      if (is === 'note') return before;
      const made = before.completed_quantity + quantity;
      const isDone = is === 'completed' || (quantity > 0 && made >= before.quantity);
      return { ...before, completed_quantity: made, status: isDone ? 'Completed' : 'In Progress' };
    }, order);
