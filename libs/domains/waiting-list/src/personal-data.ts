import { findProvenEmail } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { takeEntries } from './write-entry.ts';

/** For what people wait. What is offered is a booking, which is its domain's. */
export const waitingData: PersonalDataSource = {
  name: 'waiting-list',

  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'entries',
      select: `
        select e.id as key, jsonb_build_object('clinic', c.name, 'service', s.name, 'firstDate', e.first_date,
          'lastDate', e.last_date, 'fromTime', e.from_time, 'untilTime', e.until_time, 'status', e.status,
          'createdAt', e.created_at) as row
        from waiting_entries e join clinics_v c on c.id = e.clinic_id join clinic_services_v s on s.id = e.service_id
        where e.customer_id = ? and e.id > ? order by e.id limit ?`,
    }),

  async erase(tx, userId) {
    const email = await findProvenEmail(tx.em, userId);
    const found = await query<{ id: number }>(
      tx.em,
      `select id from waiting_entries where customer_id = ?
       union all select entry_id from waiting_guests where lower(email) = lower(?)`,
      [userId, email],
    );
    await takeEntries(
      tx,
      found.map(({ id }) => id),
      'leave',
    );
    await query(tx.em, `delete from waiting_entries where customer_id = ?`, [userId]);
  },
};
