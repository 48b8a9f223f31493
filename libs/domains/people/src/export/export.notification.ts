import { query } from '@antrean/platform/database';
import { defineNotification, NothingToTell, tellTime } from '@antrean/platform/notifications';
import { z } from 'zod';

/** For who asked for what is kept about them. */
export const exportIsReady = defineNotification({
  name: 'profile.export-ready',
  summary: 'That what is kept about this user can be downloaded.',
  facts: z.object({ userId: z.int(), exportId: z.uuid() }),
  channels: ['email', 'inApp'],
  recipients: async (_, { userId }) => [{ userId }],
  read: async ({ database }, { exportId }) => {
    const [row] = await query<{ until: string }>(
      database.fork(),
      `select expires_at as until from personal_exports where id = ? and expires_at > now()`,
      [exportId],
    );
    if (!row) throw new NothingToTell('The file is gone.');
    return { until: new Date(row.until) };
  },
  sample: { until: new Date('2027-03-08T02:00:00Z') },
  texts: {
    id: ({ until }, reader) => ({
      subject: 'Data Anda siap diunduh',
      paragraphs: [
        `Salinan semua data yang kami simpan tentang Anda sudah siap sampai ${tellTime(until, reader)}.`,
        'Masuk ke akun Anda dan unduh dari profil. Demi keamanan, kata sandi atau kode Anda akan diminta lagi.',
        'Jika bukan Anda yang memintanya, akhiri semua sesi dan ganti kata sandi Anda.',
      ],
    }),
    en: ({ until }, reader) => ({
      subject: 'Your data can be downloaded',
      paragraphs: [
        `A copy of all that we keep about you is ready until ${tellTime(until, reader)}.`,
        'Log in and download it from your profile. To be safe, you are asked for your password or a code again.',
        'If it was not you who asked for it, end all sessions and change your password.',
      ],
    }),
  },
});
