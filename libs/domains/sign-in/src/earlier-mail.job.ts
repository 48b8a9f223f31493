import { notify } from '@antrean/platform/notifications';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { sendSecurityMail } from './credential.messages.ts';
import { passwordLink, passwordWasReset } from './passwords/password.notification.ts';

/** A mail that a process of an earlier version planned by a job of its own leaves as notifications do. */
export const earlierMailHandler: JobHandler = handleJob(sendSecurityMail, (run) =>
  run.finish(async (tx) => {
    const { kind, userId } = run.payload;
    const notification = kind === 'password-reset' ? passwordLink : passwordWasReset;
    notify(tx, notification, { userId }, { cause: `job:${run.id}`, takesOver: { userId } });
  }),
);
