import { usableMethods } from '@antrean/factors';
import { query, type Database } from '@antrean/platform/database';
import { defineNotification, NothingToTell, tellTime } from '@antrean/platform/notifications';
import { z } from 'zod';
import { LINK_MINUTES, makeLink, pageOf } from './recovery-link.ts';
import { recoveryPermissions } from './recovery.policy.ts';
import type { Status } from './recovery.state.ts';

const MINUTE = 60_000;
/** Who can decide is told, but no crowd. */
const DECIDERS_TOLD = 50;
const facts = z.object({ recoveryId: z.int() });
const HELLO = {
  id: (name: string) => `Halo ${name},`,
  en: (name: string) => `Hello ${name},`,
};

interface About {
  userId: number;
  name: string;
  status: Status;
  device: string | null;
  network: string | null;
  dueAt: Date | null;
}

async function readAbout(database: Database, recoveryId: number): Promise<About> {
  const [about] = await query<Omit<About, 'dueAt'> & { dueAt: string | null }>(
    database.fork(),
    `select u.id as "userId", u.full_name as name, r.status, r.device, r.network, r.due_at as "dueAt"
     from recoveries r join users_v u on u.id = r.user_id where r.id = ?`,
    [recoveryId],
  );
  if (!about) throw new NothingToTell('The recovery is not on record any more.');
  return { ...about, dueAt: about.dueAt === null ? null : new Date(about.dueAt) };
}

const subjectOf = (
  em: Parameters<typeof query>[0],
  { recoveryId }: z.output<typeof facts>,
): Promise<{ userId: number }[]> =>
  query<{ userId: number }>(em, `select user_id as "userId" from recoveries where id = ?`, [recoveryId]);

const placeOf = ({ device, network }: { device: string | null; network: string | null }): string =>
  [device ?? '?', network].filter(Boolean).join(', ');

/** For who has lost the second factor, or whose account somebody typed. */
export const recoveryLink = defineNotification({
  name: 'recovery.link',
  summary: 'A link for who has lost the second factor, or that there is none to recover.',
  facts: z.object({ requestId: z.int() }),
  channels: ['email'],
  isUrgent: true,
  expiresAfterMs: LINK_MINUTES * MINUTE,
  // Nobody for an account that there is not, nor when links were mailed already.
  recipients: (em, { requestId }) =>
    query<{ userId: number }>(
      em,
      `select user_id as "userId" from recovery_requests where id = ? and is_mailed and user_id is not null`,
      [requestId],
    ),
  read: async ({ database, config }, _, { deliveryId, reader: { userId } }) => {
    const em = database.fork();
    const [user] = await query<{ name: string }>(em, `select full_name as name from users_v where id = ?`, [
      userId,
    ]);
    if (!user || userId === null) throw new NothingToTell('There is no such user any more.');
    if ((await usableMethods(em, userId)).length === 0) return { name: user.name, url: null };
    const link = { purpose: 'recover', userId, recoveryId: null } as const;
    return { name: user.name, url: await makeLink(em, config, deliveryId, link) };
  },
  sample: { name: 'Wulan Sari', url: 'https://antrean.example/app/recover#token=…' },
  texts: {
    id: ({ name, url }) => ({
      subject: 'Faktor kedua hilang',
      paragraphs: [
        HELLO.id(name),
        ...(url === null
          ? [
              'Seseorang meminta pemulihan akun Anda karena faktor kedua hilang, tetapi akun Anda tidak memilikinya: masuklah dengan kata sandi.',
            ]
          : [
              `Buka tautan ini untuk memulihkan akun Anda. Tautan berlaku ${LINK_MINUTES} menit. Dengan kode cadangan, faktor kedua segera dihapus; tanpa itu administrator yang memutuskan.`,
              'Jika bukan Anda yang memintanya, abaikan surel ini; tidak ada yang berubah.',
            ]),
      ],
      ...(url === null ? {} : { action: { label: 'Pulihkan akun', url } }),
    }),
    en: ({ name, url }) => ({
      subject: 'A lost second factor',
      paragraphs: [
        HELLO.en(name),
        ...(url === null
          ? [
              'Somebody asked to recover your account because the second factor is lost, but your account has none: log in with your password.',
            ]
          : [
              `Open this link to recover your account. It works for ${LINK_MINUTES} minutes. With a backup code the second factors are removed at once; without one an administrator decides.`,
              'If you did not ask for it, ignore this mail; nothing changes.',
            ]),
      ],
      ...(url === null ? {} : { action: { label: 'Recover the account', url } }),
    }),
  },
});

/** For the owner, by every way that we know, while a recovery is under way: who it was not, ends it by one click. */
export const recoveryStands = defineNotification({
  name: 'recovery.stands',
  summary: 'That a recovery was opened or approved, with a way for its owner to call it off.',
  facts: facts.extend({ status: z.enum(['waiting', 'approved']) }),
  channels: ['email', 'sms', 'inApp'],
  isUrgent: true,
  recipients: subjectOf,
  read: async ({ database, config }, { recoveryId, status }, { deliveryId, channel }) => {
    const about = await readAbout(database, recoveryId);
    if (about.status !== status) throw new NothingToTell(`The recovery is ${about.status} meanwhile.`);
    const { userId, name, dueAt } = about;
    const link = { purpose: 'cancel', userId, recoveryId } as const;
    // Who reads it in the application is logged in, and needs no token.
    const url =
      channel === 'inApp'
        ? pageOf(config, 'cancel')
        : await makeLink(database.fork(), config, deliveryId, link);
    return { name, dueAt, url, place: placeOf(about) };
  },
  sample: {
    name: 'Wulan Sari',
    dueAt: new Date('2026-12-02T09:00:00Z'),
    place: 'Firefox on Linux, 203.0.113.0/24',
    url: 'https://antrean.example/app/cancel-recovery#token=…',
  },
  texts: {
    id: ({ name, dueAt, place, url }, reader) => ({
      subject: dueAt ? 'Pemulihan akun Anda disetujui' : 'Pemulihan akun Anda diminta',
      paragraphs: [
        HELLO.id(name),
        `Seseorang yang membaca surel Anda (${place}) meminta agar faktor kedua akun Anda dihapus.`,
        dueAt
          ? `Administrator menyetujuinya. Faktor kedua dapat dihapus mulai ${tellTime(dueAt, reader)}; kami akan mengirim tautannya.`
          : 'Permintaan ini menunggu keputusan administrator.',
        'Jika bukan Anda, batalkan sekarang dan ganti kata sandi surel Anda. Masuk dengan faktor kedua juga membatalkannya.',
      ],
      action: { label: 'Bukan saya, batalkan', url },
    }),
    en: ({ name, dueAt, place, url }, reader) => ({
      subject: dueAt
        ? 'The recovery of your account was approved'
        : 'The recovery of your account was asked for',
      paragraphs: [
        HELLO.en(name),
        `Somebody who reads your mail (${place}) asked that the second factors of your account be removed.`,
        dueAt
          ? `An administrator approved it. They can be removed from ${tellTime(dueAt, reader)} on; you will get a link then.`
          : 'It waits for an administrator to decide.',
        'If it was not you, call it off now, and change the password of your mailbox. Logging in with a second factor calls it off, too.',
      ],
      action: { label: 'It was not me, call it off', url },
    }),
  },
  sms: {
    id: ({ url }) => `Faktor kedua akun Anda diminta dihapus. Bukan Anda? Batalkan: ${url}`,
    en: ({ url }) => `Somebody asked to remove the second factors of your account. Not you? ${url}`,
  },
});

/** For the owner, when the cool-down is over. */
export const recoveryReady = defineNotification({
  name: 'recovery.ready',
  summary: 'A link that completes an approved recovery, whose cool-down is over.',
  facts,
  channels: ['email'],
  isUrgent: true,
  recipients: subjectOf,
  read: async ({ database, config }, { recoveryId }, { deliveryId }) => {
    const { userId, name, status } = await readAbout(database, recoveryId);
    if (status !== 'approved') throw new NothingToTell(`The recovery is ${status} meanwhile.`);
    const link = { purpose: 'recover', userId, recoveryId } as const;
    return { name, url: await makeLink(database.fork(), config, deliveryId, link) };
  },
  sample: { name: 'Wulan Sari', url: 'https://antrean.example/app/recover#token=…' },
  texts: {
    id: ({ name, url }) => ({
      subject: 'Selesaikan pemulihan akun Anda',
      paragraphs: [
        HELLO.id(name),
        'Masa tunggu telah berakhir. Buka tautan ini untuk menghapus faktor kedua akun Anda; semua sesi diakhiri, dan Anda masuk dengan kata sandi saja.',
      ],
      action: { label: 'Selesaikan pemulihan', url },
    }),
    en: ({ name, url }) => ({
      subject: 'Complete the recovery of your account',
      paragraphs: [
        HELLO.en(name),
        'The waiting time is over. Open this link to remove the second factors of your account; all sessions end, and you log in with your password alone.',
      ],
      action: { label: 'Complete the recovery', url },
    }),
  },
});

const ENDS = {
  id: {
    completed: 'Semua faktor kedua akun Anda dihapus dan semua sesi diakhiri. Pasang faktor kedua yang baru.',
    rejected: 'Administrator menolak pemulihan akun Anda.',
    cancelled: 'Pemulihan akun Anda dibatalkan. Faktor kedua tetap ada.',
    expired: 'Pemulihan akun Anda kedaluwarsa. Faktor kedua tetap ada.',
  },
  en: {
    completed: 'All second factors of your account were removed, and all sessions ended. Set up a new one.',
    rejected: 'An administrator rejected the recovery of your account.',
    cancelled: 'The recovery of your account was called off. The second factors stay.',
    expired: 'The recovery of your account has expired. The second factors stay.',
  },
} as const;

/** For the owner, by every way that we know. */
export const recoveryEnded = defineNotification({
  name: 'recovery.ended',
  summary: 'That a recovery was completed, rejected or called off, or that nothing became of it in time.',
  facts,
  channels: ['email', 'sms', 'inApp'],
  isUrgent: true,
  recipients: subjectOf,
  read: async ({ database, config }, { recoveryId }) => {
    const { name, status } = await readAbout(database, recoveryId);
    if (status === 'waiting' || status === 'approved') throw new NothingToTell(`The recovery is ${status}.`);
    return { name, status, url: `${config.publicUrl}/app/forgot-password` };
  },
  sample: {
    name: 'Wulan Sari',
    status: 'completed',
    url: 'https://antrean.example/app/forgot-password',
  },
  texts: {
    id: ({ name, status, url }) => ({
      subject: 'Pemulihan akun Anda',
      paragraphs: [
        HELLO.id(name),
        ENDS.id[status],
        ...(status === 'completed'
          ? ['Jika bukan Anda, buat kata sandi baru dan hubungi administrator.']
          : []),
      ],
      ...(status === 'completed' ? { action: { label: 'Buat kata sandi baru', url } } : {}),
    }),
    en: ({ name, status, url }) => ({
      subject: 'The recovery of your account',
      paragraphs: [
        HELLO.en(name),
        ENDS.en[status],
        ...(status === 'completed'
          ? ['If it was not you, set a new password and tell an administrator.']
          : []),
      ],
      ...(status === 'completed' ? { action: { label: 'Set a new password', url } } : {}),
    }),
  },
  sms: { id: ({ status }) => ENDS.id[status], en: ({ status }) => ENDS.en[status] },
});

/** For who can decide. */
export const recoveryWaits = defineNotification({
  name: 'recovery.waits',
  summary: 'That the recovery of an account waits for a decision.',
  facts,
  channels: ['email', 'inApp'],
  choice: { id: 'Pemulihan akun yang menunggu keputusan', en: 'Recoveries that wait for a decision' },
  recipients: (em, { recoveryId }) =>
    query<{ userId: number }>(
      em,
      `select distinct p.user_id as "userId" from recoveries r
       join user_permissions_v p on p.permission = ? and p.user_id <> r.user_id
       join users_v u on u.id = p.user_id and u.is_active
       where r.id = ? order by 1 limit ?`,
      [recoveryPermissions.decide, recoveryId, DECIDERS_TOLD],
    ),
  read: async ({ database, config }, { recoveryId }) => {
    const about = await readAbout(database, recoveryId);
    if (about.status !== 'waiting') throw new NothingToTell(`The recovery is ${about.status} meanwhile.`);
    return { name: about.name, place: placeOf(about), url: `${config.publicUrl}/app/recoveries` };
  },
  sample: {
    name: 'Wulan Sari',
    place: 'Firefox on Linux, 203.0.113.0/24',
    url: 'https://antrean.example/app/recoveries',
  },
  texts: {
    id: ({ name, place, url }) => ({
      subject: `Pemulihan akun ${name} menunggu keputusan`,
      paragraphs: [
        `${name} kehilangan faktor kedua dan meminta agar dihapus (${place}). Pastikan dahulu dengan cara lain bahwa benar ${name} yang meminta.`,
      ],
      action: { label: 'Lihat pemulihan', url },
    }),
    en: ({ name, place, url }) => ({
      subject: `The recovery of ${name}'s account waits for a decision`,
      paragraphs: [
        `${name} has lost the second factor and asks that it be removed (${place}). Make sure by another way that it is ${name} who asks.`,
      ],
      action: { label: 'See the recoveries', url },
    }),
  },
});

export const recoveryNotifications = [
  recoveryLink,
  recoveryStands,
  recoveryReady,
  recoveryEnded,
  recoveryWaits,
];
