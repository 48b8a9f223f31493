import { ApiProblem, unwrap } from '@antrean/client';
import { api } from '../antrean.ts';
import type { Kind } from '../offline/offline-queue.ts';
import type { Order } from '../orders/order-data.ts';

/** A step that somebody took. */
export interface Step {
  readonly orderId: number;
  readonly code: string;
  readonly from: 'MENUNGGU' | 'IN_PROGRESS';
  readonly to: 'IN_PROGRESS' | 'READY';
  /** Epoch milliseconds. */
  readonly at: number;
}

export const isSame = (one: Step, other: Step): boolean =>
  one.orderId === other.orderId && one.to === other.to;

/** Answers the order, or null when somebody else had taken the same step. */
export const stepKind: Kind<Step, Order | null> = {
  name: 'kitchen-step',
  is: (what): what is Step =>
    typeof what === 'object' &&
    what !== null &&
    Number.isInteger(Reflect.get(what, 'orderId')) &&
    typeof Reflect.get(what, 'code') === 'string' &&
    typeof Reflect.get(what, 'at') === 'number' &&
    ['MENUNGGU IN_PROGRESS', 'IN_PROGRESS READY'].includes(
      `${Reflect.get(what, 'from')} ${Reflect.get(what, 'to')}`,
    ),
  id: ({ orderId, to }) => `${orderId} ${to}`,
  about: ({ orderId }) => String(orderId),
  send: ({ orderId, to }, key) => {
    const params = { path: { id: orderId } };
    const headers = { 'Idempotency-Key': key };
    return unwrap(api.PATCH('/api/orders/{id}/status', { params, headers, body: { status: to } })).catch(
      (error: unknown) => {
        if (error instanceof ApiProblem && Reflect.get(error.problem, 'currentStatus') === to) return null;
        throw error;
      },
    );
  },
  says: ({ code, to }, t) => t('kitchen.step', { code, status: t(`status.${to}`) }),
  refused: 'dropped',
};
