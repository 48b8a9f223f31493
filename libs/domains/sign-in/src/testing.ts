import { accessEntities, accessRoleDefaults } from '@antrean/access';
import { accessRoutes } from '@antrean/access/http';
import { roleEvents } from '@antrean/access/messages';
import { accountEntities, accountRoleDefaults } from '@antrean/accounts';
import { accountRoutes } from '@antrean/accounts/http';
import { userEvents } from '@antrean/accounts/messages';
import { factorRoutes } from '@antrean/factors/http';
import { factorAdded, factorRemoved, factorsReset } from '@antrean/factors/messages';
import { mergeRoleDefaults } from '@antrean/platform/auth';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { sessionEntities } from '@antrean/sessions';
import { sessionRoutes } from '@antrean/sessions/http';
import { sessionEnded } from '@antrean/sessions/messages';
import { signInRoutes } from './http.ts';
import { signInEntities } from './index.ts';
import { signInMessages } from './messages.ts';

export { logIn } from './log-in.ts';
export { hashOneTimeToken, maskIdentifier } from '@antrean/accounts';
export { RESET_PURPOSE } from './one-time-token.ts';
export { credentials } from './sign-in.contract.ts';

/** All that concerns users, for tests that log in by the api. */
export const identityEntities = [
  ...accessEntities,
  ...accountEntities,
  ...sessionEntities,
  ...signInEntities,
] as const;
export const identityMessages = [
  ...signInMessages,
  factorAdded,
  factorRemoved,
  factorsReset,
  sessionEnded,
  ...userEvents,
  ...roleEvents,
];
export const identityRoleDefaults = mergeRoleDefaults(accessRoleDefaults, accountRoleDefaults);
export const identityRoutes = (dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config'>): Route[] => [
  ...signInRoutes(dependencies),
  // No realtime tier is asked.
  ...sessionRoutes({ countSockets: async () => null, ...dependencies }),
  ...factorRoutes(dependencies),
  ...accountRoutes(dependencies),
  ...accessRoutes(dependencies),
];
