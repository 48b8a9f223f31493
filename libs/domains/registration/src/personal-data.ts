import { forgetAddresses, forgetDeliveries } from '@antrean/notifications';
import { query, textArray } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { causeOf } from './registration.notification.ts';

/** Changes of address of the last months. */
export const registrationData: PersonalDataSource = {
  name: 'registration',
  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'emailChanges',
      select: `
        select id as key, jsonb_build_object('from', old_email, 'to', new_email, 'phone', old_phone, 'createdAt', created_at,
          'confirmedAt', confirmed_at, 'undoneAt', undone_at) as row
        from email_changes where user_id = ? and id > ? order by id limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'phoneChanges',
      select: `
        select user_id as key, jsonb_build_object('to', phone, 'createdAt', created_at) as row
        from phone_changes where user_id = ? and user_id > ? limit ?`,
    });
  },
  async erase({ em }, userId) {
    const changes = await query<{
      id: number;
      isConfirmed: boolean;
      oldEmail: string | null;
      newEmail: string;
    }>(
      em,
      `delete from email_changes where user_id = ?
       returning id, confirmed_at is not null as "isConfirmed", old_email as "oldEmail", new_email as "newEmail"`,
      [userId],
    );
    await forgetDeliveries(
      em,
      changes.flatMap(({ id }) => [causeOf('wanted', id), causeOf('changed', id)]),
    );
    // What others had mailed to an address that was theirs, unless it is somebody else's by now.
    const theirs = changes.filter(({ isConfirmed }) => isConfirmed);
    const former = await query<{ address: string }>(
      em,
      `select address from unnest(?::text[]) address
       where not exists (select from users_v where lower(email) = lower(address) and id <> ?)`,
      [textArray(theirs.flatMap(({ oldEmail, newEmail }) => [oldEmail ?? [], newEmail].flat())), userId],
    );
    await forgetAddresses(
      em,
      former.map(({ address }) => address),
    );
    await query(em, `delete from phone_changes where user_id = ?`, [userId]);
    // Whoever typed the address again: by its link a new account may still be opened, and only by its owner.
    await query(
      em,
      `delete from registrations r using user_contacts_v u where u.id = ? and lower(r.email) = lower(u.email)`,
      [userId],
    );
  },
};
