import { accessEntities, accessRoleDefaults } from '@antrean/access';
import { accessRoutes } from '@antrean/access/http';
import { roleEvents } from '@antrean/access/messages';
import { accountEntities, accountRoleDefaults } from '@antrean/accounts';
import { accountRoutes } from '@antrean/accounts/http';
import { userEvents } from '@antrean/accounts/messages';
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
export { maskIdentifier } from './mask-identifier.ts';
export { hashOneTimeToken, RESET_PURPOSE } from './one-time-token.ts';
export { credentials } from './sign-in.contract.ts';

/** All that concerns users, for tests that log in by the api. */
export const identityEntities = [
  ...accessEntities,
  ...accountEntities,
  ...sessionEntities,
  ...signInEntities,
] as const;
export const identityMessages = [...signInMessages, sessionEnded, ...userEvents, ...roleEvents];
export const identityRoleDefaults = mergeRoleDefaults(accessRoleDefaults, accountRoleDefaults);
export const identityRoutes = (dependencies: Pick<RouteDependencies, 'host' | 'config'>): Route[] => [
  ...signInRoutes(dependencies),
  ...sessionRoutes(dependencies),
  ...accountRoutes(dependencies),
  ...accessRoutes(dependencies),
];
