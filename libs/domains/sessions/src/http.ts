import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { previewRoutes } from './preview.routes.ts';
import { sessionRoutes as ownSessionRoutes } from './session.routes.ts';
import { shutOutRoutes } from './shut-out.routes.ts';

/** Sessions: one's own, and for administrators those of others and what changes of rights would do to them. */
export const sessionRoutes = (
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config' | 'countSockets'>,
): Route[] => [
  ...ownSessionRoutes(dependencies),
  ...shutOutRoutes(dependencies),
  ...previewRoutes(dependencies),
];
