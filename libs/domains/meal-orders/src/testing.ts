export { createTestMealOrder } from './meal-order.factory.ts';
export { insertOrders } from './reports/report.factory.ts';
