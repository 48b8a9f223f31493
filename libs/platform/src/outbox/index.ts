export { type Actor, type Context, backgroundContext } from './context.ts';
export { transaction, type TransactionHost, type Tx } from './transaction.ts';
export { publish } from './publish.ts';
export { enqueue, type EnqueueOptions } from './enqueue.ts';
export { createFailPoints, type FailPoints } from './fail-point.ts';
export { type OutboxBacklog, readBacklog } from './backlog.ts';
export { numberEvents, claimJobs, releaseJobs, type ClaimedJob } from './claim.ts';
export {
  failJob,
  finishJob,
  JobSuperseded,
  leaseJob,
  listDeadJobs,
  RENEW_LEASE_MS,
  renewLease,
  retryDeadJob,
  type JobTry,
  type LeasedJob,
} from './job-row.ts';
export { advanceCursor, ensureCursor, readEventsAfter, recordEventFailure, takeEvents } from './cursor.ts';
export { reconcileEpoch, requeueJobs, findOverdueJobs, touchEnqueued } from './recover.ts';
export { createDoorbell, listenToDoorbell, type Doorbell } from './doorbell.ts';
