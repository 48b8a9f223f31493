import { query } from '@antrean/platform/database';
import { invalidField, type Language } from '@antrean/platform/http';
import {
  NOTIFICATION_CHANNELS,
  type AnyNotification,
  type NotificationChannel,
} from '@antrean/platform/notifications';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { formsOf } from './address-form.ts';
import type { Preferences, PreferencesChange, Wanted } from './notification.contract.ts';

/** Stands for all notifications. */
const ALL = '*';

/** What a user wants by which channel, of what there is to choose. Everything is wanted until somebody says otherwise. */
export async function readPreferences(
  em: EntityManager,
  notifications: readonly AnyNotification[],
  userId: number,
  language: Language,
): Promise<Preferences> {
  const rows = await query<{ notification: string; channel: NotificationChannel }>(
    em,
    `select notification, channel from declined_notifications where user_id = ?`,
    [userId],
  );
  const declined = new Set(rows.map(({ notification, channel }) => `${notification} ${channel}`));
  const wanted = (name: string, channels: readonly NotificationChannel[]): Wanted =>
    Object.fromEntries(channels.map((channel) => [channel, !declined.has(`${name} ${channel}`)]));
  return {
    channels: wanted(ALL, NOTIFICATION_CHANNELS),
    notifications: Object.fromEntries(
      choosable(notifications).map(({ name, channels }) => [name, wanted(name, channels)]),
    ),
    choices: choosable(notifications).map(({ name, channels, choice }) => ({
      name,
      title: choice[language],
      channels: [...channels],
    })),
  };
}

/**
 * Sets what a user wants; what is not said stays as it was.
 * @throws problem `invalid_request` for what nobody can choose
 */
export function changePreferences(
  unitOfWork: UnitOfWork,
  context: Context,
  notifications: readonly AnyNotification[],
  { userId, language }: { userId: number; language: Language },
  change: PreferencesChange,
): Promise<Preferences> {
  return transaction(unitOfWork, context, async (tx) => {
    await choose(tx, notifications, userId, change);
    return readPreferences(tx.em, notifications, userId, language);
  });
}

/**
 * What {@link changePreferences} does, in the transaction of whoever changes more with it.
 * @param field where in the request the names stand
 * @returns whether anything is wanted otherwise than before
 * @throws problem `invalid_request` for what nobody can choose
 */
export async function choose(
  { em }: Tx,
  notifications: readonly AnyNotification[],
  userId: number,
  change: PreferencesChange,
  field = 'body.notifications',
): Promise<boolean> {
  const named = new Map(choosable(notifications).map(({ name, channels }) => [name, channels]));
  const said = [
    ...entriesOf(ALL, change.channels ?? {}),
    ...Object.entries(change.notifications ?? {}).flatMap(([name, wanted]) => entriesOf(name, wanted)),
  ];
  for (const { name, channel } of said) {
    if (name !== ALL && !named.get(name)?.includes(channel))
      throw invalidField(`${field}.${name}.${channel}`, {
        en: 'cannot be chosen; see "choices"',
        id: 'tidak dapat dipilih; lihat "choices"',
      });
  }
  const rows = (isWanted: boolean): string =>
    JSON.stringify(said.filter((each) => each.isWanted === isWanted));
  const wanted = await query<{ name: string }>(
    em,
    `delete from declined_notifications d using jsonb_to_recordset(?::jsonb) as s (name text, channel text)
     where d.user_id = ? and d.notification = s.name and d.channel = s.channel returning d.notification as name`,
    [rows(true), userId],
  );
  const declined = await query<{ name: string }>(
    em,
    `insert into declined_notifications (user_id, notification, channel)
     select ?, name, channel from jsonb_to_recordset(?::jsonb) as s (name text, channel text)
     on conflict do nothing returning notification as name`,
    [userId, rows(false)],
  );
  // Also what its owner did not want by mail before there was this account.
  const renewed = await query(
    em,
    `delete from unsubscribed_addresses a using user_contacts_v u, jsonb_to_recordset(?::jsonb) as s (name text, channel text)
     where u.id = ? and a.address in ${formsOf('u.email')} and s.channel = 'email' and a.notification = s.name
     returning a.notification`,
    [rows(true), userId],
  );
  return wanted.length + declined.length + renewed.length > 0;
}

const isChannel = (name: string): name is NotificationChannel =>
  NOTIFICATION_CHANNELS.some((channel) => channel === name);

const entriesOf = (name: string, wanted: Wanted) =>
  Object.entries(wanted).flatMap(([channel, isWanted]) =>
    isChannel(channel) && isWanted !== undefined ? [{ name, channel, isWanted }] : [],
  );

const choosable = (notifications: readonly AnyNotification[]) =>
  notifications.flatMap(({ name, channels, choice }) => (choice ? [{ name, channels, choice }] : []));

/**
 * Ends mails of a delivery's kind to whom it went. Doing it twice is doing it once.
 * @returns whether there is such a delivery, of a kind that can be ended
 */
export async function unsubscribe(
  unitOfWork: UnitOfWork,
  context: Context,
  notifications: readonly AnyNotification[],
  deliveryId: string,
): Promise<boolean> {
  const names = choosable(notifications).map(({ name }) => name);
  return transaction(unitOfWork, context, async ({ em }) => {
    const [of] = await query<{ userId: number | null; address: string; notification: string }>(
      em,
      `select coalesce(d.user_id, u.id) as "userId", lower(d.recipient) as address, d.notification
       from deliveries d
       left join user_contacts_v u on d.user_id is null and lower(u.email) = lower(d.recipient)
       where d.id = ? and d.channel = 'email' and d.notification = any(?::text[]) limit 1`,
      [deliveryId, `{${names.join(',')}}`],
    );
    if (!of) return false;
    if (of.userId === null) {
      await query(
        em,
        `insert into unsubscribed_addresses (address, notification) values (?, ?) on conflict do nothing`,
        [of.address, of.notification],
      );
    } else {
      await query(
        em,
        `insert into declined_notifications (user_id, notification, channel) values (?, ?, 'email')
         on conflict do nothing`,
        [of.userId, of.notification],
      );
    }
    return true;
  });
}
