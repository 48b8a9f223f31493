import { timingSafeEqual } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { enqueue } from '@antrean/platform/outbox';
import { invalidField } from '@antrean/platform/http';
import { canSendSms } from '@antrean/platform/sms';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { smsCodeOf } from '../factor-key.ts';
import { sendSmsCode } from '../factor.messages.ts';
import { factorProblem } from '../factor.problem.ts';
import { maskPhone } from './mask-phone.ts';
import type { SmsSettings } from './sms.settings.ts';

export const SMS_VALID_MINUTES = 5;

/** Messages cost money, and some are asked for only because somebody is paid for each: so many, and no more. */
export const LIMITS = [
  { of: 'phone', minutes: 1, most: 1 },
  { of: 'phone', minutes: 60, most: 5 },
  { of: 'phone', minutes: 24 * 60, most: 10 },
  { of: 'user_id', minutes: 24 * 60, most: 20 },
  { of: 'network', minutes: 60, most: 20 },
  { of: 'all', minutes: 24 * 60, most: 2_000 },
] as const;

/**
 * Who has codes sent only because somebody is paid for each does not show them. When of so many within an hour fewer than
 * this share were shown, none are sent until it is over; other factors go on.
 */
export const BREAKER = { minutes: 60, atLeast: 200, shown: 0.1 } as const;

/** For what a code by SMS is asked. */
export type SmsPurpose = 'enrolment' | 'recovery' | 'phone' | `login:${string}` | `session:${string}`;

/**
 * Sends the user's phone a code, which counts for this purpose alone; an earlier one counts no more.
 * @returns the number, but for its middle
 * @throws problem `sms_unavailable` (429) when there were too many, or none can be sent; `second_factor_missing` (409)
 */
export async function requestSmsCode(
  tx: Tx,
  { userId, purpose, network }: { userId: number; purpose: SmsPurpose; network: string | null },
  config: Config,
): Promise<{ sentTo: string }> {
  if (!canSendSms(config)) throw factorProblem('sms_unavailable');
  const [factor] = await query<{ id: string; phone: string }>(
    tx.em,
    `select id, phone from factors where user_id = ? and kind = 'sms' and (confirmed_at is null) = ?`,
    [userId, purpose === 'enrolment'],
  );
  if (!factor) throw factorProblem('second_factor_missing');
  return send(tx, { userId, factorId: factor.id, phone: factor.phone, purpose, network });
}

/**
 * Sends a code to a number that a user wants to have.
 * @returns the number, but for its middle
 * @throws problem `sms_unavailable` (429), `invalid_request` for a number of elsewhere
 */
export async function requestPhoneCode(
  tx: Tx,
  { userId, phone, network }: { userId: number; phone: string; network: string | null },
  { config, settings }: { config: Config; settings: SmsSettings },
): Promise<{ sentTo: string }> {
  assertCountry(phone, settings);
  if (!canSendSms(config)) throw factorProblem('sms_unavailable');
  return send(tx, { userId, factorId: null, phone, purpose: 'phone', network });
}

/** @throws problem `invalid_request` for a number in a country to which no codes are sent */
export function assertCountry(phone: string, { prefixes }: SmsSettings): void {
  if (prefixes.some((prefix) => phone.startsWith(prefix))) return;
  throw invalidField('body.phone', {
    en: 'No codes are sent to numbers of this country; use an authenticator app',
    id: 'Kode tidak dikirim ke nomor negara ini; gunakan aplikasi autentikator',
  });
}

async function send(
  tx: Tx,
  code: {
    userId: number;
    factorId: string | null;
    phone: string;
    purpose: SmsPurpose;
    network: string | null;
  },
): Promise<{ sentTo: string }> {
  const { userId, factorId, phone, purpose, network } = code;
  // Strangers may type the number as theirs; what they have sent there keeps no code from who has shown that it is.
  const isProven = factorId !== null && purpose !== 'enrolment';
  // One after the other: many at once count each other.
  await query(tx.em, `select pg_advisory_xact_lock(hashtextextended('antrean sms codes', 0))`);
  const [sent] = await query<{ tooMany: boolean }>(
    tx.em,
    `select coalesce(bool_or((
         select count(*) from sms_codes c
         where c.created_at > now() - l.minutes * interval '1 minute'
           and case l."of" when 'phone' then c.phone = ? and (c.user_id = ? or not ?) when 'user_id' then c.user_id = ?
                           when 'network' then c.network = ? else true end
       ) >= l.most), false)
       or (select count(*) >= ? and count(used_at) < ? * count(*) from sms_codes
           where created_at > now() - ? * interval '1 minute'
             and created_at < now() - ? * interval '1 minute') as "tooMany"
     from jsonb_to_recordset(?::jsonb) as l ("of" text, minutes int, most int)`,
    [
      ...[phone, userId, isProven, userId, network],
      ...[BREAKER.atLeast, BREAKER.shown, BREAKER.minutes, SMS_VALID_MINUTES],
      JSON.stringify(LIMITS),
    ],
  );
  if (sent?.tooMany) throw factorProblem('sms_unavailable');
  const [kept] = await query<{ id: string }>(
    tx.em,
    `insert into sms_codes (user_id, factor_id, phone, purpose, network, created_at)
     values (?, ?, ?, ?, ?, clock_timestamp()) returning id`,
    [userId, factorId, phone, purpose, network],
  );
  if (kept) enqueue(tx, sendSmsCode, { codeId: kept.id });
  return { sentTo: maskPhone(phone) };
}

/** Takes a code that came by SMS: the last one that was sent for this purpose to the number that the factor has. */
export async function takeSmsCode(
  em: EntityManager,
  { id }: { id: string },
  { code, purpose }: { code: string; purpose: SmsPurpose },
  config: Config,
): Promise<boolean> {
  const [last] = await query<{ id: string; counts: boolean }>(
    em,
    `select c.id, c.used_at is null and c.created_at > now() - ? * interval '1 minute' as counts
     from sms_codes c join factors f on f.id = c.factor_id and f.phone = c.phone
     where c.factor_id = ? and c.purpose = ? order by c.created_at desc limit 1`,
    [SMS_VALID_MINUTES, id, purpose],
  );
  return last?.counts ? use(em, last.id, code, config) : false;
}

/** Takes a code that came by SMS to the number that a user wants to have: the last one that was sent there. */
export async function takePhoneCode(
  em: EntityManager,
  { userId, phone }: { userId: number; phone: string },
  code: string,
  config: Config,
): Promise<boolean> {
  const [last] = await query<{ id: string; counts: boolean }>(
    em,
    `select id, used_at is null and created_at > now() - ? * interval '1 minute' as counts
     from sms_codes where user_id = ? and phone = ? and purpose = 'phone' order by created_at desc limit 1`,
    [SMS_VALID_MINUTES, userId, phone],
  );
  return last?.counts ? use(em, last.id, code, config) : false;
}

async function use(em: EntityManager, id: string, code: string, config: Config): Promise<boolean> {
  if (!isEqual(code, smsCodeOf(id, config))) return false;
  const taken = await query(
    em,
    `update sms_codes set used_at = now() where id = ? and used_at is null returning id`,
    [id],
  );
  return taken.length > 0;
}

const isEqual = (given: string, right: string): boolean =>
  given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
