import { User } from './user.entity.ts';

export { nameOf, type User } from './user.entity.ts';
export {
  developmentUsers,
  refuseDevelopmentPasswords,
  seedDevelopment,
  type DevelopmentUser,
} from './development-user.ts';
export { createFirstAdministrator } from './create-first-administrator.ts';
export { accountPermissions, accountRoleDefaults } from './account.policy.ts';
export { type AccountDependencies } from './account.dependency.ts';
export { type Turn } from './fair-turns.ts';
export { createPasswords, turnOf, type Passwords } from './password.ts';
export { passwordContext, refuseWeakPassword } from './refuse-weak-password.ts';
export { lockUser, type UserTarget } from './lock-user.ts';
export { changeStatus } from './manage-user.ts';
export { refusalOfTemporaryPassword, replacePassword, useUpTemporaryPassword } from './replace-password.ts';
export { newPassword, userBody, type UserBody } from './user.contract.ts';
export { findAndLockUser, findUser, findUserId, readExistingUser } from './user.queries.ts';

export const accountEntities = [User] as const;
