import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { STATUSES } from './meal-order.state.ts';

export const REQUEST_TYPES = ['REJECT', 'EDIT'] as const;
export const APPROVAL_STATUSES = ['PENDING', 'APPROVED', 'REJECTED'] as const;

export const MealOrder = defineEntity({
  name: 'MealOrder',
  tableName: 'meal_orders',
  properties: {
    id: p.integer().primary(),
    code: p.text(),
    employeeId: p.integer(),
    departmentId: p.integer(),
    shiftId: p.integer(),
    // Names come with the row, also with one that is locked: a join would lock the department for everybody.
    departmentName: p
      .text()
      .formula((order) => `(select name from departments_v where id = ${order.departmentId})`),
    shiftName: p.text().formula((order) => `(select name from shifts_v where id = ${order.shiftId})`),
    createdBy: p.integer(),
    /** The day for which the meals are wanted. */
    orderDate: p.date(),
    /** The business day of creation. */
    businessDate: p.date(),
    quantity: p.integer(),
    /** As first ordered; no edit changes it. */
    originalQuantity: p.integer(),
    status: p.enum(STATUSES),
    createdAt: p.datetime().defaultRaw('now()'),
    acceptedAt: p.datetime().nullable(),
    readyAt: p.datetime().nullable(),
    pickedUpAt: p.datetime().nullable(),
    completedAt: p.datetime().nullable(),
    /** The latest request for approval, as in {@link MealOrderApproval}. */
    requestType: p.enum(REQUEST_TYPES).nullable(),
    approvalStatus: p.enum(APPROVAL_STATUSES).nullable(),
    kitchenNote: p.text().nullable(),
    adminNote: p.text().nullable(),
    requestedBy: p.integer().nullable(),
    version: p.integer().version(),
    updatedAt: p.datetime().defaultRaw('now()'),
    /** PostgreSQL's clock after the lock was had: stage times come from one clock, whichever process writes them. */
    now: p.datetime().formula('clock_timestamp()').lazy(),
  },
});
export type MealOrder = InferEntity<typeof MealOrder>;

/** A kitchen's request to reject or edit an order, and what became of it. */
export const MealOrderApproval = defineEntity({
  name: 'MealOrderApproval',
  tableName: 'meal_order_approvals',
  properties: {
    id: p.integer().primary(),
    orderId: p.integer(),
    requestType: p.enum(REQUEST_TYPES),
    status: p.enum(APPROVAL_STATUSES),
    requestedBy: p.integer(),
    requesterEmployeeId: p
      .integer()
      .nullable()
      .formula((request) => `(select employee_id from users_v where id = ${request.requestedBy})`),
    requestedAt: p.datetime(),
    previousStatus: p.enum(STATUSES),
    previousQuantity: p.integer(),
    newQuantity: p.integer().nullable(),
    kitchenNote: p.text(),
    decidedBy: p.integer().nullable(),
    decidedAt: p.datetime().nullable(),
    adminNote: p.text().nullable(),
  },
});
export type MealOrderApproval = InferEntity<typeof MealOrderApproval>;
