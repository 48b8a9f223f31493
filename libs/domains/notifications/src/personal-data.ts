import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { digestOf } from './address-form.ts';
import { forgetAddresses } from './forget-address.ts';

/** What somebody was told, by which channel, and what they do not want to be told. */
export const notificationData: PersonalDataSource = {
  name: 'notifications',
  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'inApp',
      select: `
        select id as key, jsonb_build_object('notification', notification, 'title', title, 'text', text,
          'createdAt', created_at, 'readAt', read_at) as row
        from in_app_notifications where user_id = ? and id > ? order by id limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'deliveries',
      first: '00000000-0000-0000-0000-000000000000',
      // What they were told by mail is among the facts of others' domains; a link in it may be a secret.
      select: `
        select id as key, jsonb_build_object('notification', notification, 'channel', channel, 'to', recipient,
          'status', status, 'createdAt', created_at, 'sentAt', sent_at) as row
        from deliveries where user_id = ? and id > ?::uuid order by id limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'declined',
      first: '',
      select: `
        select channel || ' ' || notification as key, jsonb_build_object('notification', notification,
          'channel', channel, 'since', created_at) as row
        from declined_notifications where user_id = ? and channel || ' ' || notification > ? order by 1 limit ?`,
    });
  },
  async erase({ em }, userId) {
    // Also what went to the address as such, as long as it is known whose it is.
    const [user] = await query<{ email: string | null }>(
      em,
      `select email from user_contacts_v where id = ?`,
      [userId],
    );
    if (typeof user?.email === 'string') await forgetAddresses(em, [user.email]);
    // Others may have their address told something: who did not want it is not told from now on, either.
    await query(
      em,
      `insert into unsubscribed_addresses (address, notification)
       select ${digestOf('u.email')}, n.notification from user_contacts_v u, lateral (
         select notification from declined_notifications where user_id = u.id and channel = 'email'
         union select notification from unsubscribed_addresses where address = lower(u.email)) n
       where u.id = ? and u.email is not null on conflict do nothing`,
      [userId],
    );
    await query(
      em,
      `delete from unsubscribed_addresses a using user_contacts_v u where u.id = ? and a.address = lower(u.email)`,
      [userId],
    );
    await query(
      em,
      `delete from refused_addresses a using user_contacts_v u
       where u.id = ? and a.address in (lower(u.email), lower(u.phone))`,
      [userId],
    );
    await query(em, `delete from in_app_notifications where user_id = ?`, [userId]);
    await query(em, `delete from declined_notifications where user_id = ?`, [userId]);
    await query(em, `delete from deliveries where user_id = ?`, [userId]);
  },
};
