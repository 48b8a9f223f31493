import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { ipBlockPermissions, ipBlockRoleDefaults } from './ip-block.policy.ts';
import { ipBlockProblem } from './ip-block.problem.ts';
import { ipBlockRetention } from './ip-block.retention.ts';
import { ipBlockMessages } from './messages.ts';

/** Network addresses from which nothing is taken (seed 001, gateway). */
export const ipBlocks = defineDomain({
  name: 'ip-blocks',
  messages: ipBlockMessages,
  actionWords,
  permissions: ipBlockPermissions,
  roleDefaults: ipBlockRoleDefaults,
  problems: [ipBlockProblem],
  retention: ipBlockRetention,
  personalData: async () => (await import('./personal-data.ts')).ipBlockData,
  http: async () => (await import('./http.ts')).ipBlockRoutes,
  serving: async () => (await import('./keep-blocks.ts')).keepBlocks,
  realtime: async () => (await import('./realtime.ts')).ipBlockRealtime,
});
