import { query, type Database } from '../database/index.ts';
import type { SmsSender } from './sms-message.ts';

/** Messages that the development inbox shows. */
const NEWEST = 100;

/** Sends to nobody: messages lie in a table for a day, where developers see them. Not for production. */
export function createSmsInbox(database: Database): SmsSender {
  return {
    untilCalled: async () => undefined,
    async send({ to, text, idempotencyKey }) {
      await query(
        database.fork(),
        `insert into development_sms (idempotency_key, recipient, text) values (?, ?, ?)
         on conflict (idempotency_key) do nothing`,
        [idempotencyKey, to, text],
      );
      return { response: 'development inbox' };
    },
  };
}

/** The newest messages of the development inbox, newest first. */
export async function readSmsInbox(database: Database): Promise<{ to: string; text: string; at: Date }[]> {
  const rows = await query<{ to: string; text: string; at: string }>(
    database.fork(),
    `select recipient as "to", text, at from development_sms order by id desc limit ?`,
    [NEWEST],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
