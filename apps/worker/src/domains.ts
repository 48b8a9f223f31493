import { auditRoleDefaults } from '@antrean/audit';
import { auditMessages } from '@antrean/audit/messages';
import { auditWorker } from '@antrean/audit/worker';
import { identityEntities, identityRoleDefaults, mergeRoleDefaults } from '@antrean/identity';
import { identityMessages } from '@antrean/identity/messages';
import { identityWorker } from '@antrean/identity/worker';
import { mealOrderEntities, mealOrderRoleDefaults } from '@antrean/meal-orders';
import { mealOrderMessages } from '@antrean/meal-orders/messages';
import { mealOrderReports } from '@antrean/meal-orders/report';
import { organizationEntities, organizationRoleDefaults } from '@antrean/organization';
import { organizationMessages } from '@antrean/organization/messages';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { Mailer } from '@antrean/platform/mail';
import type { MessageRegistry } from '@antrean/platform/messages';
import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import type { FileStorage } from '@antrean/platform/storage';
import { reportEntities, reportRoleDefaults } from '@antrean/reports';
import { reportMessages } from '@antrean/reports/messages';
import { reportWorker } from '@antrean/reports/worker';

/** Every table that background work touches. */
export const entities = [...organizationEntities, ...identityEntities, ...mealOrderEntities, ...reportEntities];

/** Everything that may travel. */
export const messages = [
  ...organizationMessages,
  ...identityMessages,
  ...mealOrderMessages,
  ...auditMessages,
  ...reportMessages,
];

/** What the roles may do unless an administrator decided otherwise. */
export const roleDefaults = mergeRoleDefaults(
  organizationRoleDefaults,
  identityRoleDefaults,
  mealOrderRoleDefaults,
  auditRoleDefaults,
  reportRoleDefaults,
);

export interface WorkDependencies {
  database: Database;
  config: Config;
  mailer: Mailer;
  storage: FileStorage;
  registry: MessageRegistry;
}

interface Work {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
}

/** All background work of all domains. */
export function work(dependencies: WorkDependencies): Work {
  const all = [
    identityWorker(dependencies),
    auditWorker(dependencies),
    reportWorker({ ...dependencies, reports: mealOrderReports }),
  ];
  return {
    handlers: all.flatMap(({ handlers }) => handlers),
    consumers: all.flatMap(({ consumers }) => consumers),
    schedules: all.flatMap(({ schedules }) => schedules),
  };
}
