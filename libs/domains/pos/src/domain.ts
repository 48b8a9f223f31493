import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { seedCatalogue } from './catalogue.seed.ts';
import { displayTokens } from './display-token.ts';
import { posEntities } from './index.ts';
import { posMessages } from './messages.ts';
import { ordersToday } from './order-board.ts';
import { lifecycle } from './pos-order.state.ts';
import { permissions, posRoleDefaults } from './pos.policy.ts';
import { posRetention } from './pos.retention.ts';
import { posReports } from './report.ts';

/** Point of sale: catalogue, orders, displays (seed 004). */
export const pos = defineDomain({
  name: 'pos',
  entities: posEntities,
  messages: posMessages,
  actionWords,
  permissions,
  roleDefaults: posRoleDefaults,
  retention: posRetention,
  lifecycles: [lifecycle],
  reports: posReports,
  tokens: displayTokens,
  requests: [ordersToday],
  seedDevelopment: (database) => database.fork().transactional((em) => seedCatalogue(em)),
  http: async () => (await import('./http.ts')).posRoutes,
  realtime: async () => (await import('./realtime.ts')).posRealtime,
});
