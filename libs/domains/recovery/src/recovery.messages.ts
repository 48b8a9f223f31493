import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';

/** `userName` is the NIK, else the username, else `user <id>`. */
const concerned = z.object({ userId: z.int(), userName: z.string() });
const recovery = concerned.extend({ recoveryId: z.int() });

/** `identifier` is how events call the user; a mask of what was typed when it is none, because people type passwords there. */
export const recoveryRequested = defineEvent({
  name: 'recovery.requested',
  version: 1,
  summary: 'Somebody asked for help, because the second factor is lost.',
  schema: z.object({ userId: z.int().nullable(), identifier: z.string() }),
  audit: {
    RECOVERY_REQUESTED: ({ userId, identifier }) => ({
      subject: identifier,
      detail: `The recovery of "${identifier}" was asked for`,
      userId,
    }),
  },
});

export const recoveryCodeRefused = defineEvent({
  name: 'recovery.code-refused',
  version: 1,
  summary: 'Whoever has the mailed link showed a backup code that is none.',
  schema: concerned,
  audit: {
    RECOVERY_CODE_REFUSED: ({ userId, userName }) => ({
      subject: userName,
      detail: `A backup code of ${userName} was refused`,
      userId,
    }),
  },
});

export const recoveryOpened = defineEvent({
  name: 'recovery.opened',
  version: 1,
  summary: 'The mailed link was followed; the recovery waits for a decision.',
  schema: recovery,
  audit: {
    RECOVERY_OPENED: ({ userId, userName }) => ({
      subject: userName,
      detail: `${userName} proved the e-mail address; the recovery waits for a decision`,
      userId,
    }),
  },
});

export const recoveryDecided = defineEvent({
  name: 'recovery.decided',
  version: 1,
  summary: 'An administrator approved a recovery, or rejected it.',
  schema: recovery.extend({ decision: z.enum(['approve', 'reject']), dueAt: z.string().nullable() }),
  audit: {
    RECOVERY_APPROVED: ({ userName, decision, dueAt }) =>
      decision === 'approve'
        ? {
            subject: userName,
            detail: `The recovery of ${userName} was approved; it can be completed from ${dueAt ?? '?'}`,
          }
        : null,
    RECOVERY_REJECTED: ({ userName, decision }) =>
      decision === 'reject'
        ? { subject: userName, detail: `The recovery of ${userName} was rejected` }
        : null,
  },
});

/** By what a recovery was called off. */
export const cancelReason = z.enum(['factor-shown', 'objection']);
export type CancelReason = z.output<typeof cancelReason>;
const BECAUSE = {
  'factor-shown': 'a second factor was shown',
  objection: 'somebody who was told said that it was not them',
} as const;

export const recoveryCancelled = defineEvent({
  name: 'recovery.cancelled',
  version: 1,
  summary: 'A recovery was called off: a factor was shown, or its owner did not ask for it.',
  schema: recovery.extend({ because: cancelReason }),
  audit: {
    RECOVERY_CANCELLED: ({ userId, userName, because }) => ({
      subject: userName,
      detail: `The recovery of ${userName} was called off: ${BECAUSE[because]}`,
      userId,
    }),
  },
});

export const recoveryCompleted = defineEvent({
  name: 'recovery.completed',
  version: 1,
  summary: 'A recovery removed all second factors of a user; all sessions ended.',
  schema: recovery.extend({ by: z.enum(['backup-code', 'approval']) }),
  audit: {
    RECOVERY_COMPLETED: ({ userId, userName, by }) => ({
      subject: userName,
      detail: `${userName} was recovered by ${by === 'approval' ? 'an approval' : 'a backup code'}; second factors were removed`,
      userId,
    }),
  },
});

export const recoveryExpired = defineEvent({
  name: 'recovery.expired',
  version: 1,
  summary: 'Nothing became of a recovery in time.',
  schema: recovery,
  audit: {
    RECOVERY_EXPIRED: ({ userId, userName }) => ({
      subject: userName,
      detail: `Nothing became of the recovery of ${userName} in time`,
      userId,
    }),
  },
});

export const recoveryMessages = [
  recoveryRequested,
  recoveryCodeRefused,
  recoveryOpened,
  recoveryDecided,
  recoveryCancelled,
  recoveryCompleted,
  recoveryExpired,
];
