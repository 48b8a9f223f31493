import { hashOneTimeToken, oneTimeTokenOf } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import {
  defineNotification,
  NothingToTell,
  type NotificationDefinition,
} from '@antrean/platform/notifications';
import { z } from 'zod';
import { RESET_PURPOSE, RESET_VALID_MINUTES } from '../one-time-token.ts';

const facts = z.object({ userId: z.int() });

/** A link with which the user sets a new password. Every try mails the same, whose token is on record before it leaves. */
const read: NotificationDefinition<z.infer<typeof facts>, { name: string; url: string }>['read'] = async (
  { database, config },
  { userId },
  { deliveryId },
) => {
  const em = database.fork();
  const [user] = await query<{ name: string }>(em, `select full_name as name from users_v where id = ?`, [
    userId,
  ]);
  if (!user) throw new NothingToTell('There is no such user any more.');
  const token = oneTimeTokenOf(deliveryId, config);
  await query(
    em,
    `insert into one_time_tokens (token_hash, user_id, purpose, expires_at)
     values (?, ?, ?, now() + ? * interval '1 minute') on conflict (token_hash) do nothing`,
    [hashOneTimeToken(token), userId, RESET_PURPOSE, RESET_VALID_MINUTES],
  );
  return { ...user, url: `${config.publicUrl}/app/reset-password#token=${token}` };
};

const about = {
  facts,
  channels: ['email'],
  isUrgent: true,
  read,
  sample: { name: 'Siti Aminah', url: 'https://antrean.example/app/reset-password#token=…' },
} as const;
const LINK = {
  id: (url: string) => ({ label: 'Buat kata sandi baru', url }),
  en: (url: string) => ({ label: 'Set a new password', url }),
};
const VALIDITY = {
  id: `Tautan ini hanya dapat dipakai sekali dan berlaku ${RESET_VALID_MINUTES} menit.`,
  en: `The link works once and for ${RESET_VALID_MINUTES} minutes.`,
};

/** For a user who forgot the password. */
export const passwordLink = defineNotification({
  ...about,
  name: 'password.link',
  summary: 'A link to set a new password, which somebody asked for.',
  expiresAfterMs: RESET_VALID_MINUTES * 60_000,
  recipients: async (_, { userId }) => [{ userId }],
  texts: {
    id: ({ name, url }) => ({
      subject: 'Buat kata sandi baru',
      paragraphs: [
        `Halo ${name},`,
        'Kami menerima permintaan untuk mengganti kata sandi Anda. Jika bukan Anda yang meminta, abaikan surel ini; kata sandi Anda tidak berubah.',
        VALIDITY.id,
      ],
      action: LINK.id(url),
    }),
    en: ({ name, url }) => ({
      subject: 'Set a new password',
      paragraphs: [
        `Hello ${name},`,
        'Somebody asked to replace your password. If that was not you, ignore this mail; your password has not changed.',
        VALIDITY.en,
      ],
      action: LINK.en(url),
    }),
  },
});

/** For a user whose password an administrator replaced. */
export const passwordWasReset = defineNotification({
  ...about,
  name: 'password.was-reset',
  summary: 'That an administrator reset the password, with a link to set an own one.',
  recipients: async (_, { userId }) => [{ userId }],
  texts: {
    id: ({ name, url }) => ({
      subject: 'Kata sandi Anda telah direset',
      paragraphs: [
        `Halo ${name},`,
        'Administrator telah mereset kata sandi Anda, dan semua sesi Anda diakhiri. Masuklah dengan kata sandi sementara dari administrator, atau langsung buat kata sandi baru di sini.',
        VALIDITY.id,
      ],
      action: LINK.id(url),
    }),
    en: ({ name, url }) => ({
      subject: 'Your password was reset',
      paragraphs: [
        `Hello ${name},`,
        'An administrator reset your password, and all your sessions ended. Log in with the temporary password that you get from the administrator, or set your own right here.',
        VALIDITY.en,
      ],
      action: LINK.en(url),
    }),
  },
});

/** For a user whose password is another one now: whoever did it may have been somebody else. */
export const passwordWasChanged = defineNotification({
  name: 'password.was-changed',
  summary: 'That the password was changed, by who knew the old one or had a mailed link.',
  facts,
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
  sample: { name: 'Siti Aminah', url: 'https://antrean.example/app/forgot-password' },
  texts: {
    id: ({ name, url }) => ({
      subject: 'Kata sandi Anda telah diganti',
      paragraphs: [
        `Halo ${name},`,
        'Kata sandi akun Anda telah diganti, dan sesi di perangkat lain diakhiri.',
        'Jika bukan Anda yang menggantinya, buat kata sandi baru sekarang dan hubungi administrator.',
      ],
      action: LINK.id(url),
    }),
    en: ({ name, url }) => ({
      subject: 'Your password was changed',
      paragraphs: [
        `Hello ${name},`,
        'The password of your account was changed, and sessions on other devices ended.',
        'If it was not you who changed it, set a new one now, and tell an administrator.',
      ],
      action: LINK.en(url),
    }),
  },
});
