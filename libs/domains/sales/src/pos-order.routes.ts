import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, growingPage, noContent, ok, route, type Reply, type Route } from '@antrean/platform/http';
import { changeStatus } from './change-status.ts';
import { createOrder } from './create-order.ts';
import { deleteOrder } from './delete-order.ts';
import {
  historyView,
  invoiceParams,
  listQuery,
  orderInput,
  orderView,
  pickupQuery,
  pickupView,
  receiptView,
  statusChange,
  toView,
  type OrderRecord,
  type OrderView,
} from './pos-order.contract.ts';
import { listOrders, readHistory, readOrder } from './pos-order.queries.ts';
import { readPickup } from './read-pickup.ts';
import { readReceipt } from './read-receipt.ts';
import { saleProblem } from './sale.problem.ts';
import { permissions } from './sales.policy.ts';
import { updateOrder } from './update-order.ts';

const tag = 'Point of sale';
const conflicts = ['stale_version', 'order_status_conflict'];

/** The wire form has no version, because the event's has none; its ETag tells it. */
const answer = (order: OrderRecord): Reply<OrderView> => ({ body: toView(order), version: order.version });

export const saleRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config'>): Route[] => [
  route({
    method: 'post',
    path: '/api/v1/orders',
    access: permissions.sell,
    summary: 'Sell: create an order',
    description:
      'The answer is the object of the event `new-order`. Send an Idempotency-Key, so that a second tap on "pay" ' +
      'makes no second order. Items of the same product become one.',
    tag,
    body: orderInput,
    response: orderView,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: saleProblem.codes,
    handler: async ({ actor, body, context }) => {
      const order = await createOrder(deps, actor, context, body);
      return { ...created(toView(order), `/api/v1/orders/${order.invoice_number}`), ...answer(order) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/orders',
    access: permissions.read,
    scoped: true,
    summary: 'List the orders, newest first',
    description: `\`data\` has the objects of the event \`new-order\`. ${COUNT_NOTE}`,
    tag,
    query: listQuery,
    response: growingPage(orderView),
    handler: async ({ actor, query }) =>
      ok(await listOrders(deps.database.fork(), query, actor.grants.get(permissions.read)?.outlets ?? [])),
  }),
  // Before /:invoice, which would take it for a number.
  route({
    method: 'get',
    path: '/api/v1/orders/pickup',
    access: { displayed: permissions.read },
    scoped: true,
    summary: 'What customers wait for: orders that are being prepared, and those that are ready',
    tag,
    query: pickupQuery,
    response: pickupView,
    handler: async ({ actor, query: { outlet_id: outlet } }) => {
      const reach = actor.grants.get(permissions.read)?.outlets ?? new Set<number>();
      const all = reach === 'all' ? (outlet === undefined ? ('all' as const) : [outlet]) : [...reach];
      const outlets = all === 'all' ? all : all.filter((id) => outlet === undefined || id === outlet);
      return ok(await readPickup(deps.database.fork(), deps.config, outlets));
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/orders/:invoice',
    access: permissions.read,
    scoped: true,
    summary: 'Read an order',
    tag,
    params: invoiceParams,
    response: orderView,
    handler: async ({ actor, params }) =>
      answer(await readOrder(deps.database.fork(), actor, params.invoice)),
  }),
  route({
    method: 'get',
    path: '/api/v1/orders/:invoice/receipt',
    access: permissions.read,
    scoped: true,
    summary: 'Read what stands on the receipt of an order: its lines one by one, the outlet and who sold it',
    tag,
    params: invoiceParams,
    response: receiptView,
    handler: async ({ actor, params }) => ok(await readReceipt(deps.database.fork(), actor, params.invoice)),
  }),
  route({
    method: 'get',
    path: '/api/v1/orders/:invoice/history',
    access: permissions.read,
    scoped: true,
    summary: 'Read what an order was before each of its changes, oldest first',
    description: 'Also of a deleted order.',
    tag,
    params: invoiceParams,
    response: historyView,
    handler: async ({ actor, params }) => {
      const changes = await readHistory(deps.database.fork(), actor, params.invoice);
      return ok(
        changes.map(({ action, changedAt, changedBy, before }) => ({
          action,
          changed_at: changedAt.toISOString(),
          changed_by: changedBy,
          before: toView(before),
        })),
      );
    },
  }),
  route({
    method: 'patch',
    path: '/api/v1/orders/:invoice/status',
    access: permissions.advance,
    summary: 'Take an order one step further, or cancel it',
    description: 'new → preparing → ready → completed; `cancelled` from new and preparing.',
    tag,
    params: invoiceParams,
    body: statusChange,
    response: orderView,
    versioned: true,
    problems: conflicts,
    handler: async ({ actor, params: { invoice }, body: { status }, context, ifMatch }) =>
      answer(await changeStatus(deps, actor, context, { invoice, status, ifMatch })),
  }),
  route({
    method: 'put',
    path: '/api/v1/orders/:invoice',
    access: permissions.change,
    summary: 'Replace the items, outlet and way of payment of an order that is not being prepared yet',
    description: 'At the prices of now. Number, date and id stay; what it was is kept in the history.',
    tag,
    params: invoiceParams,
    body: orderInput,
    response: orderView,
    versioned: true,
    problems: [...conflicts, ...saleProblem.codes],
    handler: async ({ actor, params: { invoice }, body, context, ifMatch }) =>
      answer(await updateOrder(deps, actor, context, { invoice, input: body, ifMatch })),
  }),
  route({
    method: 'delete',
    path: '/api/v1/orders/:invoice',
    access: permissions.delete,
    summary: 'Delete an order that is not being prepared yet',
    description: 'It leaves lists, screens and sales; its number is not given again and its history is kept.',
    tag,
    params: invoiceParams,
    status: 204,
    versioned: true,
    problems: conflicts,
    handler: async ({ actor, params: { invoice }, context, ifMatch }) => {
      await deleteOrder(deps, actor, context, { invoice, ifMatch });
      return noContent();
    },
  }),
];
