import { ERASED_NAME } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { publish } from '@antrean/platform/outbox';
import { LockMode } from '@mikro-orm/postgresql';
import { ClinicInvitation, ClinicStaff, StaffPerson } from './clinic.entity.ts';
import { endInvitation } from './staff/invite-staff.ts';
import { staffChanged } from './messages.ts';
import { replaceOffered } from './services/offered-service.ts';

/** As what somebody works at clinics. Bookings go on naming the calendar, which is nobody's when the account is gone. */
export const clinicData: PersonalDataSource = {
  name: 'clinics',

  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'invitations',
      select: `
        select i.id as key, jsonb_build_object('id', i.id, 'clinicId', i.clinic_id, 'clinic', c.name, 'role', i.role,
          'email', i.email, 'status', i.status, 'createdAt', i.created_at, 'expiresAt', i.expires_at, 'endedAt', i.ended_at) as row
        from clinic_invitations i join clinics c on c.id = i.clinic_id
        where i.user_id = ? and i.id > ? order by i.id limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'staff',
      select: `
        select s.id as key, jsonb_build_object('id', s.id, 'clinicId', s.clinic_id, 'clinic', c.name, 'name', s.name,
          'title', s.title, 'role', s.role, 'phone', s.phone, 'isBookable', s.is_bookable, 'isActive', s.is_active,
          'createdAt', s.created_at) as row
        from clinic_staff s join staff_persons p on p.id = s.person_id join clinics c on c.id = s.clinic_id
        where p.user_id = ? and s.id > ? order by s.id limit ?`,
    });
  },

  async erase(tx, userId) {
    const asked = { userId, status: 'invited' } as const;
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    for (const open of await tx.em.find(ClinicInvitation, asked, { orderBy: { id: 'asc' }, lockMode })) {
      await endInvitation(tx, open, 'decline');
    }
    await query(tx.em, `delete from clinic_invitations where user_id = ?`, [userId]);
    const person = await tx.em.findOne(StaffPerson, { userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!person) return;
    for (const staff of await tx.em.find(ClinicStaff, { personId: person.id }, { orderBy: { id: 'asc' } })) {
      const { clinicId, id: staffId, personId, role, isActive } = staff;
      tx.em.assign(staff, {
        name: ERASED_NAME,
        title: null,
        phone: null,
        isBookable: false,
        isActive: false,
      });
      await tx.em.flush();
      await replaceOffered(tx.em, staffId, []);
      if (!isActive) continue;
      const change = 'removed';
      publish(tx, staffChanged, { clinicId, staffId, personId, userId, name: ERASED_NAME, role, change });
    }
    person.userId = null;
    await tx.em.flush();
  },
};
