import { query } from '@antrean/platform/database';
import {
  defineNotification,
  NothingToTell,
  type NotificationDefinition,
} from '@antrean/platform/notifications';
import { z } from 'zod';
import { PROVIDER_KEYS, PROVIDER_NAMES } from './provider.ts';

const facts = z.object({ userId: z.int(), provider: z.enum(PROVIDER_KEYS) });

interface Told {
  person: string;
  provider: string;
  url: string;
}

const read: NotificationDefinition<z.infer<typeof facts>, Told>['read'] = async (
  { database, config },
  { userId, provider },
) => {
  const [user] = await query<{ person: string }>(
    database.fork(),
    `select full_name as person from users_v where id = ?`,
    [userId],
  );
  if (!user) throw new NothingToTell('There is no such user any more.');
  return { ...user, provider: PROVIDER_NAMES[provider], url: `${config.publicUrl}/app/identities` };
};

const about = {
  facts,
  channels: ['email'],
  isUrgent: true,
  recipients: async (_: unknown, { userId }: z.infer<typeof facts>) => [{ userId }],
  read,
  sample: { person: 'Siti Aminah', provider: 'Google', url: 'https://antrean.example/app/identities' },
} as const;

/** For whoever did not do this: the way in is closed where it was opened. */
export const identityWasLinked = defineNotification({
  ...about,
  name: 'identity.was-linked',
  summary: 'That this user may log in by another provider from now on.',
  texts: {
    id: ({ person, provider, url }) => ({
      subject: `${provider} ditautkan ke akun Anda`,
      paragraphs: [
        `Halo ${person},`,
        `Mulai sekarang Anda dapat masuk dengan ${provider}.`,
        `Jika bukan Anda yang menautkannya, lepaskan ${provider}, akhiri semua sesi Anda, dan ganti kata sandi Anda.`,
      ],
      action: { label: 'Lihat cara saya masuk', url },
    }),
    en: ({ person, provider, url }) => ({
      subject: `${provider} was linked with your account`,
      paragraphs: [
        `Hello ${person},`,
        `You can log in by ${provider} from now on.`,
        `If that was not you, unlink ${provider}, end all your sessions and change your password.`,
      ],
      action: { label: 'See how I log in', url },
    }),
  },
});

export const identityWasUnlinked = defineNotification({
  ...about,
  name: 'identity.was-unlinked',
  summary: 'That this user logs in by a provider no more.',
  texts: {
    id: ({ person, provider, url }) => ({
      subject: `${provider} dilepas dari akun Anda`,
      paragraphs: [
        `Halo ${person},`,
        `Anda tidak dapat masuk dengan ${provider} lagi.`,
        'Jika bukan Anda yang melepaskannya, akhiri semua sesi Anda dan ganti kata sandi Anda.',
      ],
      action: { label: 'Lihat cara saya masuk', url },
    }),
    en: ({ person, provider, url }) => ({
      subject: `${provider} was unlinked from your account`,
      paragraphs: [
        `Hello ${person},`,
        `You do not log in by ${provider} any more.`,
        'If that was not you, end all your sessions and change your password.',
      ],
      action: { label: 'See how I log in', url },
    }),
  },
});
