export { handleJob, type JobHandler, type JobRun } from './job-handler.ts';
export {
  consumeEvents,
  ConsumerUnavailable,
  forwardEvents,
  type EventConsumer,
  type RepeatableConsumer,
} from './event-consumer.ts';
export type { Patience } from './event-host.ts';
export { defineSchedule, MORE, NOTHING, type Schedule } from './schedule.ts';
export {
  CONCURRENCY,
  startWorkerRuntime,
  type WorkerRuntime,
  type WorkerRuntimeOptions,
} from './worker-runtime.ts';
export { createQueueBoard, type QueueBoard } from './queue-board.ts';
export { UnknownToWorker } from './unknown-message.ts';
export { QUEUE_PREFIX, queueName } from './queue-name.ts';
