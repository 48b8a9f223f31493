import { createPasswords, type AccountDependencies } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { recoveryRoutes } from './recovery.routes.ts';
import { loginRoutes } from './login.routes.ts';

/** Logging in, and what is done about a password that is forgotten or known to others. */
export function signInRoutes({ host, config }: Pick<RouteDependencies, 'host' | 'config'>): Route[] {
  const dependencies: AccountDependencies = { host, config, passwords: createPasswords(config.bcryptCost) };
  return [...loginRoutes(dependencies), ...recoveryRoutes(dependencies)];
}
