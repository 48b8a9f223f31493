export { createTestWorkOrder } from './work-order.factory.ts';
