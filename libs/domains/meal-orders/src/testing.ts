export { createTestMealOrder } from './meal-order.factory.ts';
export { insertOrders } from './report.factory.ts';
