import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { machineEntities } from './index.ts';
import { machineRoleDefaults, abilities, permissions } from './machine.policy.ts';
import { machineRetention } from './machine.retention.ts';
import { machineSettings } from './machine.settings.ts';
import { machineProblem } from './machine.problem.ts';
import { machineAlarms } from './alarms/alarm.notification.ts';
import { seedMachines } from './machine.seed.ts';
import { machineMessages } from './messages.ts';

/** Reverse vending machines: which there are, how each is, and who looks after it (seed 000). */
export const machines = defineDomain({
  name: 'machines',
  entities: machineEntities,
  messages: machineMessages,
  actionWords,
  notifications: [machineAlarms],
  problems: [machineProblem],
  permissions,
  abilities,
  roleDefaults: machineRoleDefaults,
  retention: machineRetention,
  views: ['machines_v', 'open_machine_alarms_v'],
  settings: machineSettings,
  seedDevelopment: (database) => database.fork().transactional((em) => seedMachines(em)),
  personalData: async () => (await import('./personal-data.ts')).machineData,
  search: async () => (await import('./search.ts')).machineSearch,
  http: async () => (await import('./http.ts')).machineRoutes,
  worker: async () => (await import('./worker.ts')).machineWorker,
  serving: async () => (await import('./reports/listening.ts')).listenToMachines,
});
