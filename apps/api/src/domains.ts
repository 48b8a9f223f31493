import { auditRoutes } from '@antrean/audit/http';
import { reports } from '@antrean/catalog';
import { identityRoutes } from '@antrean/identity/http';
import { mealOrderRoutes } from '@antrean/meal-orders/http';
import { operationsRoutes } from '@antrean/operations/http';
import { organizationRoutes } from '@antrean/organization/http';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { Route } from '@antrean/platform/http';
import type { TransactionHost } from '@antrean/platform/transaction';
import type { Signer } from '@antrean/platform/signing';
import type { FileStorage } from '@antrean/platform/storage';
import { posRoutes } from '@antrean/pos/http';
import { reportRoutes } from '@antrean/reports/http';
import { workOrderRoutes } from '@antrean/work-orders/http';

export interface RouteDependencies {
  host: TransactionHost;
  database: Database;
  /** For downloads of reports. */
  exports: Database;
  config: Config;
  storage: FileStorage;
  signer: Signer;
}

/** Every endpoint of every domain. Where two paths could match, the more literal one comes first. */
export function routes(dependencies: RouteDependencies): Route[] {
  return [
    ...identityRoutes(dependencies),
    ...organizationRoutes(dependencies),
    ...mealOrderRoutes(dependencies),
    ...posRoutes(dependencies),
    ...workOrderRoutes({ ...dependencies, overproductionPercent: dependencies.config.overproductionPercent }),
    ...auditRoutes(dependencies),
    ...operationsRoutes(dependencies),
    ...reportRoutes({ ...dependencies, reports }),
  ];
}
