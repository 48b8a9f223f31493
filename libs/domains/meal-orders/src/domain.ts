import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { mealOrderEntities } from './index.ts';
import { mealOrderMuted, mealOrderRoleDefaults, permissions } from './meal-order.policy.ts';
import { mealOrderProblem } from './meal-order.problem.ts';
import { mealOrderRetention } from './meal-order.retention.ts';
import { lifecycle } from './meal-order.state.ts';
import { mealOrderMessages } from './messages.ts';
import { mealOrderReports } from './report.ts';

/** Pack-meal orders with approval (seed 003). */
export const mealOrders = defineDomain({
  name: 'meal-orders',
  entities: mealOrderEntities,
  messages: mealOrderMessages,
  actionWords,
  permissions,
  roleDefaults: mealOrderRoleDefaults,
  muted: mealOrderMuted,
  problems: [mealOrderProblem],
  retention: mealOrderRetention,
  lifecycles: [lifecycle],
  views: ['meal_orders_v', 'open_meal_order_requests_v'],
  reports: mealOrderReports,
  personalData: async () => (await import('./personal-data.ts')).mealOrderData,
  trace: async () => (await import('./trace.ts')).mealOrderTrace,
  search: async () => (await import('./search.ts')).mealOrderSearch,
  http: async () => (await import('./http.ts')).mealOrderRoutes,
});
