import { query } from '@antrean/platform/database';
import { defineNotification, NothingToTell } from '@antrean/platform/notifications';
import { z } from 'zod';

/** For a user whose oldest sessions ended because there was a login too many. */
export const sessionLimitReached = defineNotification({
  name: 'session.limit-reached',
  summary: 'That the oldest sessions of this user ended, because of a login too many.',
  facts: z.object({ userId: z.int(), sessionIds: z.array(z.string()) }),
  channels: ['email'],
  isUrgent: true,
  recipients: async (_, { userId }) => [{ userId }],
  read: async ({ database, config }, { userId, sessionIds }) => {
    const em = database.fork();
    const [user] = await query<{ name: string }>(em, `select full_name as name from users_v where id = ?`, [
      userId,
    ]);
    const ended = await query<{ device: string | null; network: string | null }>(
      em,
      `select user_agent as device, ip_prefix as network from sessions
       where user_id = ? and id = any(?::uuid[]) order by created_at, id`,
      [userId, `{${sessionIds.join(',')}}`],
    );
    if (!user || ended.length === 0) throw new NothingToTell('The sessions are not on record any more.');
    const named = ended.map(({ device, network }) => [device ?? '?', network].filter(Boolean).join(', '));
    return { ...user, ended: named.join('; '), url: `${config.publicUrl}/app/sessions` };
  },
  sample: {
    name: 'Siti Aminah',
    ended: 'Firefox, 203.0.113.0/24',
    url: 'https://antrean.example/app/sessions',
  },
  texts: {
    id: ({ name, ended, url }) => ({
      subject: 'Sesi terlama Anda diakhiri',
      paragraphs: [
        `Halo ${name},`,
        `Akun Anda masuk di perangkat lain, dan jumlah sesi yang diperbolehkan sudah penuh. Yang terlama diakhiri: ${ended}.`,
        'Jika bukan Anda yang masuk, akhiri semua sesi dan ganti kata sandi Anda.',
      ],
      action: { label: 'Lihat sesi saya', url },
    }),
    en: ({ name, ended, url }) => ({
      subject: 'Your oldest session ended',
      paragraphs: [
        `Hello ${name},`,
        `Your account was logged in to on another device, and there were as many sessions as there may be. The oldest ended: ${ended}.`,
        'If it was not you who logged in, end all sessions and change your password.',
      ],
      action: { label: 'See my sessions', url },
    }),
  },
});
