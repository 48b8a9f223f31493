export { definePermissions, type Permission } from './permission.ts';
export { createAuthentication, AUTHENTICATE_SCHEME } from './authentication.ts';
export { createAccessTokenVerifier, type AccessClaims } from './access-claims.ts';
export { ACCESS_AUDIENCE, readToken, TOKEN_ALGORITHM, TOKEN_ISSUER, verifyToken } from './verify-token.ts';
export {
  EVERYWHERE,
  may,
  type DisplayPrincipal,
  type Grants,
  type Principal,
  type Reach,
  type Scope,
  type SystemPrincipal,
  type UserPrincipal,
} from './principal.ts';
export type { AnyTokenVerifier, TokenVerifier } from './token-verifier.ts';
export { mergeRoleDefaults, type RoleDefaults } from './role-defaults.ts';
