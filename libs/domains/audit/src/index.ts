export { auditPermissions, auditRoleDefaults } from './audit.policy.ts';
export { auditRetention } from './audit.retention.ts';
export { readProofStanding, type ProofStanding } from './proof-standing.ts';
