import { query } from '@antrean/platform/database';
import { defineNotification, NothingToTell } from '@antrean/platform/notifications';
import { z } from 'zod';

const METHODS = {
  totp: { id: 'aplikasi autentikator', en: 'an authenticator app' },
  sms: { id: 'kode lewat SMS', en: 'codes by SMS' },
  backup: { id: 'kode cadangan baru', en: 'new backup codes' },
  passkey: { id: 'kunci sandi (passkey)', en: 'a passkey' },
  all: { id: 'semua faktor kedua', en: 'all second factors' },
} as const;

/** For a user whose ways to show who they are became others: whoever did it may have been somebody else. */
export const factorsChanged = defineNotification({
  name: 'factor.changed',
  summary: 'That a second factor of the account was added or removed, by the user or by an administrator.',
  facts: z.object({
    userId: z.int(),
    method: z.enum(['totp', 'sms', 'backup', 'passkey', 'all']),
    change: z.enum(['added', 'removed']),
    by: z.enum(['owner', 'administrator']),
  }),
  channels: ['email'],
  isUrgent: true,
  recipients: async (_, { userId }) => [{ userId }],
  read: async ({ database }, { userId, ...change }) => {
    const [user] = await query<{ name: string }>(
      database.fork(),
      `select full_name as name from users_v where id = ?`,
      [userId],
    );
    if (!user) throw new NothingToTell('There is no such user any more.');
    return { ...user, ...change };
  },
  sample: { name: 'Budi Santoso', method: 'totp', change: 'added', by: 'owner' },
  texts: {
    id: ({ name, method, change, by }) => ({
      subject: `Faktor kedua akun Anda ${change === 'added' ? 'ditambahkan' : 'dihapus'}`,
      paragraphs: [
        `Halo ${name},`,
        `${by === 'administrator' ? 'Administrator telah' : 'Akun Anda baru saja'} ${change === 'added' ? 'menambahkan' : 'menghapus'} ${METHODS[method].id}.`,
        'Jika bukan Anda yang meminta, ganti kata sandi Anda, akhiri semua sesi, dan hubungi administrator.',
      ],
    }),
    en: ({ name, method, change, by }) => ({
      subject: `A second factor of your account was ${change}`,
      paragraphs: [
        `Hello ${name},`,
        `${by === 'administrator' ? 'An administrator' : 'Your account'} ${change} ${METHODS[method].en}.`,
        'If you did not ask for it, change your password, end all sessions, and tell an administrator.',
      ],
    }),
  },
});
