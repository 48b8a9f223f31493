import { query, type Database } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import type { AnyNotification, Reader, Recipient } from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What is to be told, and because of what. */
export interface WantedNotification {
  readonly notification: AnyNotification;
  readonly cause: string;
  readonly facts: JsonObject;
}

/**
 * Puts a delivery on record for each recipient and channel that has none for this cause.
 * @returns the ids of the new ones
 */
export async function planDeliveries(
  em: EntityManager,
  wanted: WantedNotification,
  recipients: readonly Recipient[],
): Promise<string[]> {
  return insertDeliveries(em, wanted, recipients, { takeOver: false });
}

/**
 * The same for one recipient whose delivery a process of an earlier version has put on record: it is sent by that row,
 * unless it has come to its end.
 */
export async function takeOverDelivery(
  em: EntityManager,
  wanted: WantedNotification,
  recipient: Recipient,
): Promise<string[]> {
  return insertDeliveries(em, wanted, [recipient], { takeOver: true });
}

const TAKE_OVER = `update set notification = excluded.notification, facts = excluded.facts, user_id = excluded.user_id,
  language = excluded.language, expires_at = excluded.expires_at
  where d.notification is null and d.status in ('planned', 'sending')`;

async function insertDeliveries(
  em: EntityManager,
  { notification: { name, channels, expiresAfterMs }, cause, facts }: WantedNotification,
  recipients: readonly Recipient[],
  { takeOver }: { takeOver: boolean },
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    em,
    `insert into deliveries as d (id, cause, recipient, channel, message_id, notification, facts, user_id, language, expires_at)
     select id, ?, recipient, channel, '<' || id || '@antrean>', ?, ?::jsonb, "userId", language,
       now() + ? * interval '1 millisecond'
     from (
       select distinct on (recipient, channel) gen_random_uuid() as id, recipient, channel, told."userId", told.language
       from (
         select u.id as "userId", u.email as recipient, u.language
         from jsonb_to_recordset(?::jsonb) as r ("userId" int)
         join users_v u on u.id = r."userId" and u.is_active and u.email is not null
         union all
         select null, r.address, coalesce(u.language, r.language)
         from jsonb_to_recordset(?::jsonb) as r (address text, language text)
         left join users_v u on lower(u.email) = lower(r.address)
         where r.address is not null
       ) told cross join unnest(?::text[]) channel
       order by recipient, channel, "userId"
     ) deliveries
     on conflict (cause, recipient, channel) do ${takeOver ? TAKE_OVER : 'nothing'}
     returning d.id`,
    [
      ...[cause, name, JSON.stringify(facts), expiresAfterMs],
      ...[JSON.stringify(recipients), JSON.stringify(recipients), `{${channels.join(',')}}`],
    ],
  );
  return rows.map(({ id }) => id);
}

/** A delivery at the beginning of a try. */
export interface OpenedDelivery {
  readonly id: string;
  readonly cause: string;
  readonly notification: string;
  readonly facts: JsonObject;
  /** Where it goes now: a user may have another address than when it was planned. */
  readonly recipient: string;
  readonly reader: Reader;
  /** Constant over the tries, so that mailboxes recognise a repetition. */
  readonly messageId: string;
  /** A try began and left no outcome. */
  readonly isUnknown: boolean;
  readonly isExpired: boolean;
  /** Whether there is still somebody to tell. */
  readonly isReachable: boolean;
}

interface DeliveryRow extends Omit<OpenedDelivery, 'reader'> {
  userId: number | null;
  language: Reader['language'];
}

/** Notes that a try begins, before anything leaves. @returns undefined when it has come to its end already */
export async function openDelivery(database: Database, id: string): Promise<OpenedDelivery | undefined> {
  const [opened] = await query<DeliveryRow>(
    database.fork(),
    `update deliveries d set status = 'sending', error = null, recipient = before.address
     from (
       select o.id, o.status = 'sending' and o.error is null as "isUnknown", o.expires_at <= now() as "isExpired",
         o.user_id is null or (u.is_active and u.email is not null) as "isReachable",
         coalesce(u.email, o.recipient) as address, coalesce(u.language, o.language) as language
       from deliveries o left join users_v u on u.id = o.user_id
       where o.id = ? and o.status not in ('sent', 'skipped') for update of o
     ) before
     where d.id = before.id
     returning d.id, d.cause, d.notification, d.facts, d.recipient, d.message_id as "messageId", d.user_id as "userId",
       before.language, before."isUnknown", coalesce(before."isExpired", false) as "isExpired",
       coalesce(before."isReachable", false) as "isReachable"`,
    [id],
  );
  if (!opened) return undefined;
  const { userId, language, ...delivery } = opened;
  return { ...delivery, reader: { userId, language } };
}

/** What became of a try; `sending` is one that failed and comes again. */
export interface Outcome {
  readonly status: 'sending' | 'sent' | 'failed' | 'skipped';
  /** Of the mail server. */
  readonly response?: string;
  /** Why it was not sent. */
  readonly error?: string;
}

/** What was sent stays so, whatever a try says that was overtaken. */
export async function recordOutcome(
  em: EntityManager,
  id: string,
  { status, response, error }: Outcome,
): Promise<void> {
  await query(
    em,
    `update deliveries set status = ?, response = ?, error = left(?, 2000), sent_at = case when ? then now() end
     where id = ? and (status <> 'sent' or ?)`,
    [status, response ?? null, error ?? null, status === 'sent', id, status === 'sent'],
  );
}
