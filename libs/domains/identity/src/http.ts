import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { Route } from '@antrean/platform/http';
import type { TransactionHost } from '@antrean/platform/transaction';
import { authenticationRoutes } from './authentication.routes.ts';
import type { IdentityDependencies } from './identity.dependency.ts';
import { createPasswords } from './password.ts';
import { recoveryRoutes } from './recovery.routes.ts';
import { roleRoutes } from './role.routes.ts';
import { sessionRoutes } from './session.routes.ts';
import { userRoutes } from './user.routes.ts';

export interface IdentityRoutesOptions {
  host: TransactionHost;
  database: Database;
  config: Config;
}

/** Everything about logins, sessions, users and roles. */
export function identityRoutes({ host, config }: IdentityRoutesOptions): Route[] {
  const dependencies: IdentityDependencies = { host, config, passwords: createPasswords(config.bcryptCost) };
  return [
    ...authenticationRoutes(dependencies),
    ...recoveryRoutes(dependencies),
    ...sessionRoutes(dependencies),
    ...userRoutes(dependencies),
    ...roleRoutes(dependencies),
  ];
}
