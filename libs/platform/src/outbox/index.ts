export { publish } from './publish.ts';
export { cancelJob, enqueue, type EnqueueOptions } from './enqueue.ts';
export { createFailPoints, type FailPoints } from './fail-point.ts';
export { type OutboxBacklog, QUEUE_HEALTH, readBacklog } from './backlog.ts';
export { readLogStanding, type ConsumerStanding, type LogStanding } from './consumer-list.ts';
export {
  findJob,
  sliceJobs,
  UNFINISHED_STATES,
  type JobFilter,
  type JobRecord,
  type UnfinishedState,
} from './job-list.ts';
export {
  numberEvents,
  declareStreams,
  claimJobs,
  nextJobDueInMs,
  releaseJobs,
  type ClaimedJob,
  type NumberedEvents,
} from './claim.ts';
export {
  failJob,
  finishJob,
  JobSuperseded,
  leaseJob,
  RENEW_LEASE_MS,
  renewLease,
  repeatJob,
  returnJob,
  type JobTry,
  type LeasedJob,
  type NextTry,
} from './job-row.ts';
export {
  advanceCursor,
  ensureCursor,
  readStanding,
  readEvents,
  readEventsAfter,
  recordEventFailure,
  takeEvents,
  type ConsumerPlace,
  type CursorStart,
} from './cursor.ts';
export { reconcileEpoch, requeueJobs, findOverdueJobs, touchEnqueued } from './recover.ts';
export { createWakeUp, listenToWakeUps, type WakeUp } from './wake-up.ts';
export {
  countDeadLetters,
  findDeadLetter,
  finishReplay,
  listDeadLetters,
  sliceDeadLetters,
  readDeadLetterPayload,
  retryDeadLetters,
  skipDeadLetter,
  takeReplay,
  type DeadLetter,
  type DeadLetterFilter,
  type DeadLetterKind,
  type RaiseDeadLetter,
  type RaisedDeadLetter,
} from './dead-letter.ts';
export { traceEvents, traceJobs, type TracedEvent, type TracedJob } from './trace.ts';
export { readPromises, type PromiseFigures } from './promises.ts';
