import { createPasswords } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { phoneRoutes } from './phone.routes.ts';
import { addressRoutes } from './registration.routes.ts';

/** Becoming a user, and being known by another address or number. */
export const registrationRoutes = ({
  unitOfWork,
  config,
}: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] => [
  ...addressRoutes({ unitOfWork, config, passwords: createPasswords(config.bcryptCost) }),
  ...phoneRoutes({ unitOfWork, config }),
];
