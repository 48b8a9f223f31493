import type { Route } from '@antrean/platform/http';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { deadLetterRoutes } from './dead-letter.routes.ts';
import { jobRoutes } from './job.routes.ts';
import { serviceRoutes, type ServiceDependencies } from './service.routes.ts';

/** What whoever runs the system looks at and decides. */
export const operationsRoutes = (
  dependencies: ServiceDependencies & { readonly unitOfWork: UnitOfWork },
): Route[] => [...deadLetterRoutes(dependencies), ...jobRoutes(dependencies), ...serviceRoutes(dependencies)];
