import { findDeadLetter, findJob, type JobRecord } from '@antrean/platform/outbox';
import { problem, type Problem } from '@antrean/platform/problem';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { retryLetter, skipLetter } from './decide-dead-letter.ts';
import { operationsProblem } from '../operations.problem.ts';

/** Gives a dead job a fresh set of tries. @throws problem `not_found`, `job_not_dead` with the state that it is in */
export async function retryJob(unitOfWork: UnitOfWork, context: Context, uuid: string): Promise<JobRecord> {
  return transaction(unitOfWork, context, async (tx) => {
    const letter = await findDeadLetter(tx.em, `job:${uuid}`);
    if (!letter || !(await retryLetter(tx, letter))) throw await notDead(tx, uuid);
    return recordOf(tx, uuid);
  });
}

/** Ends a dead job without effect. @throws problem `not_found`, `job_not_dead` with the state that it is in */
export async function skipJob(
  unitOfWork: UnitOfWork,
  context: Context,
  uuid: string,
  reason: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const letter = await findDeadLetter(tx.em, `job:${uuid}`);
    if (!letter || !(await skipLetter(tx, letter, reason))) throw await notDead(tx, uuid);
    return null;
  });
}

async function recordOf({ em }: Tx, uuid: string): Promise<JobRecord> {
  const job = await findJob(em, uuid);
  if (!job) throw problem('not_found');
  const { payload: _, ...record } = job;
  return record;
}

const notDead = async (tx: Tx, uuid: string): Promise<Problem> => {
  const { state } = await recordOf(tx, uuid);
  return operationsProblem('job_not_dead', { parameters: { state } });
};
