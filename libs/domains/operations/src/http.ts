import type { Route } from '@antrean/platform/http';
import type { UnitOfWork } from '@antrean/platform/transaction';
import type { Config } from '@antrean/platform/config';
import { consoleRoutes } from './console.routes.ts';
import { deadLetterRoutes } from './dead-letter.routes.ts';
import { jobRoutes } from './job.routes.ts';
import { serviceRoutes, type ServiceDependencies } from './service.routes.ts';

/** What whoever runs the system looks at and decides. */
export const operationsRoutes = (
  dependencies: ServiceDependencies & { readonly unitOfWork: UnitOfWork; readonly config: Config },
): Route[] => [
  ...deadLetterRoutes(dependencies),
  ...jobRoutes(dependencies),
  ...consoleRoutes(dependencies),
  ...serviceRoutes(dependencies),
];
