import type { EntityManager } from '@mikro-orm/postgresql';
import { query, untilWritten, type Database } from '../database/index.ts';
import { JobSuperseded } from '../outbox/index.ts';
import type { JobRun } from '../queue/index.ts';
import { MailError } from './mail-error.ts';
import type { Mailer, MailMessage } from './mailer.ts';

/** A mail to one recipient. For one cause he gets it once, however many jobs and tries there are. */
export interface MailDelivery {
  /** What the mail is about: `report-run:<uuid>`. */
  cause: string;
  recipient: string;
}

export type ComposedMail = Omit<MailMessage, 'to' | 'messageId'>;

type Run = Pick<JobRun<unknown>, 'id' | 'lastAttempt' | 'finish' | 'uninterrupted' | 'log'>;

/** Constant over the tries, so that mailboxes recognise a repetition. */
const messageIdOf = (jobId: string): string => `<${jobId}@antrean>`;

/** Puts a mail on record whose job is enqueued in the same transaction. @returns false when it is on record already */
export async function planMail(em: EntityManager, jobId: string, delivery: MailDelivery): Promise<boolean> {
  const planned = await query(
    em,
    `insert into deliveries (cause, recipient, channel, message_id) values (?, ?, 'email', ?)
     on conflict (cause, recipient, channel) do nothing returning id`,
    [delivery.cause, delivery.recipient, messageIdOf(jobId)],
  );
  return planned.length > 0;
}

/**
 * Sends a mail from its job, unless it is on record as sent, and finishes the job. The delivery is on record before
 * the mail leaves, and every try has the same Message-ID; somebody gets it twice only when a worker dies between the
 * server's acceptance and our commit (docs/decisions/0006).
 *
 * @param compose asked at each try; throws a permanent MailError when there is nothing to send any more
 * @throws MailError when another try may succeed; the delivery is `failed` after the last one
 */
export async function deliverMail(
  run: Run,
  { database, mailer }: { database: Database; mailer: Mailer },
  delivery: MailDelivery,
  compose: () => Promise<ComposedMail>,
): Promise<void> {
  const { messageId, isSent, isUnknown } = await openDelivery(database, run, delivery);
  if (isSent) return;
  try {
    const message = { ...(await compose()), to: delivery.recipient, messageId };
    // Neither a time-out nor the end of the process comes between the mail and the record that it left.
    await run.uninterrupted(async () => {
      if (isUnknown) mailer.metrics?.mailsRepeated.inc();
      const { response } = await mailer.send(message);
      const { repeated } = await recordSent(run, database, delivery, response);
      if (repeated > 0) mailer.metrics?.mailOutcomesRewritten.inc();
    });
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const { permanent, message } = error;
    if (permanent) {
      await run.finish(({ em }) => record(em, delivery, { status: 'failed', error: message }));
      return;
    }
    const status = run.lastAttempt ? 'failed' : 'sending';
    await record(database.fork(), delivery, { status, error: message });
    throw error;
  }
}

/** Again and again while the database is away: what is not on record would be sent again. */
async function recordSent(
  run: Run,
  database: Database,
  delivery: MailDelivery,
  response: string,
): Promise<{ repeated: number }> {
  const sent = { status: 'sent', response } as const;
  const write = (): Promise<void> =>
    run
      .finish(({ em }) => record(em, delivery, sent))
      .catch((error: unknown) => {
        if (!(error instanceof JobSuperseded)) throw error;
        // Another try has the job, or a COMMIT without an answer was done: either way it must see that the mail left.
        return record(database.fork(), delivery, sent);
      });
  return untilWritten(`that the mail ${delivery.cause} was sent`, write, { log: run.log });
}

async function openDelivery(
  database: Database,
  { id }: Run,
  { cause, recipient }: MailDelivery,
): Promise<{ messageId: string; isSent: boolean; isUnknown: boolean }> {
  const rows = await query<{ messageId: string; isSent: boolean; isUnknown: boolean }>(
    database.fork(),
    `with before as (
       select status, error from deliveries where cause = ? and recipient = ? and channel = 'email'
     )
     insert into deliveries as d (cause, recipient, channel, message_id, status) values (?, ?, 'email', ?, 'sending')
     on conflict (cause, recipient, channel)
       do update set status = case d.status when 'sent' then 'sent' else 'sending' end, error = null
     returning message_id as "messageId", status = 'sent' as "isSent",
       -- A try began and left no outcome.
       exists (select from before where status = 'sending' and error is null) as "isUnknown"`,
    [cause, recipient, cause, recipient, messageIdOf(id)],
  );
  const [opened] = rows;
  if (!opened) throw new Error(`PostgreSQL kept no record of the mail for ${cause} to ${recipient}`);
  return opened;
}

async function record(
  em: EntityManager,
  { cause, recipient }: MailDelivery,
  { status, response, error }: { status: 'sending' | 'sent' | 'failed'; response?: string; error?: string },
): Promise<void> {
  await query(
    em,
    `update deliveries set status = ?, response = ?, error = ?, sent_at = case when ? then now() end
     where cause = ? and recipient = ? and channel = 'email'`,
    [status, response ?? null, error ?? null, status === 'sent', cause, recipient],
  );
}
