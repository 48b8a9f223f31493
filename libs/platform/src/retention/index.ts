export { describeRetention, type Retention } from './retention.ts';
export { platformRetention } from './platform-retention.ts';
export { deletionOf, retentionSchedules } from './retention-schedule.ts';
