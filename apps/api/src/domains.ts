import { reports } from '@antrean/catalog';
import { identityRoutes } from '@antrean/identity/http';
import { mealOrderRoutes } from '@antrean/meal-orders/http';
import { organizationRoutes } from '@antrean/organization/http';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { Route } from '@antrean/platform/http';
import type { TransactionHost } from '@antrean/platform/outbox';
import type { FileStorage } from '@antrean/platform/storage';
import { reportRoutes } from '@antrean/reports/http';

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
    ...reportRoutes({ ...dependencies, reports }),
  ];
}
