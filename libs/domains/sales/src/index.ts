import { PosOrder, PosOrderChange, PosOrderLine } from './pos-order.entity.ts';

export { orderView } from './pos-order.contract.ts';
export { listOrders } from './pos-order.queries.ts';
export { PAYMENT_METHODS } from './pos-order.state.ts';
export { saleRoleDefaults } from './sales.policy.ts';

export const saleEntities = [PosOrder, PosOrderLine, PosOrderChange] as const;
