import { prepared, query, textArray, type Database } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import type {
  AnyNotification,
  NotificationChannel,
  Reader,
  Recipient,
} from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';
import { formsOf } from './address-form.ts';

/** Told in one message at most; what is more comes in the next. */
const TOGETHER = 100;

/** What is to be told because of one cause, and to whom. */
export interface Told {
  readonly cause: string;
  readonly facts: JsonObject;
  readonly recipients: readonly Recipient[];
  /** Of those that the notification has; all of them when absent. */
  readonly channels?: readonly NotificationChannel[] | undefined;
}

/** A delivery that was put on record. */
export interface PlannedDelivery {
  readonly id: string;
  readonly channel: NotificationChannel;
  /** When it leaves together with others; null: at once. */
  readonly sendAt: Date | null;
}

/**
 * Puts a delivery on record for each recipient and channel that has none for its cause, of all causes in one statement.
 * @returns the new ones
 */
export async function planDeliveries(
  em: EntityManager,
  notification: AnyNotification,
  told: readonly Told[],
): Promise<PlannedDelivery[]> {
  return insertDeliveries(em, notification, told, { takeOver: false });
}

/**
 * The same for one recipient whose delivery a process of an earlier version has put on record: it is sent by that row,
 * unless it has come to its end.
 */
export async function takeOverDelivery(
  em: EntityManager,
  notification: AnyNotification,
  told: Told,
): Promise<PlannedDelivery[]> {
  return insertDeliveries(em, notification, [told], { takeOver: true });
}

const TAKE_OVER = `update set notification = excluded.notification, facts = excluded.facts, user_id = excluded.user_id,
  language = excluded.language, expires_at = excluded.expires_at
  where d.notification is null and d.status in ('planned', 'sending')`;

/** When the message leaves that waits already for the same reader; else the time that this one waits. */
const SEND_AT = `case when ?::bigint is not null then coalesce(
    (select min(w.send_at) from deliveries w
     where w.notification = ? and w.channel = told.channel and w.user_id is not distinct from told."userId"
       and (w.user_id is not null or w.recipient = told.recipient) and w.status = 'planned' and w.send_at > now()),
    now() + ? * interval '1 millisecond') end`;

async function insertDeliveries(
  em: EntityManager,
  { name, channels, expiresAfterMs, digestMs }: AnyNotification,
  told: readonly Told[],
  { takeOver }: { takeOver: boolean },
): Promise<PlannedDelivery[]> {
  const causes = told.map(({ cause, facts, channels: chosen }, n) => ({
    ...{ n, cause, facts },
    channels: chosen ? channels.filter((channel) => chosen.includes(channel)) : channels,
  }));
  const recipients = told.flatMap(({ recipients: who }, n) => who.map((recipient) => ({ n, ...recipient })));
  const rows = await query<{ id: string; channel: NotificationChannel; sendAt: string | null }>(
    em,
    `with wanted as (
       select cause, facts, channels, "userId", address, language
       from jsonb_to_recordset(?::jsonb) as c (n int, cause text, facts jsonb, channels text[])
       join jsonb_to_recordset(?::jsonb) as r (n int, "userId" int, address text, language text) using (n)
     )
     insert into deliveries as d (id, cause, recipient, channel, message_id, notification, facts, user_id, language,
       expires_at, send_at)
     select id, cause, recipient, channel, '<' || id || '@antrean>', ?, facts, "userId", language,
       now() + ? * interval '1 millisecond', ${SEND_AT}
     from (
       select distinct on (cause, recipient, channel) gen_random_uuid() as id, cause, facts, recipient, channel,
         reached."userId", language
       from (
         select cause, facts, channel, u.id as "userId", u.language,
           case channel when 'email' then u.email when 'sms' then u.phone else 'user:' || u.id end as recipient
         from wanted join user_contacts_v u on u.id = "userId" and u.is_active cross join unnest(channels) channel
         union all
         select cause, facts, 'email', null, coalesce(u.language, w.language), w.address
         from wanted w left join user_contacts_v u on lower(u.email) = lower(w.address)
         where w.address is not null and 'email' = any(channels)
       ) reached
       where recipient is not null
       order by cause, recipient, channel, "userId"
     ) told
     on conflict (cause, recipient, channel) do ${takeOver ? TAKE_OVER : 'nothing'}
     returning d.id, d.channel, d.send_at as "sendAt"`,
    [
      ...[JSON.stringify(causes), JSON.stringify(recipients)],
      ...[name, expiresAfterMs, digestMs, name, digestMs],
    ],
  );
  return rows.map(({ id, channel, sendAt }) => ({
    id,
    channel,
    sendAt: sendAt === null ? null : new Date(sendAt),
  }));
}

/** A delivery at the beginning of a try. */
export interface OpenedDelivery {
  readonly id: string;
  readonly cause: string;
  readonly notification: string;
  readonly channel: NotificationChannel;
  /** Of its cause, and of those that are told in the same message. */
  readonly facts: readonly JsonObject[];
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
  /** The reader does not want it by this channel. */
  readonly isDeclined: boolean;
  /** Its address was refused for good not long ago. */
  readonly isRefused: boolean;
}

interface DeliveryRow extends Omit<OpenedDelivery, 'reader' | 'facts'> {
  facts: JsonObject;
  userId: number | null;
  language: Reader['language'];
  timeZone: string | null;
  isFirstTry: boolean;
}

/**
 * Notes that a try begins, before anything leaves.
 * @param options.together whether what else waits for the same reader is told with it
 * @returns undefined when it has come to its end already, or is told with another one
 */
export async function openDelivery(
  database: Database,
  id: string,
  { together = false, businessZone }: { together?: boolean | undefined; businessZone: string },
): Promise<OpenedDelivery | undefined> {
  if (!together) {
    const opened = await open(database.fork(), id);
    return opened && toOpened(opened, [opened.facts], businessZone);
  }
  return database.fork().transactional(async (em) => {
    // Others that wait for the same reader come at the same time, and each would open itself alone.
    await query(
      em,
      `select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', notification, channel, coalesce(user_id::text, recipient)), 0))
       from deliveries where id = ?`,
      [id],
    );
    const opened = await open(em, id);
    if (!opened) return undefined;
    // The message of a later try is the same: what came meanwhile has a message of its own.
    if (opened.isFirstTry) await gather(em, opened);
    const told = await query<{ facts: JsonObject }>(
      em,
      `select facts from deliveries where id = ? or digest_id = ? order by created_at, id`,
      [id, id],
    );
    return toOpened(
      opened,
      told.map(({ facts }) => facts),
      businessZone,
    );
  });
}

/** The same for several mails of no digest, in one statement. Those that have come to their end are left out. */
export async function openDeliveries(
  database: Database,
  ids: readonly string[],
  businessZone: string,
): Promise<OpenedDelivery[]> {
  const opened = await openAll(database.fork(), ids);
  return opened.map((delivery) => toOpened(delivery, [delivery.facts], businessZone));
}

async function open(em: EntityManager, id: string): Promise<DeliveryRow | undefined> {
  const [opened] = await openAll(em, [id]);
  return opened;
}

/** Each try begins with it: prepared, because PostgreSQL takes as long to plan it as to do it. */
const OPEN = prepared(
  `update deliveries d set status = 'sending', error = null, recipient = before.address, attempts = d.attempts + 1,
     digest_id = case when d.send_at is not null then d.id end
   from (
     select o.id, o.status = 'sending' and o.error is null as "isUnknown", o.expires_at <= now() as "isExpired",
       o.status = 'planned' as "isFirstTry", coalesce(reach.address, o.recipient) as address,
       o.user_id is null or (u.is_active and reach.address is not null) as "isReachable",
       coalesce(u.language, o.language) as language, coalesce(u.time_zone, a.time_zone) as "timeZone",
       exists (select 1 from declined_notifications n
               where n.user_id = coalesce(o.user_id, a.id) and n.channel = o.channel
                 and n.notification in (o.notification, '*'))
         or exists (select 1 from unsubscribed_addresses s
                    where s.address in ${formsOf('o.recipient')} and s.notification in (o.notification, '*')
                      and o.user_id is null and o.channel = 'email') as "isDeclined",
       exists (select 1 from refused_addresses r
               where r.channel = o.channel and r.address = lower(coalesce(reach.address, o.recipient))) as "isRefused"
     from deliveries o
     left join user_contacts_v u on u.id = o.user_id
     left join user_contacts_v a on o.user_id is null and o.channel = 'email' and lower(a.email) = lower(o.recipient)
     cross join lateral (
       select case o.channel when 'email' then u.email when 'sms' then u.phone else o.recipient end as address
     ) reach
     where o.id = any(?::uuid[]) and o.status not in ('sent', 'skipped')
       and (o.digest_id is null or o.digest_id = o.id)
     order by o.id for update of o
   ) before
   where d.id = before.id
   returning d.id, d.cause, d.notification, d.channel, d.facts, d.recipient, d.message_id as "messageId",
     d.user_id as "userId", before.language, before."timeZone", before."isUnknown", before."isFirstTry",
     coalesce(before."isExpired", false) as "isExpired", coalesce(before."isReachable", false) as "isReachable",
     before."isDeclined", before."isRefused"`,
);

const openAll = (em: EntityManager, ids: readonly string[]): Promise<DeliveryRow[]> =>
  query<DeliveryRow>(em, OPEN, [textArray(ids)]);

/** What waits for the same reader goes with this delivery; the jobs of the others will find nothing to do. */
async function gather(
  em: EntityManager,
  { id, notification, channel, userId, recipient }: DeliveryRow,
): Promise<void> {
  await query(
    em,
    `update deliveries set status = 'sending', digest_id = ?
     where id in (
       select id from deliveries
       where notification = ? and channel = ? and user_id is not distinct from ? and (user_id is not null or recipient = ?)
         and status = 'planned' and send_at is not null
       order by created_at, id limit ? for update)`,
    [id, notification, channel, userId, recipient, TOGETHER - 1],
  );
}

function toOpened(
  { userId, language, timeZone, isFirstTry: _, ...delivery }: DeliveryRow,
  facts: readonly JsonObject[],
  businessZone: string,
): OpenedDelivery {
  return { ...delivery, facts, reader: { userId, language, timeZone: timeZone ?? businessZone } };
}

/** What became of a try; `sending` is one that failed and comes again. */
export interface Outcome {
  readonly status: 'sending' | 'sent' | 'failed' | 'skipped';
  /** Of the mail server or the provider of text messages. */
  readonly response?: string;
  /** Why it was not sent. */
  readonly error?: string;
  /** The same in a word, when it is skipped. */
  readonly skippedFor?: string;
}

/** Of a delivery and those that are told with it. What was sent stays so, whatever a try says that was overtaken. */
export async function recordOutcome(
  em: EntityManager,
  id: string,
  { status, response, error, skippedFor }: Outcome,
): Promise<void> {
  await query(
    em,
    `update deliveries set status = ?, response = ?, error = left(?, 2000), skipped_for = left(?, 100),
       sent_at = case when ? then now() end
     where (id = ? or digest_id = ?) and (status <> 'sent' or ?)`,
    [
      ...[status, response ?? null, error ?? null, skippedFor ?? null, status === 'sent'],
      ...[id, id, status === 'sent'],
    ],
  );
}

/** What servers accepted of mails that are told with no others. */
export interface Accepted {
  readonly id: string;
  readonly response: string;
}

const RECORD_ACCEPTED = prepared(
  `update deliveries d set status = 'sent', response = a.response, error = null, sent_at = now()
   from unnest(?::uuid[], ?::text[]) as a (id, response) where d.id = a.id`,
);

/** {@link recordOutcome} of several that were sent. */
export async function recordAccepted(em: EntityManager, accepted: readonly Accepted[]): Promise<void> {
  await query(em, RECORD_ACCEPTED, [
    textArray(accepted.map(({ id }) => id)),
    textArray(accepted.map(({ response }) => response)),
  ]);
}

/** Of deliveries whose try was not made: it is not counted, and they are not among those that may have left. */
export async function recordUntried(em: EntityManager, ids: readonly string[], why: string): Promise<void> {
  await query(
    em,
    `update deliveries set error = left(?, 2000), attempts = attempts - 1
     where id = any(?::uuid[]) and status = 'sending' and error is null`,
    [why, `{${ids.join(',')}}`],
  );
}

/** A server refused the address itself for good. */
export async function markRefused(
  em: EntityManager,
  { channel, recipient }: Pick<OpenedDelivery, 'channel' | 'recipient'>,
  reason: string,
): Promise<void> {
  await query(
    em,
    `insert into refused_addresses (channel, address, reason) values (?, lower(?), left(?, 500))
     on conflict (channel, address) do update set reason = excluded.reason, refused_at = now()`,
    [channel, recipient, reason],
  );
}

/** Something arrived there after all. */
export async function forgetRefusal(
  em: EntityManager,
  { channel, recipient }: Pick<OpenedDelivery, 'channel' | 'recipient'>,
): Promise<void> {
  await query(em, `delete from refused_addresses where channel = ? and address = lower(?)`, [
    channel,
    recipient,
  ]);
}
