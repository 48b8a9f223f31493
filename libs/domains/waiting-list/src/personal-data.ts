import { findProvenEmail } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MOST_WAITING } from './join-list.ts';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { leave } from './write-entry.ts';

/** For what somebody waits without the account, with the address that its owner has proven: a few at most. */
async function* readAsGuest(
  em: EntityManager,
  email: string | null,
): AsyncGenerator<{ section: string; row: JsonObject }> {
  const rows = await query<{ row: JsonObject }>(
    em,
    `select jsonb_build_object('clinic', c.name, 'service', s.name, 'firstDate', e.first_date, 'lastDate', e.last_date,
       'fromTime', e.from_time, 'untilTime', e.until_time, 'status', e.status, 'createdAt', e.created_at, 'name', g.name,
       'email', g.email, 'phone', g.phone, 'petName', g.pet_name, 'petSpecies', g.pet_species) as row
     from waiting_guests g join waiting_entries e on e.id = g.entry_id join clinics_v c on c.id = e.clinic_id
     join clinic_services_v s on s.id = e.service_id
     where lower(g.email) = lower(?) order by e.id limit ${MOST_WAITING}`,
    [email],
  );
  for (const { row } of rows) yield { section: 'guestEntries', row };
}

/** For what people wait. What is offered is a booking, which is its domain's. */
export const waitingData: PersonalDataSource = {
  name: 'waiting-list',

  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'entries',
      select: `
        select e.id as key, jsonb_build_object('clinic', c.name, 'service', s.name, 'firstDate', e.first_date,
          'lastDate', e.last_date, 'fromTime', e.from_time, 'untilTime', e.until_time, 'status', e.status,
          'createdAt', e.created_at) as row
        from waiting_entries e join clinics_v c on c.id = e.clinic_id join clinic_services_v s on s.id = e.service_id
        where e.customer_id = ? and e.id > ? order by e.id limit ?`,
    });
    yield* readAsGuest(em, await findProvenEmail(em, userId));
  },

  async erase(tx, userId) {
    const email = await findProvenEmail(tx.em, userId);
    const found = await query<{ id: number }>(
      tx.em,
      `select id from waiting_entries where customer_id = ?
       union all select entry_id from waiting_guests where lower(email) = lower(?)`,
      [userId, email],
    );
    await leave(
      tx,
      found.map(({ id }) => id),
    );
    await query(tx.em, `delete from waiting_entries where customer_id = ?`, [userId]);
  },
};
