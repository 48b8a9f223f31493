import { Rvm } from './machine.entity.ts';

export {
  abilities as machineAbilities,
  permissions as machinePermissions,
  machineRoleDefaults,
} from './machine.policy.ts';

export const machineEntities = [Rvm] as const;
