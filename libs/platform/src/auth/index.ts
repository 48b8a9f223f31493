export { definePermissions, type Permission } from './permission.ts';
export {
  createAuthentication,
  AUTHENTICATE_SCHEME,
  type AccessClaims,
  type ResolveActor,
} from './authentication.ts';
