export { logIn } from './log-in.ts';
export { hashOneTimeToken, maskIdentifier } from '@antrean/accounts';
export { RESET_PURPOSE } from './one-time-token.ts';
export { credentials } from './sign-in.contract.ts';
export {
  identityEntities,
  identityMessages,
  identityRoleDefaults,
  identityRoutes,
  startIdentityApi,
  type IdentityApi,
} from './identity-api.factory.ts';
