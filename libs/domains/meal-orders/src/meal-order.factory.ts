import { randomUUID } from 'node:crypto';
import type { Database } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createShift } from '@antrean/organization/testing';
import { MealOrder, MealOrderApproval } from './meal-order.entity.ts';
import { lifecycle, stageTimes, type Status } from './meal-order.state.ts';

export interface TestMealOrderDetails {
  status?: Status;
  /** A new shift when absent. */
  shiftId?: number;
  departmentId?: number;
  quantity?: number;
  orderDate?: string;
  /** An open request; the order then waits for approval. */
  pending?: { by: UserPrincipal; newQuantity?: number };
}

/** An order of `owner`'s as it would be had it come to `status` by itself; nobody is told of it. */
export async function createTestMealOrder(
  database: Database,
  owner: UserPrincipal,
  details: TestMealOrderDetails = {},
): Promise<MealOrder> {
  const em = database.fork();
  const { pending, quantity = 10 } = details;
  const departmentId = details.departmentId ?? owner.departmentId;
  if (owner.karyawanId === null || departmentId === null) throw new Error('the owner must be an employee');
  const status = pending ? lifecycle.to('request') : (details.status ?? 'MENUNGGU');
  const requestType = pending?.newQuantity === undefined ? 'REJECT' : 'EDIT';
  const order = em.create(MealOrder, {
    code: `PM-TEST-${randomUUID()}`,
    employeeId: owner.karyawanId,
    departmentId,
    departmentName: '',
    shiftId: details.shiftId ?? (await createShift(database)).id,
    shiftName: '',
    createdBy: owner.userId,
    orderDate: details.orderDate ?? '2025-10-01',
    businessDate: details.orderDate ?? '2025-10-01',
    quantity: pending?.newQuantity ?? quantity,
    originalQuantity: quantity,
    status,
    ...stageTimes(status, {}, new Date()),
    ...(pending && {
      requestType,
      approvalStatus: 'PENDING',
      requestedBy: pending.by.userId,
      kitchenNote: 'Stok habis',
    }),
  });
  await em.flush();
  if (pending) {
    em.create(MealOrderApproval, {
      orderId: order.id,
      requestType,
      status: 'PENDING',
      requestedBy: pending.by.userId,
      requestedAt: new Date(),
      previousStatus: 'MENUNGGU',
      previousQuantity: quantity,
      newQuantity: pending.newQuantity ?? null,
      kitchenNote: 'Stok habis',
    });
    await em.flush();
  }
  return order;
}
