import { z } from 'zod';
import type { Breakers } from '../breaker/index.ts';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import { SmsError } from './sms-error.ts';
import { createSmsInbox } from './sms-inbox.ts';
import type { SmsSender } from './sms-message.ts';
import { createSmsProvider } from './sms-provider.ts';

const message = z.object({
  to: z.string().regex(/^\+?\d{8,15}$/),
  text: z.string().min(1).max(480),
  idempotencyKey: z.string().regex(/^[\x21-\x7e]{1,100}$/),
});

/** Whether text messages reach anybody: by the provider of `SMS_URL`, or outside production the development inbox. */
export const canSendSms = ({ sms, production }: Pick<Config, 'sms' | 'production'>): boolean =>
  sms !== null || !production;

/** The provider of `SMS_URL`; without one the development inbox, and in production nothing but a refusal. */
export function createSmsSender({
  config,
  database,
  timeoutMs,
  breakers,
}: {
  config: Pick<Config, 'sms' | 'production'>;
  database: Database;
  timeoutMs?: number;
  breakers?: Breakers;
}): SmsSender {
  const { sms, production } = config;
  const sender = sms
    ? createSmsProvider({ ...sms, breakers, ...(timeoutMs === undefined ? {} : { timeoutMs }) })
    : production
      ? NOBODY
      : createSmsInbox(database);
  return {
    send: async (given) => {
      const checked = message.safeParse(given);
      // Zod's own message would hold the text.
      if (!checked.success) {
        const [issue] = checked.error.issues;
        throw new SmsError(`This is no text message: its ${String(issue?.path[0])} is not as it must be.`, {
          permanent: true,
        });
      }
      return sender.send(checked.data);
    },
    untilCalled: (signal) => sender.untilCalled(signal),
  };
}

const NOBODY: SmsSender = {
  untilCalled: async () => undefined,
  send: () =>
    Promise.reject(new SmsError('No SMS provider is set: SMS_URL is missing.', { permanent: true })),
};
