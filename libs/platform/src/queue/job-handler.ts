import type { AnyJob, JobDefinition, JsonObject } from '../messages/index.ts';
import type { Logger } from '../observability/index.ts';
import type { NextTry } from '../outbox/index.ts';
import type { Context, Tx } from '../transaction/index.ts';

/** One try at a job. */
export interface JobRun<P> {
  /** The job's uuid; the same in every try. */
  readonly id: string;
  readonly payload: P;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
  readonly context: Context;
  readonly log: Logger;
  /**
   * Aborted when the time is up or the process ends; the job is somebody else's then. Also, within seconds, when the job
   * was replaced or cancelled.
   */
  readonly signal: AbortSignal;
  /**
   * For what cannot be taken back, such as sending a mail and recording that it was sent: the try is not called off
   * before `work` has come to its end, which it must within seconds. @throws when the try has been called off already, or its job replaced or cancelled
   */
  uninterrupted<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Commits the job's effects and its being done, in one transaction. When another try was faster, nothing of
   * `effects` happens. A handler that never calls it has no effects in the database.
   */
  finish<T>(effects: (tx: Tx) => Promise<T>): Promise<T>;
}

/** A try at a job that may come again. */
export interface RepeatableRun<P> extends JobRun<P> {
  /** Commits effects as {@link JobRun.finish} does, and that the same job comes again. */
  again(effects: (tx: Tx) => Promise<NextTry>): Promise<void>;
}

export interface JobHandler {
  readonly job: AnyJob;
  readonly perform: (run: RepeatableRun<JsonObject>) => Promise<void>;
  /** What to do in the transaction that declares the job dead, such as telling who waits for it. */
  readonly onDead?: (tx: Tx, payload: JsonObject, error: string) => Promise<void>;
}

/**
 * Joins a job to its handler. Handlers run at least once: outside effects must be repeatable, and database effects
 * belong into `run.finish`, which happens once.
 */
export function handleJob<P extends JsonObject>(
  job: JobDefinition<P>,
  perform: (run: JobRun<P>) => Promise<void>,
  options: { onDead?: (tx: Tx, payload: P, error: string) => Promise<void> } = {},
): JobHandler {
  const { onDead } = options;
  return {
    job,
    perform: (run) => perform({ ...run, payload: job.schema.parse(run.payload) }),
    ...(onDead ? { onDead: (tx, payload, error) => onDead(tx, job.schema.parse(payload), error) } : {}),
  };
}
