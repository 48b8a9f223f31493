import { defineEvent } from '@antrean/platform/messages';
import { roleRoom } from '@antrean/platform/realtime';
import { z } from 'zod';
import { operationsPermissions } from './operations.policy.ts';

const letter = z.object({
  id: z.string(),
  kind: z.enum(['event', 'job']),
  name: z.string(),
  /** The consumer that refused the event, or the job's queue. */
  where: z.string(),
});

export const deadLetterRaised = defineEvent({
  name: 'dead_letter.raised',
  version: 1,
  summary:
    'An event that a consumer keeps refusing, or a job after its last try, was given up. It needs a person.',
  schema: letter.extend({ error: z.string() }),
  realtime: {
    namespace: '/notifications',
    readers: [{ holding: operationsPermissions['manage-dead-letters'] }],
    formerRooms: () => [roleRoom('administrator'), roleRoom('super_admin')],
    // The list has the error's words, which may be long.
    schema: letter,
  },
  audit: {
    DEAD_LETTER_RAISED: ({ id, kind, name, where }) => ({
      subject: id,
      detail: `The ${kind} ${name} was given up at ${where}`,
    }),
  },
});

export const deadLetterRetried = defineEvent({
  name: 'dead_letter.retried',
  version: 1,
  summary: 'Somebody has a dead event delivered again, or a dead job tried again.',
  schema: letter,
  audit: {
    DEAD_LETTER_RETRIED: ({ id, kind, name, where }) => ({
      subject: id,
      detail: `The ${kind} ${name} is tried again at ${where}`,
    }),
  },
});

export const deadLetterSkipped = defineEvent({
  name: 'dead_letter.skipped',
  version: 1,
  summary: 'Somebody ended a dead event or job without effect.',
  schema: letter.extend({ reason: z.string() }),
  audit: {
    DEAD_LETTER_SKIPPED: ({ id, kind, name, where, reason }) => ({
      subject: id,
      detail: `The ${kind} ${name} was skipped at ${where}: ${reason}`,
    }),
  },
});

export const deadLetterMessages = [deadLetterRaised, deadLetterRetried, deadLetterSkipped] as const;
