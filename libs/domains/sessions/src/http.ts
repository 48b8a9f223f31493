import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { sessionRoutes as ownSessionRoutes } from './session.routes.ts';
import { shutOutRoutes } from './shut-out.routes.ts';

/** Sessions: one's own, and those of others for administrators. */
export const sessionRoutes = (dependencies: Pick<RouteDependencies, 'host' | 'config'>): Route[] => [
  ...ownSessionRoutes(dependencies),
  ...shutOutRoutes(dependencies),
];
