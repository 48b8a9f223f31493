import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { clientErrorRoutes } from './client-error.routes.ts';
import { consoleRoutes } from './queue-console/console.routes.ts';
import { deadLetterRoutes } from './jobs/dead-letter.routes.ts';
import { invariantRoutes } from './invariant.routes.ts';
import { jobRoutes } from './jobs/job.routes.ts';
import { serviceRoutes } from './service.routes.ts';
import { traceRoutes } from './trace.routes.ts';

/** What whoever runs the system looks at and decides. */
export const operationsRoutes = (
  dependencies: Pick<
    RouteDependencies,
    'metrics' | 'unitOfWork' | 'database' | 'config' | 'signer' | 'services' | 'breakers' | 'traceSources'
  >,
): Route[] => [
  ...deadLetterRoutes(dependencies),
  ...jobRoutes(dependencies),
  ...consoleRoutes(dependencies),
  ...serviceRoutes(dependencies),
  ...invariantRoutes(dependencies),
  ...traceRoutes(dependencies),
  ...clientErrorRoutes(dependencies),
];
