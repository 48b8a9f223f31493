import { query, type Database } from '@antrean/platform/database';
import { defineNotification, NothingToTell } from '@antrean/platform/notifications';
import { z } from 'zod';
import { LINK_HOURS, makeLink, MAY_TAKE_BACK } from './address-link.ts';

const email = { channels: ['email'], isUrgent: true } as const;
const HOUR = 3_600_000;

/** For the address that somebody registered with. Who is a user already is told that, and gets no link. */
export const registrationLink = defineNotification({
  ...email,
  name: 'registration.link',
  summary: 'A link that completes a registration, or that there is a user with this address already.',
  facts: z.object({ registrationId: z.int() }),
  expiresAfterMs: LINK_HOURS.registration * HOUR,
  recipients: (em, { registrationId }) =>
    query<{ address: string; language: 'id' | 'en' }>(
      em,
      `select email as address, language from registrations where id = ?`,
      [registrationId],
    ),
  read: async ({ database, config }, { registrationId }, { deliveryId }) => {
    const em = database.fork();
    const [registered] = await query<{ name: string; isKnown: boolean }>(
      em,
      `select full_name as name,
         exists (select from users_v u where lower(u.email) = lower(r.email)) as "isKnown"
       from registrations r where id = ?`,
      [registrationId],
    );
    if (!registered) throw new NothingToTell('The registration was completed, or is too old.');
    if (registered.isKnown) return { name: null, url: `${config.publicUrl}/app/forgot-password` };
    const url = await makeLink(em, config, deliveryId, { purpose: 'registration', id: registrationId });
    return { name: registered.name, url };
  },
  sample: { name: 'Wulan Sari', url: 'https://antrean.example/app/verify#token=…' },
  texts: {
    id: ({ name, url }) =>
      name === null
        ? {
            subject: 'Anda sudah punya akun',
            paragraphs: [
              'Seseorang mendaftar dengan alamat surel ini, tetapi alamat ini sudah punya akun. Akun itu tidak berubah.',
              'Jika Anda yang mendaftar, masuklah seperti biasa, atau buat kata sandi baru bila lupa. Jika bukan, abaikan surel ini.',
            ],
            action: { label: 'Lupa kata sandi', url },
          }
        : {
            subject: 'Selesaikan pendaftaran Anda',
            paragraphs: [
              `Halo ${name},`,
              `Buka tautan ini untuk menyelesaikan pendaftaran. Tautan hanya dapat dipakai sekali dan berlaku ${LINK_HOURS.registration} jam.`,
              'Jika bukan Anda yang mendaftar, jangan buka tautan ini: orang lain yang memilih kata sandinya.',
            ],
            action: { label: 'Selesaikan pendaftaran', url },
          },
    en: ({ name, url }) =>
      name === null
        ? {
            subject: 'You have an account already',
            paragraphs: [
              'Somebody registered with this e-mail address, but it has an account already, which has not changed.',
              'If that was you, log in as usual, or set a new password if you forgot yours. If not, ignore this mail.',
            ],
            action: { label: 'Forgotten password', url },
          }
        : {
            subject: 'Complete your registration',
            paragraphs: [
              `Hello ${name},`,
              `Open this link to complete your registration. It works once and for ${LINK_HOURS.registration} hours.`,
              'If you did not register, do not open it: somebody else chose the password.',
            ],
            action: { label: 'Complete the registration', url },
          },
  },
});

interface ChangeRow {
  address: string | null;
  language: 'id' | 'en';
  name: string;
}

const change = async (
  database: Database,
  changeId: number,
): Promise<{ name: string; mayTakeBack: boolean }> => {
  const [found] = await query<{ name: string; mayTakeBack: boolean }>(
    database.fork(),
    `select u.full_name as name, ${MAY_TAKE_BACK} as "mayTakeBack" from email_changes c join users_v u on u.id = c.user_id
     where c.id = ? and c.undone_at is null`,
    [changeId],
  );
  if (!found) throw new NothingToTell('The change was undone, or is too old.');
  return found;
};

/** Because of what a new address is told, and a former one; by it both are forgotten with their owner. */
export const causeOf = (happened: 'wanted' | 'changed', changeId: number): string =>
  `email-${happened}:${changeId}`;

/** For the address that a user wants to have. */
export const emailChangeLink = defineNotification({
  ...email,
  name: 'email.change-link',
  summary: 'A link that proves the address that a user wants to have.',
  facts: z.object({ changeId: z.int() }),
  expiresAfterMs: LINK_HOURS['email-change'] * HOUR,
  // Somebody who has the address already did not ask for it, and is not bothered.
  recipients: async (em, { changeId }) =>
    query<{ address: string; language: 'id' | 'en' }>(
      em,
      `select c.new_email as address, u.language from email_changes c join users_v u on u.id = c.user_id
       where c.id = ? and not exists (select from users_v o where lower(o.email) = lower(c.new_email) and o.id <> u.id)`,
      [changeId],
    ),
  read: async ({ database, config }, { changeId }, { deliveryId }) => {
    const { name } = await change(database, changeId);
    const link = { purpose: 'email-change', id: changeId } as const;
    return { name, url: await makeLink(database.fork(), config, deliveryId, link) };
  },
  sample: { name: 'Wulan Sari', url: 'https://antrean.example/app/verify#token=…' },
  texts: {
    id: ({ name, url }) => ({
      subject: 'Pastikan alamat surel baru Anda',
      paragraphs: [
        `Halo ${name},`,
        `Buka tautan ini agar alamat ini menjadi alamat akun Anda. Tautan hanya dapat dipakai sekali dan berlaku ${LINK_HOURS['email-change']} jam.`,
        'Jika bukan Anda yang memintanya, abaikan surel ini.',
      ],
      action: { label: 'Pakai alamat ini', url },
    }),
    en: ({ name, url }) => ({
      subject: 'Confirm your new e-mail address',
      paragraphs: [
        `Hello ${name},`,
        `Open this link to make this the address of your account. It works once and for ${LINK_HOURS['email-change']} hours.`,
        'If you did not ask for it, ignore this mail.',
      ],
      action: { label: 'Use this address', url },
    }),
  },
});

/** For the address that a user had before. */
export const emailWasChanged = defineNotification({
  ...email,
  name: 'email.was-changed',
  summary: 'That a user has another address now, with a link that takes it back if this one may.',
  facts: z.object({ changeId: z.int() }),
  expiresAfterMs: LINK_HOURS['email-undo'] * HOUR,
  recipients: async (em, { changeId }) => {
    const rows = await query<ChangeRow>(
      em,
      `select c.old_email as address, u.language, u.full_name as name from email_changes c
       join users_v u on u.id = c.user_id where c.id = ?`,
      [changeId],
    );
    return rows.flatMap(({ address, language }) => (address === null ? [] : [{ address, language }]));
  },
  read: async ({ database, config }, { changeId }, { deliveryId }) => {
    const { name, mayTakeBack } = await change(database, changeId);
    const link = { purpose: 'email-undo', id: changeId } as const;
    return { name, url: mayTakeBack ? await makeLink(database.fork(), config, deliveryId, link) : null };
  },
  sample: { name: 'Wulan Sari', url: 'https://antrean.example/app/undo-email#token=…' },
  texts: {
    id: ({ name, url }) => ({
      subject: 'Alamat surel akun Anda telah diubah',
      paragraphs: [
        `Halo ${name},`,
        'Akun Anda sekarang memakai alamat surel lain.',
        url === null
          ? 'Jika bukan Anda yang mengubahnya, pakai tautan yang dikirim ke alamat sebelumnya saat alamat ini menjadi alamat akun Anda, atau hubungi administrator.'
          : `Jika bukan Anda yang mengubahnya, batalkan dalam ${LINK_HOURS['email-undo']} jam. Semua sesi akan diakhiri, dan Anda mendapat tautan untuk membuat kata sandi baru.`,
      ],
      ...(url === null ? {} : { action: { label: 'Batalkan perubahan', url } }),
    }),
    en: ({ name, url }) => ({
      subject: 'The e-mail address of your account was changed',
      paragraphs: [
        `Hello ${name},`,
        'Your account has another e-mail address now.',
        url === null
          ? 'If it was not you who changed it, use the link that went to the address before when this one became the address of your account, or tell an administrator.'
          : `If it was not you who changed it, undo that within ${LINK_HOURS['email-undo']} hours. All sessions end then, and you get a link to set a new password.`,
      ],
      ...(url === null ? {} : { action: { label: 'Undo the change', url } }),
    }),
  },
});

const aboutPhone = {
  ...email,
  facts: z.object({ userId: z.int() }),
  recipients: async (_: unknown, { userId }: { userId: number }) => [{ userId }],
} as const;

async function readName(database: Database, userId: number): Promise<{ name: string }> {
  const [user] = await query<{ name: string }>(
    database.fork(),
    `select full_name as name from users_v where id = ?`,
    [userId],
  );
  if (!user) throw new NothingToTell('There is no such user any more.');
  return user;
}

/** For a user whose phone number was changed. */
export const phoneWasChanged = defineNotification({
  ...aboutPhone,
  name: 'phone.was-changed',
  summary: 'That a user has another phone number, or none.',
  read: async ({ database, config }, { userId }) => ({
    ...(await readName(database, userId)),
    url: `${config.publicUrl}/app/forgot-password`,
  }),
  sample: { name: 'Wulan Sari', url: 'https://antrean.example/app/forgot-password' },
  texts: {
    id: ({ name, url }) => ({
      subject: 'Nomor telepon akun Anda telah diubah',
      paragraphs: [
        `Halo ${name},`,
        'Nomor telepon akun Anda telah diubah. Jika bukan Anda yang mengubahnya, buat kata sandi baru; semua sesi akan diakhiri.',
      ],
      action: { label: 'Buat kata sandi baru', url },
    }),
    en: ({ name, url }) => ({
      subject: 'The phone number of your account was changed',
      paragraphs: [
        `Hello ${name},`,
        'The phone number of your account was changed. If it was not you who changed it, set a new password; all sessions end then.',
      ],
      action: { label: 'Set a new password', url },
    }),
  },
});

/** For a user who had typed a number that somebody else has proven. */
export const phoneWasLost = defineNotification({
  ...aboutPhone,
  name: 'phone.was-lost',
  summary: 'That a user’s phone number, which was never verified, is somebody else’s, who has verified it.',
  read: ({ database }, { userId }) => readName(database, userId),
  sample: { name: 'Wulan Sari' },
  texts: {
    id: ({ name }) => ({
      subject: 'Nomor telepon akun Anda telah dilepas',
      paragraphs: [
        `Halo ${name},`,
        'Nomor telepon akun Anda belum pernah diverifikasi, dan orang lain telah memverifikasinya dengan kode yang dikirim ke nomor itu. Nomor itu kini milik akunnya.',
        'Jika nomor itu milik Anda, isi kembali di akun Anda dan verifikasi dengan kode yang kami kirim.',
      ],
    }),
    en: ({ name }) => ({
      subject: 'The phone number of your account was taken off',
      paragraphs: [
        `Hello ${name},`,
        'The phone number of your account was never verified, and somebody else has verified it by a code that was sent there. It is that account’s now.',
        'If the number is yours, enter it again and verify it by the code that we send.',
      ],
    }),
  },
});
