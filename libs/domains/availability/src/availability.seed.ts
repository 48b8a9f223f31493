import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** By clinic and name. Who has none is available in the clinic's opening hours. */
const RULES = [
  ['Klinik Hewan Sahabat', 'drh. Rahmat Hidayat', '{1,2,3}', null, '08:00', '15:00'],
  ['Klinik Hewan Sahabat', 'drh. Maya Anggraini', '{1,2,3,4,5}', null, '09:00', '17:00'],
  ['Klinik Hewan Sahabat', 'drh. Maya Anggraini', null, 'FREQ=MONTHLY;BYDAY=1SA', '09:00', '12:00'],
  ['Klinik Satwa Losari', 'drh. Rahmat Hidayat', '{4,5,6}', null, '09:00', '16:00'],
] as const;

/**
 * When people at the clinics of development are available; drh. Rahmat half of the week at each. Where there is a rule
 * nothing happens. Processes that start at once take turns.
 */
export async function seedAvailability(em: EntityManager): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtext('seed availability'))`);
  const present = await query(em, `select from availability_rules limit 1`);
  if (present.length > 0) return;
  for (const [clinic, name, weekdays, rrule, startTime, endTime] of RULES) {
    await query(
      em,
      `insert into availability_rules (clinic_id, staff_id, weekdays, rrule, start_time, end_time, effective_from)
       select c.id, s.id, ?::int[], ?, ?, ?, '2026-01-01' from clinics_v c join clinic_staff_v s on s.clinic_id = c.id
       where c.name = ? and s.name = ? and s.is_active`,
      [weekdays, rrule, startTime, endTime, clinic, name],
    );
  }
}
