import type { WorkOrderSettings } from './work-order.state.ts';
import type { Config } from '@antrean/platform/config';
import { COUNT_NOTE, type Database } from '@antrean/platform/database';
import { created, ok, growingPage, route, type Route } from '@antrean/platform/http';
import type { UnitOfWork } from '@antrean/platform/transaction';
import type { FileStorage } from '@antrean/platform/files';
import { addProgress, updateStatus } from './record-work.ts';
import { attachmentRoutes } from './attachments/attachment.routes.ts';
import { createWorkOrder } from './create-work-order.ts';
import { listHistory, listProgress } from './trail.queries.ts';
import { updateWorkOrder } from './update-work-order.ts';
import {
  assignedPage,
  assignedQuery,
  board,
  boardQuery,
  change,
  creation,
  historyView,
  listQuery,
  operatorLoads,
  orderParams,
  progressNote,
  progressView,
  split,
  statusUpdate,
  toWire,
  trailQuery,
  workOrderPage,
  workOrderView,
} from './work-order.contract.ts';
import { permissions } from './work-order.policy.ts';
import { splitWorkOrder } from './split-work-order.ts';
import {
  findWorkOrder,
  listAssigned,
  listOperators,
  listWorkOrders,
  readBoard,
} from './work-order.queries.ts';

interface Dependencies {
  unitOfWork: UnitOfWork;
  database: Database;
  storage: FileStorage;
  config: Pick<Config, 'businessZone'>;
  /** How many more pieces than ordered may be made, in percent of the order (OVERPRODUCTION_PERCENT). */
  settings: WorkOrderSettings;
}

const tag = 'Work orders';
const conflicts = ['stale_version', 'work_order_status_conflict', 'work_order_quantity_exceeded'];

/** The endpoints of work orders (seed 002), under /api and at the seed's own root paths (decision 06). */
export const workOrderRoutes = (dependencies: Dependencies): Route[] =>
  ['/api', ''].flatMap((prefix) => [
    ...managerRoutes(dependencies, `${prefix}/workorders`),
    ...orderRoutes(dependencies, `${prefix}/workorders`),
    ...attachmentRoutes(dependencies, prefix),
  ]);

function managerRoutes(deps: Dependencies, path: string): Route[] {
  const { database } = deps;
  return [
    route({
      method: 'post',
      path,
      access: permissions.manage,
      summary: 'Create a work order for an operator',
      tag,
      body: creation,
      response: workOrderView,
      status: 201,
      idempotent: true,
      rateLimit: 'create',
      handler: async ({ actor, body, context }) => {
        const order = await createWorkOrder(deps, actor, context, body);
        return created(order, `${path}/${order.id}`);
      },
    }),
    route({
      method: 'get',
      path,
      access: permissions.manage,
      summary: 'List work orders, newest first',
      description: COUNT_NOTE,
      tag,
      query: listQuery,
      response: workOrderPage,
      handler: async ({ query }) => ok(await listWorkOrders(database.fork(), query)),
    }),
    route({
      method: 'get',
      path: `${path}/board`,
      access: permissions.manage,
      summary: 'The board: orders by status, overdue and pressing ones first',
      description: COUNT_NOTE,
      tag,
      query: boardQuery,
      response: board,
      handler: async ({ query }) => ok(await readBoard(database.fork(), query)),
    }),
    // These two before /:id, which would take them for an id.
    route({
      method: 'get',
      path: `${path}/operators`,
      access: permissions.manage,
      summary: 'Who can be given work orders, and how much everybody has before them',
      description:
        'Whoever has least to do comes first; last, who can be given none any more but still has some.',
      tag,
      response: operatorLoads,
      handler: async () => ok({ data: await listOperators(database.fork()) }),
    }),
    route({
      method: 'get',
      path: `${path}/assigned`,
      access: permissions.work,
      summary: 'List your own work orders: open ones by deadline, then completed ones',
      description: COUNT_NOTE,
      tag,
      query: assignedQuery,
      response: assignedPage,
      handler: async ({ actor, query }) => ok(await listAssigned(database.fork(), actor, query)),
    }),
    route({
      method: 'post',
      path: `${path}/:id/split`,
      access: permissions.manage,
      summary: 'Make some pieces of a work order an order of their own',
      description:
        'Answers with the new order. What is not named is as in the order that is split; what is attached to that belongs ' +
        'to both.',
      tag,
      params: orderParams,
      body: split,
      response: workOrderView,
      status: 201,
      idempotent: true,
      versioned: true,
      rateLimit: 'create',
      problems: ['stale_version', 'work_order_status_conflict', 'work_order_split_refused'],
      handler: async ({ actor, params, body, context, ifMatch }) => {
        const order = await splitWorkOrder(deps, actor, context, { id: params.id, ifMatch, wish: body });
        return created(order, `${path}/${order.id}`);
      },
    }),
    route({
      method: 'put',
      path: `${path}/:id`,
      access: permissions.manage,
      summary: 'Change a work order; what is not named stays',
      description:
        'A completed order is changed only together with, or after, setting another status. Another operator gets ' +
        'the order as it is; both are told.',
      tag,
      params: orderParams,
      body: change,
      response: workOrderView,
      versioned: true,
      problems: conflicts,
      handler: async ({ actor, params, body, context, ifMatch }) =>
        ok(await updateWorkOrder(deps, actor, context, { id: params.id, ifMatch, wish: body })),
    }),
  ];
}

function orderRoutes(deps: Dependencies, path: string): Route[] {
  const { database } = deps;
  return [
    route({
      method: 'get',
      path: `${path}/:id`,
      access: permissions.read,
      summary: 'Read one work order',
      tag,
      params: orderParams,
      response: workOrderView,
      handler: async ({ actor, params }) =>
        ok(toWire(await findWorkOrder(database.fork(), actor, params.id))),
    }),
    route({
      method: 'put',
      path: `${path}/:id/status`,
      access: permissions.record,
      summary: 'Tell how far an order is, and how many pieces were made since the last time',
      description:
        'Quantities add up; the last ordered piece completes the order. Operators go forward only, managers set ' +
        'any status. Send an `Idempotency-Key`, so that a repetition counts nothing twice.',
      tag,
      params: orderParams,
      body: statusUpdate,
      response: workOrderView,
      idempotent: true,
      versioned: true,
      problems: conflicts,
      handler: async ({ actor, params: { id }, body: { status, quantity = 0 }, context, ifMatch }) =>
        ok(await updateStatus(deps, actor, context, { id, status, quantity, ifMatch })),
    }),
    route({
      method: 'post',
      path: `${path}/:id/progress`,
      access: permissions.record,
      summary: 'Write down how the work goes',
      tag,
      params: orderParams,
      body: progressNote,
      response: progressView,
      status: 201,
      idempotent: true,
      handler: async ({ actor, params, body, context }) =>
        created(await addProgress(deps, actor, context, { id: params.id, note: body.note })),
    }),
    route({
      method: 'get',
      path: `${path}/:id/progress`,
      access: permissions.read,
      summary: 'List the notes on an order, newest first',
      tag,
      params: orderParams,
      query: trailQuery,
      response: growingPage(progressView),
      handler: async ({ actor, params, query }) =>
        ok(await listProgress(database.fork(), actor, params.id, query)),
    }),
    route({
      method: 'get',
      path: `${path}/:id/history`,
      access: permissions.read,
      summary: 'List the statuses of an order and the pieces made, oldest first',
      tag,
      params: orderParams,
      query: trailQuery,
      response: growingPage(historyView),
      handler: async ({ actor, params, query }) =>
        ok(await listHistory(database.fork(), actor, params.id, query)),
    }),
  ];
}
