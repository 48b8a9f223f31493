import { extname } from 'node:path';
import { query } from '@antrean/platform/database';
import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';
import { giveUp } from './avatars/avatar-file.ts';
import { giveUpExport } from './export/export.ts';
import { findAvatar } from './avatars/avatar.queries.ts';

/** What somebody told of themselves and chose. */
export const profileData: PersonalDataSource = {
  name: 'profile',
  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'profile',
      select: `
        select user_id as key, jsonb_build_object('birthDate', birth_date, 'bio', bio, 'street', street,
          'district', district, 'city', city, 'province', province, 'postalCode', postal_code, 'country', country,
          'emergencyName', emergency_name, 'emergencyPhone', emergency_phone, 'createdAt', created_at,
          'updatedAt', updated_at) as row
        from profiles where user_id = ? and user_id > ? limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'display',
      select: `
        select user_id as key, to_jsonb(p) - 'user_id' as row
        from display_preferences p where user_id = ? and user_id > ? limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'favoriteVendors',
      select: `
        select f.clinic_id as key, jsonb_build_object('clinicId', f.clinic_id, 'name', c.name,
          'addedAt', f.created_at) as row
        from favorite_vendors f join clinics_v c on c.id = f.clinic_id
        where f.user_id = ? and f.clinic_id > ? order by f.clinic_id limit ?`,
    });
  },
  async *files(em, userId) {
    const avatar = await findAvatar(em, userId);
    if (avatar) yield { key: avatar.key, name: `avatar${extname(avatar.name)}` };
  },
  async erase(tx, userId) {
    await giveUp(tx, userId);
    await giveUpExport(tx, userId);
    await query(tx.em, `delete from profiles where user_id = ?`, [userId]);
    await query(tx.em, `delete from display_preferences where user_id = ?`, [userId]);
    await query(tx.em, `delete from favorite_vendors where user_id = ?`, [userId]);
  },
};
