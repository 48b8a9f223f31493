import { Role, ServedDepartment, UserRole } from './role.entity.ts';
import { OneTimeToken, RefreshToken, Session } from './session.entity.ts';
import { User } from './user.entity.ts';

export { User };
export {
  developmentUsers,
  refuseDevelopmentPasswords,
  seedDevelopment,
  type DevelopmentUser,
} from './development-user.ts';
export { type RoleDefaults, type RoleKey } from './role.catalog.ts';
export { ROLE_WORDS } from './role.words.ts';
export { identityPermissions, identityRoleDefaults } from './identity.policy.ts';
export { ensureRoles } from './ensure-roles.ts';
export { createFirstAdministrator } from './create-first-administrator.ts';
export { findServedDepartmentIds } from './user.queries.ts';
export { sessionTokens } from './session-tokens.ts';
export { verifyAccessToken } from './access-token.ts';
export { identityRetention } from './identity.retention.ts';

export const identityEntities = [
  User,
  Role,
  UserRole,
  ServedDepartment,
  Session,
  RefreshToken,
  OneTimeToken,
] as const;
