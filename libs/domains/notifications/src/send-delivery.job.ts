import { ServiceAway } from '@antrean/platform/breaker';
import { untilWritten, type Database } from '@antrean/platform/database';
import { MailError, type Mailer, type MailMessage } from '@antrean/platform/mail';
import {
  NothingToTell,
  type AnyNotification,
  type Delivery,
  type NotificationSource,
  type WrittenNotification,
} from '@antrean/platform/notifications';
import { JobSuperseded, type FailPoints } from '@antrean/platform/outbox';
import { handleJob, UnknownToWorker, type JobHandler, type JobRun } from '@antrean/platform/queue';
import type { EntityManager } from '@mikro-orm/postgresql';
import { SmsError, type SmsSender } from '@antrean/platform/sms';
import { inAppOf, mailOf } from './compose-message.ts';
import {
  forgetRefusal,
  markRefused,
  openDelivery,
  recordOutcome,
  recordUntried,
  type OpenedDelivery,
  type Outcome,
} from './delivery.queries.ts';
import { addInApp } from './in-app.ts';
import { sendMail, sendSms, sendUrgentMail, sendUrgentSms, showInApp } from './messages.ts';
import { named } from './plan-notification.job.ts';
import { unsubscribeUrl } from './unsubscribe-token.ts';

export interface DeliveryDependencies extends NotificationSource {
  readonly mailer: Mailer;
  readonly sms: SmsSender;
  /** Those of all domains. */
  readonly notifications: readonly AnyNotification[];
  readonly failPoint: FailPoints;
}

type Run = Pick<JobRun<unknown>, 'lastAttempt' | 'finish' | 'uninterrupted' | 'log' | 'signal'>;

/**
 * Brings a delivery to its reader, unless it has come to its end. It is on record before anything leaves, and every try has
 * the same Message-ID; somebody gets a mail twice only when a worker dies between the server's acceptance and our commit
 * (docs/decisions/0006). A provider of text messages knows the repetition by its key, and what is shown in the
 * application commits with its outcome.
 */
export function deliveryHandlers(dependencies: DeliveryDependencies): JobHandler[] {
  const { mailer, sms } = dependencies;
  const ways = [
    { jobs: [sendMail, sendUrgentMail], by: mailer },
    { jobs: [sendSms, sendUrgentSms], by: sms },
    { jobs: [showInApp], by: null },
  ];
  return ways.flatMap(({ jobs, by }) =>
    jobs.map((job) =>
      handleJob(
        job,
        async (run) => {
          // Before the try is on record: one that is not made for who is away is none.
          await by?.untilCalled(run.signal);
          await deliver(dependencies, run, run.payload);
        },
        {
          onDead: (tx, { deliveryId }, error) =>
            recordOutcome(tx.em, deliveryId, { status: 'failed', error }),
        },
      ),
    ),
  );
}

async function deliver(
  dependencies: DeliveryDependencies,
  run: Run,
  { deliveryId, together }: { deliveryId: string; together?: boolean | undefined },
): Promise<void> {
  const { database, config, mailer } = dependencies;
  const opened = await openDelivery(database, deliveryId, { together, businessZone: config.businessZone });
  if (!opened) return;
  const { channel } = opened;
  const ended = (outcome: 'sent' | 'failed' | 'skipped'): void =>
    mailer.metrics?.deliveriesEnded.inc({ channel, outcome });
  try {
    await bring(dependencies, run, opened);
    ended('sent');
  } catch (error) {
    if (error instanceof NothingToTell) {
      const { message, word } = error;
      run.log.info({ deliveryId, notification: opened.notification }, `not told: ${message}`);
      await run.finish(({ em }) =>
        recordOutcome(em, deliveryId, { status: 'skipped', error: message, skippedFor: word }),
      );
      ended('skipped');
      return;
    }
    // It was given up meanwhile, or is for a newer worker: this try was not made.
    if (error instanceof ServiceAway || error instanceof UnknownToWorker)
      await recordUntried(database.fork(), [deliveryId], error.message);
    if (!(error instanceof MailError || error instanceof SmsError)) throw error;
    const { permanent, message } = error;
    if (permanent) {
      await run.finish(({ em }) => recordRefusal(em, opened, error));
      ended('failed');
      return;
    }
    const status = run.lastAttempt ? 'failed' : 'sending';
    await recordOutcome(database.fork(), deliveryId, { status, error: message });
    if (run.lastAttempt) ended('failed');
    throw error;
  }
}

/** Refused for good: of the delivery and, when it is to blame, of its address. */
export async function recordRefusal(
  em: EntityManager,
  opened: OpenedDelivery,
  error: MailError | SmsError,
): Promise<void> {
  const { message } = error;
  await recordOutcome(em, opened.id, { status: 'failed', error: message });
  if (error instanceof MailError && error.addressRefused) await markRefused(em, opened, message);
}

/** @throws NothingToTell, MailError, SmsError */
async function bring(dependencies: DeliveryDependencies, run: Run, opened: OpenedDelivery): Promise<void> {
  const { id, channel, recipient } = opened;
  const { mailer, sms, failPoint } = dependencies;
  const { notification, written } = await write(dependencies, opened);
  if (channel === 'inApp') {
    await run.finish(async (tx) => {
      await addInApp(tx, opened, inAppOf(written));
      await recordOutcome(tx.em, id, { status: 'sent' });
    });
    return;
  }
  if (channel === 'sms') {
    const text = written.sms;
    if (text === null) throw new NothingToTell('It has no text message any more.', 'no_text');
    await handOver(dependencies, run, opened, () => sms.send({ to: recipient, text, idempotencyKey: id }));
    return;
  }
  const mail = addressed(opened, notification, written, dependencies);
  await failPoint('mail.before-sending');
  await handOver(dependencies, run, opened, async () => {
    if (opened.isUnknown) mailer.metrics?.mailsRepeated.inc();
    const { response } = await mailer.send(mail);
    await failPoint('mail.after-acceptance');
    return { response };
  });
}

/** The mail of a delivery. */
export const addressed = (
  { id, recipient: to, reader, messageId }: OpenedDelivery,
  { choice }: AnyNotification,
  written: WrittenNotification,
  { config }: Pick<DeliveryDependencies, 'config'>,
): MailMessage => {
  const endsBy = choice ? unsubscribeUrl(id, config) : undefined;
  return { to, messageId, ...mailOf(written, reader, config, endsBy) };
};

/** What is to be told. @throws NothingToTell */
async function write(
  dependencies: DeliveryDependencies,
  opened: OpenedDelivery,
): Promise<{ notification: AnyNotification; written: WrittenNotification }> {
  const notification = notificationOf(dependencies, opened);
  return { notification, written: await notification.write(dependencies, opened.facts, tryOf(opened)) };
}

/** What a delivery is of, when its reader may be told. @throws NothingToTell */
export function notificationOf(
  { notifications }: Pick<DeliveryDependencies, 'notifications'>,
  { notification: name, isReachable, isExpired, isDeclined, isRefused }: OpenedDelivery,
): AnyNotification {
  if (!isReachable)
    throw new NothingToTell('The user has no address any more or is inactive.', 'unreachable');
  if (isExpired) throw new NothingToTell('It came too late to be of use.', 'too_late');
  const notification = named(notifications, name);
  if (notification.choice) {
    if (isDeclined) throw new NothingToTell('The reader does not want it by this channel.', 'declined');
    if (isRefused)
      throw new NothingToTell('The address was refused for good not long ago.', 'address_refused');
  }
  return notification;
}

export const tryOf = ({ id: deliveryId, channel, reader }: OpenedDelivery): Delivery => ({
  ...{ deliveryId, channel, reader },
});

/** Neither a time-out nor the end of the process comes between what leaves and the record that it left. */
function handOver(
  { database, mailer, failPoint }: DeliveryDependencies,
  run: Run,
  opened: OpenedDelivery,
  send: () => Promise<{ response: string }>,
): Promise<void> {
  return run.uninterrupted(async () => {
    const { response } = await send();
    const { repeated } = await recordSent(run, database, opened, { status: 'sent', response });
    if (repeated > 0) mailer.metrics?.mailOutcomesRewritten.inc();
    await failPoint('delivery.after-commit');
  });
}

/** Again and again while the database is away: what is not on record would be sent again. */
async function recordSent(
  run: Run,
  database: Database,
  opened: OpenedDelivery,
  sent: Outcome,
): Promise<{ repeated: number }> {
  const { id, cause, isRefused } = opened;
  const write = (): Promise<void> =>
    run
      .finish(async ({ em }) => {
        await recordOutcome(em, id, sent);
        if (isRefused) await forgetRefusal(em, opened);
      })
      .catch((error: unknown) => {
        if (!(error instanceof JobSuperseded)) throw error;
        // Another try has the job, or a COMMIT without an answer was done: either way it must see that it left.
        return recordOutcome(database.fork(), id, sent);
      });
  return untilWritten(`that the notification ${cause} was sent`, write, { log: run.log });
}
