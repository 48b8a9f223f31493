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

const OF = {
  pause: 'pause',
  resume: 'resume',
  promote: 'bring forward what waits in',
  remove: 'forget what failed in',
};

/** Written before it is done: what it says is that somebody asked for it. */
export const queueActed = defineEvent({
  name: 'queue.acted',
  version: 1,
  summary: 'Somebody asked in the queue console to pause or resume a queue, or to change what is in it.',
  schema: z.object({
    action: z.enum(['pause', 'resume', 'promote', 'remove']),
    /** Null: all of them. */
    queue: z.string().nullable(),
    /** The one job, by its id in the queue. */
    job: z.string().nullable(),
  }),
  audit: {
    QUEUE_CHANGED: ({ action, queue, job }) => ({
      subject: `queue:${queue ?? '*'}`,
      detail: `Asked to ${OF[action]} ${queue === null ? 'all queues' : `the queue ${queue}`}${job === null ? '' : `: job ${job}`}`,
    }),
  },
});

export const deadLetterMessages = [deadLetterRaised, deadLetterRetried, deadLetterSkipped] as const;

export const operationsMessages = [...deadLetterMessages, queueActed] as const;
