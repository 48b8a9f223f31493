import { User } from './user.entity.ts';

export { hasPassword, isOwners, loginOf, nameOf, type User } from './user.entity.ts';
export {
  developmentUsers,
  refuseDevelopmentPasswords,
  seedDevelopment,
  type DevelopmentUser,
} from './development-user.ts';
export { addUser } from './create-user.ts';
export { changeLocale, renameUser } from './change-profile.ts';
export { ERASED_NAME } from './erase-user.ts';
export { isPhoneFree, replaceEmail, replacePhone, type OwnPhone } from './replace-address.ts';
export { createFirstAdministrator } from './create-first-administrator.ts';
export { accountPermissions, accountRoleDefaults } from './account.policy.ts';
export { type AccountDependencies } from './account.dependency.ts';
export { maskIdentifier, maskTyped } from './mask-identifier.ts';
export { hashOneTimeToken, oneTimeTokenOf } from './passwords/one-time-secret.ts';
export { createPasswords, NO_PASSWORD, turnOf, type Passwords } from './passwords/password.ts';
export { passwordContext, refuseWeakPassword } from './passwords/refuse-weak-password.ts';
export { assertNotLastSuperAdmin, lockUser, type UserTarget } from './lock-user.ts';
export { giveRoleAt, replaceRoleAt, takeRoleAt } from './placed-role.ts';
export { changeRoles, changeStatus, rolesWanted } from './manage-user.ts';
export {
  refusalOfTemporaryPassword,
  replacePassword,
  useUpTemporaryPassword,
} from './passwords/replace-password.ts';
export {
  emailAddress,
  fullName,
  newPassword,
  phoneNumber,
  profileChange,
  rolesChange,
  userBody,
  type RolesChange,
  type UserBody,
} from './user.contract.ts';
export {
  findAndLockUser,
  findNamed,
  findProvenEmail,
  findUser,
  findUserId,
  findUserIdByEmail,
  readExistingUser,
} from './user.queries.ts';

export const accountEntities = [User] as const;
