export { ipBlockRoleDefaults } from './ip-block.policy.ts';
