import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { saleEntities } from './index.ts';
import { orderMessages } from './messages.ts';
import { lifecycle } from './pos-order.state.ts';
import { saleProblem } from './sale.problem.ts';
import { salePermissions, saleRoleDefaults } from './sales.policy.ts';
import { saleRetention } from './sales.retention.ts';

/** What was sold: the orders of the point of sale (seed 004). */
export const sales = defineDomain({
  name: 'sales',
  entities: saleEntities,
  messages: orderMessages,
  actionWords,
  permissions: salePermissions,
  roleDefaults: saleRoleDefaults,
  problems: [saleProblem],
  retention: saleRetention,
  views: ['sales_v', 'sale_lines_v'],
  lifecycles: [lifecycle],
  search: async () => (await import('./search.ts')).saleSearch,
  http: async () => (await import('./http.ts')).saleRoutes,
});
