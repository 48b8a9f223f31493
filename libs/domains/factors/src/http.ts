import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { factorRoutes as codeRoutes } from './factor.routes.ts';
import { passkeyRoutes } from './passkeys/passkey.routes.ts';

/** What users set up to show besides the password, or instead of it. */
export const factorRoutes = (dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] => [
  ...codeRoutes(dependencies),
  ...passkeyRoutes(dependencies),
];
