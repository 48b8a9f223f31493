import { countDeadLetters, publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { z } from 'zod';
import { retryMatching } from '../jobs/decide-dead-letter.ts';
import { retryJob } from '../jobs/decide-job.ts';
import { queueActed } from '../messages.ts';
import { operationsProblem } from '../operations.problem.ts';

/** What the console's page asks a worker to do: a method, and a path behind that of the console. */
export interface BoardCall {
  readonly method: string;
  readonly path: string;
}

/** What somebody wants done: with one job of the queue's list when it names one, by the id of its ticket. */
interface Action {
  readonly kind: 'pause' | 'resume' | 'promote' | 'retry' | 'remove';
  readonly queue: string | null;
  readonly ticket: string | null;
}

/** So many at once; more are told apart by the filter of `POST /api/admin/jobs/retry`. */
const RETRY_AT_ONCE = 1_000;
const uuid = z.uuid();

/** The parts of a path; null for one that is not encoded as paths are. */
function decode(path: string): string[] | null {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** What a call of the page means; null for what the console does not do. */
function readAction({ method, path }: BoardCall): Action | null {
  if (method !== 'PUT') return null;
  const parts = decode(path);
  if (!parts) return null;
  const [api, queues, ...rest] = parts;
  if (api !== 'api' || queues !== 'queues') return null;
  const [queue = '', second = '', third = ''] = rest;
  if (rest.length === 1 && (queue === 'pause' || queue === 'resume'))
    return { kind: queue, queue: null, ticket: null };
  if (rest.length === 2 && (second === 'pause' || second === 'resume' || second === 'promote'))
    return { kind: second, queue, ticket: null };
  if (rest.length !== 3) return null;
  if (third === 'failed' && (second === 'retry' || second === 'clean'))
    return { kind: second === 'retry' ? 'retry' : 'remove', queue, ticket: null };
  if (third === 'retry' || third === 'promote') return { kind: third, queue, ticket: second };
  return third === 'clean' ? { kind: 'remove', queue, ticket: second } : null;
}

/**
 * Does what the page asks, as far as that is for PostgreSQL to do, and puts on record who asked for it.
 * @returns what is left for a worker to do in Redis
 * @throws problem `queue_action_refused` for what the console does not do, `job_not_dead`, `not_found`,
 *   `dead_letters_changed`
 */
export async function prepareAction(
  unitOfWork: UnitOfWork,
  context: Context,
  call: BoardCall,
): Promise<BoardCall> {
  const action = readAction(call);
  if (!action) throw operationsProblem('queue_action_refused');
  const { kind, queue, ticket } = action;
  if (kind === 'retry') {
    await retry(unitOfWork, context, action);
    // A fresh ticket is on its way; the failed one is only in the way.
    return { method: 'PUT', path: call.path.replace(/retry(?=\/failed$|$)/, 'clean') };
  }
  // Before it is done: what nobody could put on record does not happen.
  await transaction(unitOfWork, context, async (tx) => {
    publish(tx, queueActed, { action: kind, queue, job: ticket });
    return null;
  });
  return call;
}

/** In PostgreSQL, where a job dies and comes back: the ticket in Redis would find nothing to do. */
async function retry(unitOfWork: UnitOfWork, context: Context, { queue, ticket }: Action): Promise<void> {
  if (ticket !== null) {
    const uid = uuid.safeParse(ticket.split('.')[0]).data;
    if (uid === undefined) throw operationsProblem('queue_action_refused');
    await retryJob(unitOfWork, context, uid);
    return;
  }
  const filter = { kind: 'job', queue: queue ?? undefined } as const;
  const dead = await countDeadLetters(unitOfWork.database.fork(), { ...filter, state: 'dead' });
  if (dead > RETRY_AT_ONCE) throw operationsProblem('queue_action_refused');
  if (dead > 0) await retryMatching(unitOfWork, context, filter, dead);
}
