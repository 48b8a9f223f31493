import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { accountRoutes } from './account.routes.ts';
import { exportRoutes } from './export/export.routes.ts';
import { preferencesRoutes } from './preferences.routes.ts';
import { profileRoutes } from './profile.routes.ts';

/** What people tell of themselves, and what they choose. */
export const peopleRoutes = (
  dependencies: Pick<
    RouteDependencies,
    'unitOfWork' | 'database' | 'config' | 'storage' | 'notifications' | 'personalData'
  >,
): Route[] => [
  ...profileRoutes(dependencies),
  ...preferencesRoutes(dependencies),
  ...accountRoutes(dependencies),
  ...exportRoutes(dependencies),
];
