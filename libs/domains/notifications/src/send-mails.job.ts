import { logFailure, untilWritten, type Database } from '@antrean/platform/database';
import { ServiceAway } from '@antrean/platform/breaker';
import { MailError, type MailMessage } from '@antrean/platform/mail';
import { NothingToTell, type WrittenNotification } from '@antrean/platform/notifications';
import { enqueue } from '@antrean/platform/outbox';
import { handleJob, type JobHandler, type JobRun } from '@antrean/platform/queue';
import type { Logger } from '@antrean/platform/observability';
import {
  openDeliveries,
  recordAccepted,
  recordOutcome,
  recordUntried,
  type Accepted,
  type OpenedDelivery,
} from './delivery.queries.ts';
import { sendMail, sendMails } from './messages.ts';
import {
  addressed,
  notificationOf,
  recordRefusal,
  tryOf,
  type DeliveryDependencies,
} from './send-delivery.job.ts';

/** So many mails of a job may have been accepted without being on record: what a kill makes come twice. */
const UNRECORDED = 5;

/** What so many mails tell is read in one go, before the first of them leaves. */
const READ_TOGETHER = 5;

/** So long it may leave as it was read: what changes a second before, as when a booking is cancelled, always counts. */
const READ_COUNTS_MS = 100;

/** A job that is not through by then meets a slow server, on which the rest need not wait one behind the other. */
const PATIENCE_MS = 10_000;

/**
 * Sends several mails, one after the other, each with the promise of a single one ({@link deliveryHandlers}): it is on
 * record before it leaves, and its acceptance at once behind it, together with those that other jobs have at that
 * moment. Whatever does not go smoothly is left to a job of its own.
 */
export function sendMailsHandler(dependencies: DeliveryDependencies): JobHandler {
  const { database, config } = dependencies;
  const record = createRecorder(database);
  return handleJob(
    sendMails,
    async (run) => {
      await dependencies.mailer.untilCalled(run.signal);
      const opened = await openDeliveries(database, run.payload.deliveryIds, config.businessZone);
      const alone = await sendEach(dependencies, run, opened, record);
      await run.finish(async (tx) => {
        if (alone.length === 0) return;
        await recordUntried(tx.em, alone, 'It waits for a try of its own.');
        for (const deliveryId of alone) enqueue(tx, sendMail, { deliveryId });
      });
    },
    {
      onDead: async (tx, { deliveryIds }, error) => {
        for (const id of deliveryIds) await recordOutcome(tx.em, id, { status: 'failed', error });
      },
    },
  );
}

type Record = (accepted: Accepted, log: Logger) => Promise<{ repeated: number }>;

/** @returns those that need a job of their own, which tries again and again and tells what is wrong */
async function sendEach(
  dependencies: DeliveryDependencies,
  run: Pick<JobRun<unknown>, 'uninterrupted' | 'log'>,
  opened: readonly OpenedDelivery[],
  record: Record,
): Promise<string[]> {
  const alone: string[] = [];
  const unrecorded = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let isServerAway = false;
  const begun = performance.now();
  const write = createWriter(dependencies, opened);
  for (const delivery of opened) {
    if (isServerAway || delivery.isRefused || performance.now() - begun > PATIENCE_MS) {
      alone.push(delivery.id);
      continue;
    }
    const left = Promise.withResolvers<void>();
    const sent = run
      .uninterrupted(() => send(dependencies, run.log, delivery, { write, record, left: left.resolve }))
      .then((outcome) => {
        if (outcome === 'alone' || outcome === 'server-away') alone.push(delivery.id);
        if (outcome === 'server-away') isServerAway = true;
      })
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        unrecorded.delete(sent);
        left.resolve();
      });
    unrecorded.add(sent);
    await left.promise;
    if (unrecorded.size >= UNRECORDED) await Promise.race(unrecorded);
    if (failures.length > 0) break;
  }
  await Promise.all(unrecorded);
  if (failures.length > 0) throw failures[0];
  return alone;
}

/** @returns what became of it; `left` is called when the server has answered, before that is on record */
async function send(
  dependencies: DeliveryDependencies,
  log: Logger,
  opened: OpenedDelivery,
  { write, record, left }: { write: Writer; record: Record; left: () => void },
): Promise<'sent' | 'failed' | 'skipped' | 'alone' | 'server-away'> {
  const { database, mailer, failPoint } = dependencies;
  const { id } = opened;
  const ended = <O extends 'sent' | 'failed' | 'skipped'>(outcome: O): O => {
    mailer.metrics?.deliveriesEnded.inc({ channel: 'email', outcome });
    return outcome;
  };
  let accepted: Accepted;
  try {
    const mail = await write(opened);
    await failPoint('mail.before-sending');
    if (opened.isUnknown) mailer.metrics?.mailsRepeated.inc();
    accepted = { id, response: (await mailer.send(mail)).response };
    await failPoint('mail.after-acceptance');
  } catch (error) {
    if (error instanceof NothingToTell) {
      const { message, word } = error;
      await recordOutcome(database.fork(), id, { status: 'skipped', error: message, skippedFor: word });
      return ended('skipped');
    }
    if (error instanceof MailError && error.permanent) {
      await database.fork().transactional((em) => recordRefusal(em, opened, error));
      return ended('failed');
    }
    if (error instanceof MailError) {
      await recordOutcome(database.fork(), id, { status: 'sending', error: error.message });
      return 'server-away';
    }
    // It has failed too often while this job was at it: the others wait for it one by one.
    if (error instanceof ServiceAway) return 'server-away';
    logFailure(log, error, `notification ${opened.notification} could not be written`);
    return 'alone';
  }
  left();
  const { repeated } = await record(accepted, log);
  if (repeated > 0) mailer.metrics?.mailOutcomesRewritten.inc();
  await failPoint('delivery.after-commit');
  return ended('sent');
}

/** @throws NothingToTell */
type Writer = (delivery: OpenedDelivery) => Promise<MailMessage>;

/** Writes mails of a job, each when its turn has come; what the next few tell is read together. */
function createWriter(dependencies: DeliveryDependencies, opened: readonly OpenedDelivery[]): Writer {
  let read: ReadonlyMap<string, () => WrittenNotification> = new Map();
  let readAt = 0;
  return async (delivery) => {
    const notification = notificationOf(dependencies, delivery);
    const { name, readEach } = notification;
    const write = async (): Promise<WrittenNotification> => {
      if (!readEach) return notification.write(dependencies, delivery.facts, tryOf(delivery));
      if (!read.has(delivery.id) || performance.now() - readAt > READ_COUNTS_MS) {
        const at = opened.indexOf(delivery);
        const next = opened.slice(at, at + READ_TOGETHER).filter((each) => each.notification === name);
        readAt = performance.now();
        read = await readEach(
          dependencies,
          next.flatMap((each) => each.facts.map((facts) => ({ facts, delivery: tryOf(each) }))),
        );
      }
      const written = read.get(delivery.id);
      if (!written) throw new Error(`the notification "${name}" was not read`);
      return written();
    };
    return addressed(delivery, notification, await write(), dependencies);
  };
}

/** Puts on record what was accepted: at once, and what comes while the database writes together behind it. */
function createRecorder(database: Database): Record {
  let waiting: Accepted[] = [];
  let next: Promise<{ repeated: number }> | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const write = async (log: Logger): Promise<{ repeated: number }> => {
    await writing;
    const accepted = waiting;
    waiting = [];
    next = undefined;
    const written = untilWritten('that mails were sent', () => recordAccepted(database.fork(), accepted), {
      log,
    });
    writing = Promise.allSettled([written]);
    return written;
  };
  return (accepted, log) => {
    waiting.push(accepted);
    return (next ??= write(log));
  };
}
