export { cancelRecovery } from './cancel-recovery.ts';
