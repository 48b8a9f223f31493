import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { eraseUser } from './erase-user.ts';
import { findAndLockUser } from './user.queries.ts';

/** The account, and the employee on record that it belongs to, whose record stays with the employer. */
export const accountData: PersonalDataSource = {
  name: 'account',
  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'account',
      select: `
        select u.id as key, jsonb_build_object('id', u.id, 'nik', u.nik, 'username', u.username, 'email', u.email,
          'emailVerifiedAt', u.email_verified_at, 'phone', u.phone,
          'phoneVerifiedAt', u.phone_verified_at, 'namaLengkap', u.full_name, 'language', u.language,
          'timeZone', u.time_zone, 'role', u.primary_role,
          'roles', (select jsonb_agg(role_key order by role_key) from user_roles_v where user_id = u.id),
          'passwordChangedAt', u.password_changed_at, 'createdAt', u.created_at) as row
        from users u where u.id = ? and u.id > ? limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'employee',
      select: `
        select e.id as key, jsonb_build_object('id', e.id, 'nik', e.nik, 'departmentId', e.department_id,
          'positionId', e.position_id) as row
        from users u join employees_v e on e.id = u.employee_id where u.id = ? and e.id > ? limit ?`,
    });
  },
  async erase(tx, userId) {
    const user = await findAndLockUser(tx, userId);
    if (user && !user.erasedAt) await eraseUser(tx, user);
  },
};
