import { Rvm } from './machine.entity.ts';

export {
  abilities as machineAbilities,
  permissions as machinePermissions,
  machineRoleDefaults,
} from './machine.policy.ts';
export { ALARM_KINDS, STATUSES as MACHINE_STATUSES } from './machine.state.ts';

export const machineEntities = [Rvm] as const;
