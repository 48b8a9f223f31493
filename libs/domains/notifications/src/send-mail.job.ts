import { untilWritten, type Database } from '@antrean/platform/database';
import { MailError, renderMail, type Mailer, type MailMessage } from '@antrean/platform/mail';
import {
  NothingToTell,
  type AnyNotification,
  type NotificationSource,
} from '@antrean/platform/notifications';
import { JobSuperseded } from '@antrean/platform/outbox';
import { handleJob, type JobHandler, type JobRun } from '@antrean/platform/queue';
import { openDelivery, recordOutcome, type OpenedDelivery } from './delivery.queries.ts';
import { sendMail, sendUrgentMail } from './messages.ts';
import { named } from './plan-notification.job.ts';

export interface SendMailDependencies extends NotificationSource {
  readonly mailer: Mailer;
  /** Those of all domains. */
  readonly notifications: readonly AnyNotification[];
}

type Run = Pick<JobRun<unknown>, 'lastAttempt' | 'finish' | 'uninterrupted' | 'log'>;

/**
 * Mails a delivery, unless it has come to its end. It is on record before the mail leaves, and every try has the same
 * Message-ID; somebody gets it twice only when a worker dies between the server's acceptance and our commit
 * (docs/decisions/0006).
 */
export function sendMailHandlers(dependencies: SendMailDependencies): JobHandler[] {
  return [sendMail, sendUrgentMail].map((job) =>
    handleJob(job, (run) => send(dependencies, run, run.payload.deliveryId), {
      onDead: (tx, { deliveryId }, error) => recordOutcome(tx.em, deliveryId, { status: 'failed', error }),
    }),
  );
}

async function send(dependencies: SendMailDependencies, run: Run, deliveryId: string): Promise<void> {
  const { database, mailer } = dependencies;
  const delivery = await openDelivery(database, deliveryId);
  if (!delivery) return;
  try {
    const message = await compose(dependencies, delivery);
    // Neither a time-out nor the end of the process comes between the mail and the record that it left.
    await run.uninterrupted(async () => {
      if (delivery.isUnknown) mailer.metrics?.mailsRepeated.inc();
      const { response } = await mailer.send(message);
      const { repeated } = await recordSent(run, database, delivery, response);
      if (repeated > 0) mailer.metrics?.mailOutcomesRewritten.inc();
    });
  } catch (error) {
    if (error instanceof NothingToTell) {
      const { message } = error;
      run.log.info({ deliveryId, notification: delivery.notification }, `not told: ${message}`);
      await run.finish(({ em }) => recordOutcome(em, deliveryId, { status: 'skipped', error: message }));
      return;
    }
    if (!(error instanceof MailError)) throw error;
    const { permanent, message } = error;
    if (permanent) {
      await run.finish(({ em }) => recordOutcome(em, deliveryId, { status: 'failed', error: message }));
      return;
    }
    const status = run.lastAttempt ? 'failed' : 'sending';
    await recordOutcome(database.fork(), deliveryId, { status, error: message });
    throw error;
  }
}

/** The one layout of all mails. @throws NothingToTell */
async function compose(dependencies: SendMailDependencies, delivery: OpenedDelivery): Promise<MailMessage> {
  const { id: deliveryId, facts, reader, recipient, messageId, isReachable, isExpired } = delivery;
  if (!isReachable) throw new NothingToTell('The user has no address any more or is inactive.');
  if (isExpired) throw new NothingToTell('It came too late to be of use.');
  const notification = named(dependencies.notifications, delivery.notification);
  const written = await notification.write(dependencies, facts, { deliveryId, reader });
  const { subject, title = subject, paragraphs, action, attachments } = written;
  const layout = {
    title,
    paragraphs,
    footer: dependencies.config.organisationName,
    ...(action ? { action } : {}),
  };
  return { to: recipient, subject, ...renderMail(layout), messageId, attachments };
}

/** Again and again while the database is away: what is not on record would be sent again. */
async function recordSent(
  run: Run,
  database: Database,
  { id, cause }: OpenedDelivery,
  response: string,
): Promise<{ repeated: number }> {
  const sent = { status: 'sent', response } as const;
  const write = (): Promise<void> =>
    run
      .finish(({ em }) => recordOutcome(em, id, sent))
      .catch((error: unknown) => {
        if (!(error instanceof JobSuperseded)) throw error;
        // Another try has the job, or a COMMIT without an answer was done: either way it must see that the mail left.
        return recordOutcome(database.fork(), id, sent);
      });
  return untilWritten(`that the mail ${cause} was sent`, write, { log: run.log });
}
