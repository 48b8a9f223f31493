import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { SmsError, type SmsSender } from '@antrean/platform/sms';
import { smsCodeOf } from '../factor-key.ts';
import { sendSmsCode } from '../factor.messages.ts';
import { SMS_VALID_MINUTES } from './sms-code.ts';

const TEXTS = {
  id: (code: string, name: string) =>
    `${code} adalah kode ${name} Anda. Berlaku ${SMS_VALID_MINUTES} menit. Jangan berikan kepada siapa pun.`,
  en: (code: string, name: string) =>
    `${code} is your ${name} code. It is valid for ${SMS_VALID_MINUTES} minutes. Give it to nobody.`,
};

/** Sends a code that still counts. Every try sends the same, by which the provider knows a repetition. */
export const sendSmsCodeHandler = ({
  database,
  config,
  sms,
}: {
  database: Database;
  config: Config;
  sms: SmsSender;
}): JobHandler =>
  handleJob(sendSmsCode, async (run) => {
    const { codeId } = run.payload;
    const [wanted] = await query<{ phone: string; language: 'id' | 'en' }>(
      database.fork(),
      `select c.phone, u.language from sms_codes c join user_contacts_v u on u.id = c.user_id
       where c.id = ? and c.used_at is null and c.created_at > now() - ? * interval '1 minute'`,
      [codeId, SMS_VALID_MINUTES],
    );
    if (wanted) {
      const text = TEXTS[wanted.language](smsCodeOf(codeId, config), config.organisationName);
      try {
        await sms.send({ to: wanted.phone, text, idempotencyKey: codeId });
      } catch (error) {
        if (!(error instanceof SmsError && error.permanent)) throw error;
        run.log.warn({ codeId, error: error.message }, 'a code by SMS was refused');
      }
    }
    await run.finish(async () => undefined);
  });
