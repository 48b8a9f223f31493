import { query } from '@antrean/platform/database';
import {
  defineNotification,
  NothingToTell,
  type NotificationDefinition,
} from '@antrean/platform/notifications';
import { z } from 'zod';

const facts = z.object({ tokenId: z.string(), userId: z.int() });

interface Told {
  person: string;
  name: string;
  abilities: string;
  expires: string;
  url: string;
}

const read: NotificationDefinition<z.infer<typeof facts>, Told>['read'] = async (
  { database, config },
  { tokenId },
  { reader },
) => {
  const [told] = await query<
    Omit<Told, 'abilities' | 'expires' | 'url'> & { abilities: string[]; expires_at: string }
  >(
    database.fork(),
    `select u.full_name as person, t.name, t.abilities, t.expires_at
     from api_tokens t join users_v u on u.id = t.created_by where t.id = ?`,
    [tokenId],
  );
  if (!told) throw new NothingToTell('There is no such token any more.');
  const day = new Intl.DateTimeFormat(reader.language, { dateStyle: 'long', timeZone: config.businessZone });
  return {
    ...told,
    abilities: told.abilities.join(', '),
    expires: day.format(new Date(told.expires_at)),
    url: `${config.publicUrl}/app/tokens`,
  };
};

const about = {
  facts,
  channels: ['email'],
  isUrgent: true,
  recipients: async (_: unknown, { userId }: z.infer<typeof facts>) => [{ userId }],
  read,
  sample: {
    person: 'Siti Aminah',
    name: 'Kasir',
    abilities: 'pos.read, pos.sell',
    expires: '1 Maret 2027',
    url: 'https://antrean.example/app/tokens',
  },
} as const;

/** For whoever is logged in as the user and did not do this: the way in is closed where it was opened. */
export const tokenWasCreated = defineNotification({
  ...about,
  name: 'api-token.was-created',
  summary: 'That an API token was made by this user.',
  texts: {
    id: ({ person, name, abilities, expires, url }) => ({
      subject: 'Token API baru untuk akun Anda',
      paragraphs: [
        `Halo ${person},`,
        `Token API "${name}" telah dibuat. Token ini berlaku sampai ${expires} dan boleh: ${abilities}.`,
        'Jika bukan Anda yang membuatnya, cabut token itu, akhiri semua sesi Anda, dan ganti kata sandi Anda.',
      ],
      action: { label: 'Lihat token saya', url },
    }),
    en: ({ person, name, abilities, expires, url }) => ({
      subject: 'A new API token of your account',
      paragraphs: [
        `Hello ${person},`,
        `The API token "${name}" was made. It is valid until ${expires} and may: ${abilities}.`,
        'If that was not you, revoke it, end all your sessions and change your password.',
      ],
      action: { label: 'See my tokens', url },
    }),
  },
});

export const tokenWasRevoked = defineNotification({
  ...about,
  name: 'api-token.was-revoked',
  summary: 'That an API token of this user was revoked.',
  texts: {
    id: ({ person, name, url }) => ({
      subject: 'Token API Anda dicabut',
      paragraphs: [
        `Halo ${person},`,
        `Token API "${name}" telah dicabut. Program atau mesin yang memakainya tidak dapat masuk lagi.`,
      ],
      action: { label: 'Lihat token saya', url },
    }),
    en: ({ person, name, url }) => ({
      subject: 'An API token of yours was revoked',
      paragraphs: [
        `Hello ${person},`,
        `The API token "${name}" was revoked. Programs and machines that use it do not come in any more.`,
      ],
      action: { label: 'See my tokens', url },
    }),
  },
});
