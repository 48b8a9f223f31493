import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './work-order.words.ts';
import { attachmentKind } from './attachments/attachment.contract.ts';
import { workOrderEntities } from './index.ts';
import { workOrderMessages } from './messages.ts';
import { workOrderReports } from './report.ts';
import { permissions, workOrderMuted, workOrderRoleDefaults } from './work-order.policy.ts';
import { workOrderProblem } from './work-order.problem.ts';
import { workOrderRetention } from './work-order.retention.ts';
import { workOrderSettings, lifecycle } from './work-order.state.ts';

/** Work orders of a production (seed 002). */
export const workOrders = defineDomain({
  name: 'work-orders',
  entities: workOrderEntities,
  messages: workOrderMessages,
  actionWords,
  permissions,
  roleDefaults: workOrderRoleDefaults,
  muted: workOrderMuted,
  problems: [workOrderProblem, attachmentKind],
  retention: workOrderRetention,
  lifecycles: [lifecycle],
  views: ['work_orders_v'],
  reports: workOrderReports,
  personalData: async () => (await import('./personal-data.ts')).workOrderData,
  trace: async () => (await import('./trace.ts')).workOrderTrace,
  settings: workOrderSettings,
  search: async () => (await import('./search.ts')).workOrderSearch,
  http: async () => (await import('./http.ts')).workOrderRoutes,
  worker: async () => (await import('./worker.ts')).workOrderWorker,
});
