import { publish, type RaiseDeadLetter } from '@antrean/platform/outbox';
import { deadLetterMessages, deadLetterRaised } from '../messages.ts';

const LONGEST_ERROR = 500;
const OURS: ReadonlySet<string> = new Set(deadLetterMessages.map(({ name }) => name));

/**
 * Tells administrators what was given up, in the transaction in which it was. Who refuses to hear of dead letters is
 * told of no more, or each would raise the next for ever; it is in the list, the counter and the log all the same.
 */
export const raiseDeadLetter: RaiseDeadLetter = (tx, { error, ...letter }) => {
  if (letter.kind === 'event' && OURS.has(letter.name)) return;
  publish(tx, deadLetterRaised, { ...letter, error: error.slice(0, LONGEST_ERROR).toWellFormed() });
};
