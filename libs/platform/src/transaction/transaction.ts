import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/index.ts';
import { problem } from '../problem/index.ts';
import type { Context } from './context.ts';
import { isKeyTaken, rememberAnswer, replayAnswer } from './idempotency.ts';
import { writeOutbox, type OutboxWrites } from './write.ts';

/** An open transaction and the messages that will commit with it. */
export interface Tx {
  readonly em: EntityManager;
  readonly context: Context;
  readonly writes: OutboxWrites;
}

/** Which messages a commit left for the relays. */
export type Committed = 'events' | 'jobs' | 'both';

/** What a process lends to its transactions. */
export interface UnitOfWork {
  readonly database: Database;
  /** Called after a commit that wrote messages; it must not throw and is not waited for. */
  readonly wakeRelay: (committed: Committed) => void;
  /** Test hook: reached after the commit, before the caller learns of it. */
  readonly afterCommit?: () => Promise<void>;
}

/**
 * Runs a use case: its changes and the messages it published or enqueued commit together or not at all.
 *
 * With an idempotency key in the context, a repetition gets the first answer and `work` does not run; for that the
 * result of `work` must be the JSON body of the answer.
 *
 * @throws {CommitOutcomeUnknown} when the connection was lost during COMMIT
 */
export async function transaction<T>(
  unitOfWork: UnitOfWork,
  context: Context,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const writes: OutboxWrites = { events: [], jobs: [] };
  const committing = unitOfWork.database.fork().transactional(async (em) => {
    const tx: Tx = { em, context, writes };
    if (context.idempotency && !context.idempotency.isNew) {
      const replay = await replayAnswer<T>(em, context.idempotency);
      if (replay) return replay.body;
    }
    const value = await work(tx);
    // The ORM's changes go first, so that an outbox row never precedes in id what a lock protected.
    await em.flush();
    await writeOutbox(
      em,
      context,
      writes,
      context.idempotency ? rememberAnswer(context.idempotency, value) : undefined,
    );
    return value;
  });
  const result = await committing.catch((error: unknown) => {
    throw isKeyTaken(error) ? problem('idempotency_key_in_use') : error;
  });
  await unitOfWork.afterCommit?.();
  const committed = committedBy(writes);
  if (committed) unitOfWork.wakeRelay(committed);
  return result;
}

const UNDONE = new Error('a rehearsal is undone');

/**
 * Runs a use case as {@link transaction} does, with its refusals, and undoes it: nothing has changed and nobody is told.
 * For who asks what a change would do; what it locks waits as for the change itself.
 */
export async function rehearse<T>(
  unitOfWork: Pick<UnitOfWork, 'database'>,
  context: Context,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const done: T[] = [];
  await unitOfWork.database
    .fork()
    .transactional(async (em) => {
      done.push(await work({ em, context, writes: { events: [], jobs: [] } }));
      throw UNDONE;
    })
    .catch((error: unknown) => {
      if (error !== UNDONE) throw error;
    });
  const [result] = done;
  if (result === undefined) throw new Error('a rehearsal without a result');
  return result;
}

function committedBy({ events, jobs }: OutboxWrites): Committed | null {
  if (events.length > 0) return jobs.length > 0 ? 'both' : 'events';
  return jobs.length > 0 ? 'jobs' : null;
}
