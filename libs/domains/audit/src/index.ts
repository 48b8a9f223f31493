export { auditPermissions, auditRoleDefaults } from './audit.policy.ts';
