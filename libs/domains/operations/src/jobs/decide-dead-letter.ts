import { problem } from '@antrean/platform/problem';
import {
  countDeadLetters,
  findDeadLetter,
  listDeadLetters,
  publish,
  retryDeadLetters,
  skipDeadLetter as endDeadLetter,
  type DeadLetter,
  type DeadLetterFilter,
} from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { deadLetterRetried, deadLetterSkipped } from '../messages.ts';
import { operationsProblem } from '../operations.problem.ts';

const told = ({ id, kind, name, consumer, queue }: DeadLetter) => ({
  ...{ id, kind, name },
  where: consumer ?? queue ?? '',
});

/** Has a dead letter tried again, and tells it. Returns false when it was not dead any more. */
export async function retryLetter(tx: Tx, letter: DeadLetter): Promise<boolean> {
  if ((await retryDeadLetters(tx.em, [letter])) === 0) return false;
  publish(tx, deadLetterRetried, told(letter));
  return true;
}

/** Ends a dead letter without effect, and tells it. Returns false when there was nothing to end. */
export async function skipLetter(tx: Tx, letter: DeadLetter, reason: string): Promise<boolean> {
  if (!(await endDeadLetter(tx.em, letter, reason))) return false;
  publish(tx, deadLetterSkipped, { ...told(letter), reason });
  return true;
}

/**
 * Has one dead letter tried again: an event by the consumer that refused it, late; a job with a fresh set of tries.
 * Asking again changes nothing and is not told again.
 * @throws problem `not_found` when there is nothing that is dead or waits
 */
export async function retryDeadLetter(
  unitOfWork: UnitOfWork,
  context: Context,
  id: string,
): Promise<DeadLetter> {
  return transaction(unitOfWork, context, async (tx) => {
    const letter = await findDeadLetter(tx.em, id);
    if (!letter) throw problem('not_found');
    if (await retryLetter(tx, letter)) return { ...letter, state: 'retrying' };
    // Nothing was dead, perhaps because somebody else asked at the same time.
    const present = await findDeadLetter(tx.em, id);
    if (!present) throw problem('not_found');
    return present;
  });
}

/** All that are dead and fit the filter, if they are as many as expected. @throws problem `dead_letters_changed` */
export async function retryMatching(
  unitOfWork: UnitOfWork,
  context: Context,
  filter: DeadLetterFilter,
  expected: number,
): Promise<{ retried: number }> {
  return transaction(unitOfWork, context, async (tx) => {
    const dead: DeadLetterFilter = { ...filter, state: 'dead' };
    const found = await countDeadLetters(tx.em, dead);
    const changed = operationsProblem('dead_letters_changed', { parameters: { found, expected } });
    if (found !== expected) throw changed;
    const letters = await listDeadLetters(tx.em, dead, { limit: expected, offset: 0 });
    // Others may have decided about some of them meanwhile.
    if ((await retryDeadLetters(tx.em, letters)) !== expected) throw changed;
    for (const letter of letters) publish(tx, deadLetterRetried, told(letter));
    return { retried: expected };
  });
}

/** Ends one dead letter without effect. @throws problem `not_found` when there is nothing to end */
export async function skipDeadLetter(
  unitOfWork: UnitOfWork,
  context: Context,
  id: string,
  reason: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const letter = await findDeadLetter(tx.em, id);
    if (!letter || !(await skipLetter(tx, letter, reason))) throw problem('not_found');
    return null;
  });
}
