import {
  WorkOrder,
  WorkOrderAttachment,
  WorkOrderProgress,
  WorkOrderStatusHistory,
} from './work-order.entity.ts';

export { permissions as workOrderPermissions, workOrderRoleDefaults } from './work-order.policy.ts';
export { openWorkOrder } from './open-work-order.ts';
export { workOrderRetention } from './work-order.retention.ts';
export { STATUSES as WORK_ORDER_STATUSES, type Status as WorkOrderStatus } from './work-order.state.ts';

export const workOrderEntities = [
  WorkOrder,
  WorkOrderStatusHistory,
  WorkOrderProgress,
  WorkOrderAttachment,
] as const;
