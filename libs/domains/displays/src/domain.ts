import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { displayTokens } from './display-token.ts';
import { displayRoleDefaults, permissions } from './display.policy.ts';
import { displayRetention } from './display.retention.ts';
import { displayEntities } from './index.ts';
import { displayMessages } from './messages.ts';
import { ordersToday } from './order-board.ts';

/** What screens show: the order feed, and the tokens by which they hear it (seed 004). */
export const displays = defineDomain({
  name: 'displays',
  entities: displayEntities,
  messages: displayMessages,
  actionWords,
  permissions,
  roleDefaults: displayRoleDefaults,
  retention: displayRetention,
  tokens: displayTokens,
  requests: [ordersToday],
  http: async () => (await import('./http.ts')).displayRoutes,
  realtime: async () => (await import('./realtime.ts')).displayRealtime,
});
