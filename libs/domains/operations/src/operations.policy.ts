import { definePermissions, type Permission } from '@antrean/platform/auth';

export const operationsPermissions = definePermissions('operations', [
  'manage-dead-letters',
  'manage-queues',
  'observe',
  'trace',
]);

/** Which roles may do it unless an administrator says otherwise. */
export const operationsRoleDefaults: { readonly administrator: readonly Permission[] } = {
  administrator: [
    operationsPermissions['manage-dead-letters'],
    operationsPermissions['manage-queues'],
    operationsPermissions.observe,
    operationsPermissions.trace,
  ],
};
