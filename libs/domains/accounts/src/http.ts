import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import type { AccountDependencies } from './account.dependency.ts';
import { createPasswords } from './passwords/password.ts';
import { profileRoutes } from './profile.routes.ts';
import { userRoutes } from './user.routes.ts';

/** The users, for administrators and for themselves. */
export function accountRoutes({
  unitOfWork,
  config,
}: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] {
  const dependencies: AccountDependencies = {
    unitOfWork,
    config,
    passwords: createPasswords(config.bcryptCost),
  };
  return [...profileRoutes(dependencies), ...userRoutes(dependencies)];
}
