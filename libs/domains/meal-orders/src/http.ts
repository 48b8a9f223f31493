import type { Config } from '@antrean/platform/config';
import { COUNT_NOTE, type Database } from '@antrean/platform/database';
import { created, growingPage, ok, route, type Route } from '@antrean/platform/http';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { changeStatus } from './change-status.ts';
import { createMealOrder } from './create-meal-order.ts';
import { decideApproval } from './decide-approval.ts';
import { kitchenDay, readKitchenDay } from './kitchen-day.ts';
import {
  creation,
  decision,
  editRequest,
  listQuery,
  mealOrderView,
  orderParams,
  pendingQuery,
  recall,
  rejectionRequest,
  statusChange,
} from './meal-order.contract.ts';
import { permissions } from './meal-order.policy.ts';
import { listMealOrders, listPendingApprovals, readMealOrder } from './meal-order.queries.ts';
import { recallStep } from './recall-step.ts';
import { requestApproval } from './request-approval.ts';

const tag = 'Meal orders';
const conflicts = ['stale_version', 'order_status_conflict'];

/** The endpoints of meal orders (seed 003). */
export function mealOrderRoutes(deps: {
  unitOfWork: UnitOfWork;
  database: Database;
  config: Pick<Config, 'businessZone'>;
}): Route[] {
  const { database } = deps;
  return [
    route({
      method: 'post',
      path: '/api/orders',
      access: permissions.create,
      summary: 'Place an order',
      tag,
      body: creation,
      response: mealOrderView,
      status: 201,
      idempotent: true,
      rateLimit: 'create',
      problems: ['employee_record_required', 'department_inactive'],
      handler: async ({ actor, body, context }) => {
        const order = await createMealOrder(deps, actor, context, body);
        return created(order, `/api/orders/${order.id}`);
      },
    }),
    route({
      method: 'get',
      path: '/api/orders',
      access: { displayed: permissions.read },
      scoped: true,
      summary: 'List the orders that concern you, newest first',
      description:
        'Employees get their own orders, the kitchen and delivery those that they have to do with now, in the ' +
        'departments that they serve, administrators all. Filters only narrow that. ' +
        COUNT_NOTE,
      tag,
      query: listQuery,
      response: growingPage(mealOrderView),
      handler: async ({ actor, query }) => ok(await listMealOrders(database.fork(), actor, query)),
    }),
    // Before /:id, which would take it for an id.
    route({
      method: 'get',
      path: '/api/orders/pending-approvals',
      access: permissions.approve,
      summary: 'List the orders whose request waits for a decision',
      tag,
      query: pendingQuery,
      response: growingPage(mealOrderView),
      handler: async ({ actor, query }) => ok(await listPendingApprovals(database.fork(), actor, query)),
    }),
    route({
      method: 'get',
      path: '/api/orders/kitchen-day',
      access: { displayed: permissions.prepare },
      scoped: true,
      summary: 'What the kitchen has finished today, and how long it took on average',
      tag,
      response: kitchenDay,
      handler: async ({ actor }) => ok(await readKitchenDay(deps, actor)),
    }),
    route({
      method: 'get',
      path: '/api/orders/:id',
      access: { displayed: permissions.read },
      scoped: true,
      summary: 'Read one order',
      tag,
      params: orderParams,
      response: mealOrderView,
      handler: async ({ actor, params }) => ok(await readMealOrder(database.fork(), actor, params.id)),
    }),
    route({
      method: 'patch',
      path: '/api/orders/:id/status',
      access: permissions.advance,
      scoped: true,
      summary: 'Take an order one step further; administrators set any status',
      tag,
      params: orderParams,
      body: statusChange,
      response: mealOrderView,
      versioned: true,
      idempotent: true,
      problems: conflicts,
      handler: async ({ actor, params, body, context, ifMatch }) =>
        ok(await changeStatus(deps, actor, context, { id: params.id, status: body.status, ifMatch })),
    }),
    route({
      method: 'post',
      path: '/api/orders/:id/recall',
      access: permissions.prepare,
      scoped: true,
      summary: "Take back the kitchen's last step within five minutes; `status` is where the order is then",
      tag,
      params: orderParams,
      body: recall,
      response: mealOrderView,
      versioned: true,
      problems: [...conflicts, 'step_too_old'],
      handler: async ({ actor, params, body, context, ifMatch }) =>
        ok(await recallStep(deps, actor, context, { id: params.id, status: body.status, ifMatch })),
    }),
    route({
      method: 'post',
      path: '/api/orders/:id/request-rejection',
      access: permissions['request-approval'],
      scoped: true,
      summary: 'Ask an administrator to reject an order',
      tag,
      params: orderParams,
      body: rejectionRequest,
      response: mealOrderView,
      versioned: true,
      problems: conflicts,
      handler: async ({ actor, params, body, context, ifMatch }) =>
        ok(
          await requestApproval(deps, actor, context, {
            id: params.id,
            newQuantity: null,
            kitchenNote: body.catatanDapur,
            ifMatch,
          }),
        ),
    }),
    route({
      method: 'post',
      path: '/api/orders/:id/request-edit',
      access: permissions['request-approval'],
      scoped: true,
      summary: 'Ask an administrator to change the quantity of an order',
      tag,
      params: orderParams,
      body: editRequest,
      response: mealOrderView,
      versioned: true,
      problems: conflicts,
      handler: async ({ actor, params, body, context, ifMatch }) =>
        ok(
          await requestApproval(deps, actor, context, {
            id: params.id,
            newQuantity: body.jumlahPesananBaru,
            kitchenNote: body.catatanDapur,
            ifMatch,
          }),
        ),
    }),
    route({
      method: 'post',
      path: '/api/orders/:id/approve-reject',
      access: permissions.approve,
      summary: "Decide on the kitchen's request",
      tag,
      params: orderParams,
      body: decision,
      response: mealOrderView,
      versioned: true,
      problems: ['stale_version', 'no_pending_request'],
      handler: async ({ actor, params, body, context, ifMatch }) =>
        ok(
          await decideApproval(deps, actor, context, {
            id: params.id,
            decision: body.decision,
            adminNote: body.catatanAdmin || null,
            ifMatch,
          }),
        ),
    }),
  ];
}
