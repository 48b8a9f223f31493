import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Why somebody was away is theirs; that they were is their clinic's. */
export const forgetReasons = (em: EntityManager, staffId: number): Promise<object[]> =>
  query(em, `update availability_blocks set reason = null where staff_id = ? and reason is not null`, [
    staffId,
  ]);

/** When somebody was away from clinics where they work. */
export const availabilityData: PersonalDataSource = {
  name: 'availability',

  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'blocks',
      select: `
        select b.id as key, jsonb_build_object('id', b.id, 'clinicId', b.clinic_id, 'startsAt', b.starts_at,
          'endsAt', b.ends_at, 'reason', b.reason) as row
        from availability_blocks b join clinic_staff_v s on s.id = b.staff_id
        where s.user_id = ? and b.id > ? order by b.id limit ?`,
    }),

  // Whose account was deleted before this was asked has left their clinics, which is told: see calendar.job.ts.
  async erase({ em }, userId) {
    const staff = await query<{ id: number }>(em, `select id from clinic_staff_v where user_id = ?`, [
      userId,
    ]);
    for (const { id } of staff) await forgetReasons(em, id);
  },
};
