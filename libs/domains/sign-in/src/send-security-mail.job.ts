import { findUser } from '@antrean/accounts';
import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import { deliverMail, renderMail, type MailContent, type Mailer } from '@antrean/platform/mail';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sendSecurityMail } from './credential.messages.ts';
import { hashOneTimeToken, oneTimeTokenOf, RESET_PURPOSE, RESET_VALID_MINUTES } from './one-time-token.ts';

export interface SecurityMailOptions {
  database: Database;
  mailer: Mailer;
  config: Config;
}

/** Mails the link. Every try mails the same link, whose token is on record before the mail leaves. */
export function handleSecurityMail({ database, mailer, config }: SecurityMailOptions): JobHandler {
  return handleJob(sendSecurityMail, async (run) => {
    const { kind, userId } = run.payload;
    const user = await findUser(database.fork(), userId);
    if (!user?.isActive || !user.email) {
      run.log.info({ userId }, 'the user has no address any more or is inactive; no mail is sent');
      return;
    }
    const { fullName: name, language, email: recipient } = user;
    await deliverMail(run, { database, mailer }, { cause: `job:${run.id}`, recipient }, async () => {
      const token = oneTimeTokenOf(run.id, config);
      await keepToken(database.fork(), token, userId);
      const { subject, ...content } = securityMailContent(kind, {
        name,
        language,
        url: `${config.publicUrl}/app/reset-password#token=${token}`,
        organisation: config.organisationName,
      });
      return { subject, ...renderMail(content) };
    });
  });
}

async function keepToken(em: EntityManager, token: string, userId: number): Promise<void> {
  await query(
    em,
    `insert into one_time_tokens (token_hash, user_id, purpose, expires_at)
     values (?, ?, ?, now() + ? * interval '1 minute') on conflict (token_hash) do nothing`,
    [hashOneTimeToken(token), userId, RESET_PURPOSE, RESET_VALID_MINUTES],
  );
}

type Kind = 'password-reset' | 'password-was-reset';

interface Facts {
  name: string;
  language: 'id' | 'en';
  url: string;
  organisation: string;
}

const TEXTS = {
  id: {
    hello: (name: string) => `Halo ${name},`,
    label: 'Buat kata sandi baru',
    validity: `Tautan ini hanya dapat dipakai sekali dan berlaku ${RESET_VALID_MINUTES} menit.`,
    'password-reset': {
      subject: 'Buat kata sandi baru',
      body: 'Kami menerima permintaan untuk mengganti kata sandi Anda. Jika bukan Anda yang meminta, abaikan surel ini; kata sandi Anda tidak berubah.',
    },
    'password-was-reset': {
      subject: 'Kata sandi Anda telah direset',
      body: 'Administrator telah mereset kata sandi Anda, dan semua sesi Anda diakhiri. Masuklah dengan kata sandi sementara dari administrator, atau langsung buat kata sandi baru di sini.',
    },
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    label: 'Set a new password',
    validity: `The link works once and for ${RESET_VALID_MINUTES} minutes.`,
    'password-reset': {
      subject: 'Set a new password',
      body: 'Somebody asked to replace your password. If that was not you, ignore this mail; your password has not changed.',
    },
    'password-was-reset': {
      subject: 'Your password was reset',
      body: 'An administrator reset your password, and all your sessions ended. Log in with the temporary password that you get from the administrator, or set your own right here.',
    },
  },
} as const;

/** The mail with a link to set a password, in the reader's language. */
export function securityMailContent(kind: Kind, facts: Facts): MailContent & { subject: string } {
  const texts = TEXTS[facts.language];
  const { subject, body } = texts[kind];
  return {
    subject,
    title: subject,
    paragraphs: [texts.hello(facts.name), body, texts.validity],
    action: { label: texts.label, url: facts.url },
    footer: facts.organisation,
  };
}
