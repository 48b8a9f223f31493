import { query } from '@antrean/platform/database';
import { defineNotification, NothingToTell, tellTime } from '@antrean/platform/notifications';
import { z } from 'zod';
import type { StaffRole } from '../clinic.entity.ts';

const ROLE = { manager: { en: 'manager', id: 'manajer' }, staff: { en: 'staff', id: 'staf' } } as const;

/** Always sent: whoever was added by mistake, or by somebody whom they do not know, is to know of it. */
export const staffAdded = defineNotification({
  name: 'clinic.staff-added',
  summary: 'That somebody has been given a role at a clinic.',
  facts: z.object({ clinicId: z.int(), staffId: z.int(), userId: z.int() }),
  channels: ['email', 'inApp'],
  recipients: async (_, { userId }) => [{ userId }],
  read: async ({ database, config }, { staffId }) => {
    const [told] = await query<{ clinic: string; role: StaffRole }>(
      database.fork(),
      `select c.name as clinic, s.role from clinic_staff s join clinics c on c.id = s.clinic_id
       where s.id = ? and s.is_active`,
      [staffId],
    );
    if (!told) throw new NothingToTell('They do not work there any more.');
    return { ...told, url: `${config.publicUrl}/app` };
  },
  texts: {
    id: ({ clinic, role, url }) => ({
      subject: `Anda kini ${ROLE[role].id} di ${clinic}`,
      paragraphs: [
        `Akun Anda ditambahkan sebagai ${ROLE[role].id} di ${clinic}.`,
        'Jika Anda tidak mengenal klinik ini, beri tahu administrator.',
      ],
      action: { label: 'Buka', url },
    }),
    en: ({ clinic, role, url }) => ({
      subject: `You are ${ROLE[role].en} at ${clinic} now`,
      paragraphs: [
        `Your account was added as ${ROLE[role].en} at ${clinic}.`,
        'If you do not know this clinic, tell an administrator.',
      ],
      action: { label: 'Open', url },
    }),
  },
  sample: { clinic: 'Klinik Hewan Sahabat', role: 'staff', url: 'https://antrean.example/app' },
});

/** Always sent: it asks something, and a clinic asks three times at most. */
export const staffInvited = defineNotification({
  name: 'clinic.staff-invited',
  summary: 'That a clinic asks whether somebody works there.',
  facts: z.object({ invitationId: z.int(), userId: z.int() }),
  channels: ['email', 'inApp'],
  recipients: async (_, { userId }) => [{ userId }],
  read: async ({ database, config }, { invitationId }) => {
    const [told] = await query<{ clinic: string; role: StaffRole; expiresAt: string }>(
      database.fork(),
      `select c.name as clinic, i.role, i.expires_at as "expiresAt"
       from clinic_invitations i join clinics c on c.id = i.clinic_id
       where i.id = ? and i.status = 'invited' and i.expires_at > clock_timestamp()`,
      [invitationId],
    );
    if (!told) throw new NothingToTell('It is not to be answered any more.');
    return { ...told, url: `${config.publicUrl}/app/clinic-invitations#${invitationId}` };
  },
  texts: {
    id: ({ clinic, role, expiresAt, url }, reader) => ({
      subject: `${clinic} mengundang Anda sebagai ${ROLE[role].id}`,
      paragraphs: [
        `${clinic} mengundang akun Anda untuk bekerja di sana sebagai ${ROLE[role].id}.`,
        `Tidak ada yang berubah sebelum Anda menerimanya. Anda dapat menjawab sampai ${tellTime(new Date(expiresAt), reader)}.`,
        'Jika Anda tidak mengenal klinik ini, tolak undangannya.',
      ],
      action: { label: 'Lihat undangan', url },
    }),
    en: ({ clinic, role, expiresAt, url }, reader) => ({
      subject: `${clinic} invites you as ${ROLE[role].en}`,
      paragraphs: [
        `${clinic} invites your account to work there as ${ROLE[role].en}.`,
        `Nothing changes before you accept. You may answer until ${tellTime(new Date(expiresAt), reader)}.`,
        'If you do not know this clinic, decline.',
      ],
      action: { label: 'See the invitation', url },
    }),
  },
  sample: {
    clinic: 'Klinik Hewan Sahabat',
    role: 'staff',
    expiresAt: '2027-03-01T03:00:00Z',
    url: 'https://antrean.example/app/clinic-invitations#1',
  },
});
