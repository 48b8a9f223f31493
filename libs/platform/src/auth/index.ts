export { defineAbilities, definePermissions, type Ability, type Permission } from './permission.ts';
export { createAuthentication, identifyHolder, AUTHENTICATE_SCHEME } from './authentication.ts';
export { createAccessTokenVerifier, type AccessClaims } from './access-claims.ts';
export {
  ACCESS_AUDIENCE,
  OPAQUE_TOKEN,
  readToken,
  TOKEN_ALGORITHM,
  TOKEN_ISSUER,
  verifyToken,
} from './verify-token.ts';
export {
  EVERYWHERE,
  holds,
  isLoggedIn,
  isUnbound,
  joinReach,
  may,
  passOf,
  type DevicePrincipal,
  type DisplayPrincipal,
  type Grants,
  type Pass,
  type Principal,
  type Reach,
  type Scope,
  type SessionPrincipal,
  type SystemPrincipal,
  type TokenHolder,
  type UserPrincipal,
} from './principal.ts';
export type { TokenVerifier } from './token-verifier.ts';
export { mergeRoleDefaults, type RoleDefaults } from './role-defaults.ts';
