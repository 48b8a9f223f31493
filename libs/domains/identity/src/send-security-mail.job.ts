import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import { MailError, renderMail, type Mailer } from '@antrean/platform/mail';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sendSecurityMail } from './credential.messages.ts';
import { hashOneTimeToken, oneTimeTokenOf, RESET_PURPOSE, RESET_VALID_MINUTES } from './one-time-token.ts';
import { securityMailContent } from './security-mail.ts';
import { User } from './user.entity.ts';

export interface SecurityMailOptions {
  database: Database;
  mailer: Mailer;
  config: Config;
}

interface Delivery {
  readonly cause: string;
  readonly recipient: string;
  readonly messageId: string;
}

/**
 * Mails the link. Its token and its delivery are on record before the mail leaves; every try mails the same link
 * under the same Message-ID. Somebody gets it twice only when a worker is killed between the server's acceptance
 * and our commit.
 */
export function handleSecurityMail({ database, mailer, config }: SecurityMailOptions): JobHandler {
  return handleJob(sendSecurityMail, async (run) => {
    const { kind, userId } = run.payload;
    const user = await database.fork().findOne(User, { id: userId });
    if (!user?.isActive || !user.email) {
      run.log.info({ userId }, 'the user has no address any more or is inactive; no mail is sent');
      return;
    }
    const delivery: Delivery = {
      cause: `job:${run.id}`,
      recipient: user.email,
      messageId: `<${run.id}@antrean>`,
    };
    const token = oneTimeTokenOf(run.id, config);
    await database.fork().transactional((em) => prepare(em, token, userId, delivery));
    const { subject, ...content } = securityMailContent(kind, {
      name: user.fullName,
      language: user.language,
      url: `${config.publicUrl}/app/reset-password#token=${token}`,
      organisation: config.organisationName,
    });
    try {
      const { response } = await mailer.send({
        to: delivery.recipient,
        subject,
        messageId: delivery.messageId,
        ...renderMail(content),
      });
      await run.finish(({ em }) => record(em, delivery, { status: 'sent', response }));
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      const outcome = {
        status: error.permanent || run.lastAttempt ? 'failed' : 'sending',
        error: error.message,
      };
      if (error.permanent) await run.finish(({ em }) => record(em, delivery, outcome));
      else {
        await record(database.fork(), delivery, outcome);
        throw error;
      }
    }
  });
}

async function prepare(em: EntityManager, token: string, userId: number, delivery: Delivery): Promise<void> {
  await query(
    em,
    `insert into one_time_tokens (token_hash, user_id, purpose, expires_at)
     values (?, ?, ?, now() + ? * interval '1 minute') on conflict (token_hash) do nothing`,
    [hashOneTimeToken(token), userId, RESET_PURPOSE, RESET_VALID_MINUTES],
  );
  await query(
    em,
    `insert into deliveries (cause, recipient, channel, message_id, status) values (?, ?, 'email', ?, 'sending')
     on conflict (cause, recipient, channel) do update set status = 'sending'`,
    [delivery.cause, delivery.recipient, delivery.messageId],
  );
}

async function record(
  em: EntityManager,
  delivery: Delivery,
  outcome: { status: string; response?: string; error?: string },
): Promise<void> {
  await query(
    em,
    `update deliveries set status = ?, response = ?, error = ?, sent_at = case when ? then now() end
     where cause = ? and recipient = ? and channel = 'email'`,
    [
      outcome.status,
      outcome.response ?? null,
      outcome.error ?? null,
      outcome.status === 'sent',
      delivery.cause,
      delivery.recipient,
    ],
  );
}
