import { auditRoutes } from '@antrean/audit/http';
import { auditMessages } from '@antrean/audit/messages';
import { identityEntities } from '@antrean/identity';
import { identityRoutes } from '@antrean/identity/http';
import { identityMessages } from '@antrean/identity/messages';
import { mealOrderEntities } from '@antrean/meal-orders';
import { mealOrderRoutes } from '@antrean/meal-orders/http';
import { mealOrderMessages } from '@antrean/meal-orders/messages';
import { mealOrderReports } from '@antrean/meal-orders/report';
import { organizationEntities } from '@antrean/organization';
import { organizationRoutes } from '@antrean/organization/http';
import { organizationMessages } from '@antrean/organization/messages';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { Route } from '@antrean/platform/http';
import type { TransactionHost } from '@antrean/platform/outbox';
import type { FileStorage } from '@antrean/platform/storage';
import { reportEntities } from '@antrean/reports';
import { reportRoutes } from '@antrean/reports/http';
import { reportMessages } from '@antrean/reports/messages';

export const entities = [...organizationEntities, ...identityEntities, ...mealOrderEntities, ...reportEntities];

export const messages = [
  ...organizationMessages,
  ...identityMessages,
  ...mealOrderMessages,
  ...auditMessages,
  ...reportMessages,
];

export interface RouteDependencies {
  host: TransactionHost;
  database: Database;
  config: Config;
  storage: FileStorage;
}

/** Every endpoint of every domain. Where two paths could match, the more literal one comes first. */
export function routes(dependencies: RouteDependencies): Route[] {
  return [
    ...identityRoutes(dependencies),
    ...organizationRoutes(dependencies),
    ...mealOrderRoutes(dependencies),
    ...auditRoutes(dependencies),
    ...reportRoutes({ ...dependencies, reports: mealOrderReports }),
  ];
}
