import { createPasswords, type AccountDependencies } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { activityRoutes } from './user-activity.routes.ts';
import { factorRoutes } from './factor.routes.ts';
import { recoveryRoutes } from './passwords/recovery.routes.ts';
import { loginRoutes } from './login.routes.ts';

/** Logging in, and what is done about a password that is forgotten or known to others. */
export function signInRoutes({
  unitOfWork,
  config,
}: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] {
  const dependencies: AccountDependencies = {
    unitOfWork,
    config,
    passwords: createPasswords(config.bcryptCost),
  };
  return [
    ...loginRoutes(dependencies),
    ...factorRoutes(dependencies),
    ...recoveryRoutes(dependencies),
    ...activityRoutes(dependencies),
  ];
}
