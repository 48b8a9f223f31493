import { randomUUID } from 'node:crypto';
import type { Database } from '@antrean/platform/database';
import type { UserPrincipal } from '@antrean/platform/auth';
import { WorkOrder, WorkOrderStatusHistory } from './work-order.entity.ts';
import type { Priority, Status } from './work-order.state.ts';

export interface TestWorkOrderDetails {
  status?: Status;
  quantity?: number;
  /** Pieces made so far. */
  made?: number;
  priority?: Priority;
  productName?: string;
  /** Tomorrow when absent. */
  deadline?: Date;
  businessDate?: string;
  createdAt?: Date;
  completedAt?: Date;
}

const DAY_MS = 86_400_000;

/** An order as it would be had its operator brought it to `status` in one step; nobody is told of it. */
export async function createTestWorkOrder(
  database: Database,
  operator: Pick<UserPrincipal, 'userId'>,
  details: TestWorkOrderDetails = {},
): Promise<WorkOrder> {
  const em = database.fork();
  const { status = 'Pending', made = 0, createdAt = new Date() } = details;
  const order = em.create(WorkOrder, {
    number: `WO-TEST-${randomUUID()}`,
    productName: details.productName ?? 'Kursi',
    quantity: details.quantity ?? 10,
    completedQuantity: made,
    deadline: details.deadline ?? new Date(Date.now() + DAY_MS),
    priority: details.priority ?? 'normal',
    operatorId: operator.userId,
    operatorName: '',
    status,
    createdBy: operator.userId,
    businessDate: details.businessDate ?? '2025-10-01',
    createdAt,
    completedAt: status === 'Completed' ? (details.completedAt ?? new Date()) : null,
  });
  await em.flush();
  if (status !== 'Pending') {
    em.create(WorkOrderStatusHistory, {
      workOrderId: order.id,
      previousStatus: 'Pending',
      status,
      quantity: made,
      operatorId: operator.userId,
      changedBy: operator.userId,
      changedAt: details.completedAt ?? createdAt,
    });
    await em.flush();
  }
  return order;
}
