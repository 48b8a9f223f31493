import { query } from '@antrean/platform/database';
import { defineNotification, NothingToTell } from '@antrean/platform/notifications';
import { z } from 'zod';

/** For a user whose password was guessed so often that no more is taken from there; once for each lock. */
export const loginLocked = defineNotification({
  name: 'login.locked',
  summary: 'That wrong passwords locked the login of this user where they came from.',
  facts: z.object({ userId: z.int() }),
  channels: ['email'],
  isUrgent: true,
  recipients: async (_, { userId }) => [{ userId }],
  read: async ({ database, config }, { userId }) => {
    const [user] = await query<{ name: string }>(
      database.fork(),
      `select full_name as name from users_v where id = ?`,
      [userId],
    );
    if (!user) throw new NothingToTell('There is no such user any more.');
    return { ...user, url: `${config.publicUrl}/app/forgot-password` };
  },
  sample: { name: 'Wulan Sari', url: 'https://antrean.example/app/forgot-password' },
  texts: {
    id: ({ name, url }) => ({
      subject: 'Terlalu banyak kata sandi yang salah',
      paragraphs: [
        `Halo ${name},`,
        'Terlalu banyak kata sandi yang salah dimasukkan untuk akun Anda, sehingga untuk sementara tidak ada yang dapat masuk dari sana. Perangkat dan jaringan yang biasa Anda pakai tetap dapat dipakai.',
        'Jika Anda lupa kata sandi, buat yang baru. Jika bukan Anda yang mencoba, Anda tidak perlu melakukan apa pun.',
      ],
      action: { label: 'Lupa kata sandi', url },
    }),
    en: ({ name, url }) => ({
      subject: 'Too many wrong passwords',
      paragraphs: [
        `Hello ${name},`,
        'Too many wrong passwords were tried for your account, so nobody can log in from there for a while. Devices and networks that you use go on working.',
        'If you forgot your password, set a new one. If it was not you who tried, there is nothing that you must do.',
      ],
      action: { label: 'Forgotten password', url },
    }),
  },
});
