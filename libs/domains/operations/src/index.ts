export { operationsPermissions, operationsRoleDefaults } from './operations.policy.ts';
export { raiseDeadLetter } from './jobs/raise-dead-letter.ts';
export { retryDeadLetter, skipDeadLetter } from './jobs/decide-dead-letter.ts';
