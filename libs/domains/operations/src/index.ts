export { operationsPermissions, operationsRoleDefaults } from './operations.policy.ts';
export { raiseDeadLetter } from './raise-dead-letter.ts';
export { retryDeadLetter, skipDeadLetter } from './decide-dead-letter.ts';
