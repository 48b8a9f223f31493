import { query, type Database } from '@antrean/platform/database';
import { defineNotification, NothingToTell, tellTime } from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { permissions } from './application.policy.ts';
import type { Decision, Status } from './application.state.ts';

const facts = z.object({
  applicationId: z.int(),
  /** How often it had been handed in: what came later is told by itself. */
  submissions: z.int(),
});
type Facts = z.infer<typeof facts>;

interface Told {
  person: string;
  business: string;
  status: Status;
  decision: Decision | null;
  reason: string;
  clinicId: number | null;
  submissions: number;
}

async function readAbout(database: Database, { applicationId, submissions }: Facts): Promise<Told> {
  const [told] = await query<Told>(
    database.fork(),
    `select u.full_name as person, coalesce(a.form -> 'business' ->> 'name', '–') as business, a.status, a.decision,
       coalesce(a.reason, '') as reason, a.clinic_id as "clinicId", a.submissions
     from vendor_applications a join users_v u on u.id = a.applicant_id where a.id = ?`,
    [applicationId],
  );
  if (!told) throw new NothingToTell('The application was removed.');
  if (told.submissions !== submissions) throw new NothingToTell('It was submitted again meanwhile.');
  return told;
}

const applicant = (em: EntityManager, { applicationId }: Facts) =>
  query<{ userId: number }>(em, `select applicant_id as "userId" from vendor_applications where id = ?`, [
    applicationId,
  ]);

const pageOf = (publicUrl: string, id: number): string => `${publicUrl}/app/vendor-applications#${id}`;

const toApplicant = { facts, channels: ['email', 'inApp'], recipients: applicant } as const;
const SAMPLE = {
  person: 'Siti Aminah',
  business: 'Klinik Satwa Sehat',
  url: 'https://antrean.example/app/vendor-applications#7',
};

/** For the applicant: it has arrived. */
export const applicationReceived = defineNotification({
  ...toApplicant,
  name: 'vendor-application.received',
  summary: 'That the application of this user was received.',
  choice: { id: 'Permohonan vendor diterima', en: 'Vendor applications received' },
  read: async ({ database, config }, told: Facts) => {
    const { person, business } = await readAbout(database, told);
    return { person, business, url: pageOf(config.publicUrl, told.applicationId) };
  },
  sample: SAMPLE,
  texts: {
    id: ({ person, business, url }) => ({
      subject: `Permohonan "${business}" kami terima`,
      paragraphs: [
        `Halo ${person},`,
        `Permohonan Anda untuk "${business}" sudah kami terima. Seorang peninjau akan memeriksanya; hasilnya kami kabarkan kepada Anda.`,
        'Selama diperiksa, isinya tidak dapat diubah. Anda dapat menariknya kembali.',
      ],
      action: { label: 'Lihat permohonan', url },
    }),
    en: ({ person, business, url }) => ({
      subject: `We have received the application of "${business}"`,
      paragraphs: [
        `Hello ${person},`,
        `Your application for "${business}" has arrived. A reviewer will look at it, and you will hear from us.`,
        'It cannot be changed meanwhile. You may withdraw it.',
      ],
      action: { label: 'See the application', url },
    }),
  },
});

const DIGEST_MS = 3_600_000;
const PEOPLE_TOLD = 200;
/** Most applications that a digest names; it says how many more there are. */
const NAMED = 20;
const listed = (names: readonly string[], more: (count: number) => string): string[] => [
  ...names.slice(0, NAMED).map((business) => `– ${business}`),
  ...(names.length > NAMED ? [more(names.length - NAMED)] : []),
];

/** For reviewers: what has come in within the hour. */
export const applicationWaits = defineNotification({
  facts,
  channels: ['email', 'inApp'],
  name: 'vendor-application.waits',
  summary: 'That applications of vendors wait for a review.',
  choice: { id: 'Permohonan vendor yang menunggu', en: 'Vendor applications that wait' },
  recipients: (em, { applicationId }: Facts) =>
    query<{ userId: number }>(
      em,
      `select distinct p.user_id as "userId" from user_permissions_v p join users_v u on u.id = p.user_id
       where p.permission = ? and u.is_active
         and p.user_id <> (select applicant_id from vendor_applications where id = ?)
       order by 1 limit ?`,
      [permissions.review, applicationId, PEOPLE_TOLD],
    ),
  read: async ({ database, config }, told: Facts) => {
    const { person, business, status } = await readAbout(database, told);
    if (status !== 'submitted') throw new NothingToTell('It does not wait any more.');
    return { person, business, url: `${config.publicUrl}/app/vendor-reviews` };
  },
  sample: { ...SAMPLE, url: 'https://antrean.example/app/vendor-reviews' },
  texts: {
    id: ({ person, business, url }) => ({
      subject: `Permohonan baru: ${business}`,
      paragraphs: [`${person} mengajukan "${business}". Permohonan ini menunggu pemeriksaan.`],
      action: { label: 'Buka antrean peninjauan', url },
    }),
    en: ({ person, business, url }) => ({
      subject: `New application: ${business}`,
      paragraphs: [`${person} has applied for "${business}". It waits for a review.`],
      action: { label: 'Open the review queue', url },
    }),
  },
  digest: {
    everyMs: DIGEST_MS,
    texts: {
      id: (all) => ({
        subject: `${all.length} permohonan vendor menunggu`,
        paragraphs: [
          'Permohonan ini menunggu pemeriksaan:',
          ...listed(
            all.map(({ business }) => business),
            (count) => `dan ${count} lainnya.`,
          ),
        ],
        ...actionOf(all, 'Buka antrean peninjauan'),
      }),
      en: (all) => ({
        subject: `${all.length} vendor applications wait`,
        paragraphs: [
          'These wait for a review:',
          ...listed(
            all.map(({ business }) => business),
            (count) => `and ${count} more.`,
          ),
        ],
        ...actionOf(all, 'Open the review queue'),
      }),
    },
  },
});

function actionOf(
  all: readonly { url: string }[],
  label: string,
): { action?: { label: string; url: string } } {
  const [first] = all;
  return first ? { action: { label, url: first.url } } : {};
}

/** What the applicant is told of a decision, while it is the last one. */
const decision =
  (made: Decision) =>
  async (
    { database, config }: { database: Database; config: { publicUrl: string } },
    told: Facts,
  ): Promise<Decided> => {
    const { person, business, decision: last, reason, clinicId } = await readAbout(database, told);
    if (last !== made) throw new NothingToTell('It was decided otherwise.');
    return { person, business, reason, clinicId, url: pageOf(config.publicUrl, told.applicationId) };
  };
interface Decided {
  person: string;
  business: string;
  reason: string;
  clinicId: number | null;
  url: string;
}
const DECIDED: Decided = {
  ...SAMPLE,
  reason: 'Foto izin usaha terpotong di bagian bawah. Unggah yang utuh.',
  clinicId: 3,
};
const ifAny = (text: string): string[] => (text === '' ? [] : [text]);

export const changesRequested = defineNotification({
  ...toApplicant,
  name: 'vendor-application.changes-requested',
  summary: 'That a reviewer asks this user to change an application.',
  read: decision('CHANGES_REQUESTED'),
  sample: DECIDED,
  texts: {
    id: ({ person, business, reason, url }) => ({
      subject: `Permohonan "${business}" perlu diperbaiki`,
      paragraphs: [
        `Halo ${person},`,
        `Peninjau meminta perubahan pada permohonan "${business}":`,
        reason,
        'Perbaiki yang diminta, lalu kirim lagi. Isian yang lain tetap tersimpan.',
      ],
      action: { label: 'Perbaiki permohonan', url },
    }),
    en: ({ person, business, reason, url }) => ({
      subject: `The application of "${business}" needs changes`,
      paragraphs: [
        `Hello ${person},`,
        `A reviewer asks you to change the application for "${business}":`,
        reason,
        'Change it and submit it again. All else is kept as you have filled it in.',
      ],
      action: { label: 'Change the application', url },
    }),
  },
});

export const applicationApproved = defineNotification({
  ...toApplicant,
  name: 'vendor-application.approved',
  summary: 'That the application of this user was approved.',
  read: async (source, told: Facts) => {
    const decided = await decision('APPROVED')(source, told);
    return { ...decided, url: `${source.config.publicUrl}/app/clinics#${decided.clinicId}` };
  },
  sample: { ...DECIDED, reason: '', url: 'https://antrean.example/app/clinics#3' },
  texts: {
    id: ({ person, business, reason, url }) => ({
      subject: `"${business}" disetujui`,
      paragraphs: [
        `Halo ${person},`,
        `Permohonan Anda disetujui. "${business}" sudah terdaftar, dan Anda manajernya.`,
        ...ifAny(reason),
        'Periksa jam buka dan layanannya, dan tambahkan staf Anda.',
      ],
      action: { label: 'Buka klinik saya', url },
    }),
    en: ({ person, business, reason, url }) => ({
      subject: `"${business}" was approved`,
      paragraphs: [
        `Hello ${person},`,
        `Your application was approved. "${business}" is listed now, and you are its manager.`,
        ...ifAny(reason),
        'Look at its opening hours and services, and add your staff.',
      ],
      action: { label: 'Open my clinic', url },
    }),
  },
});

export const applicationRejected = defineNotification({
  ...toApplicant,
  name: 'vendor-application.rejected',
  summary: 'That the application of this user was rejected.',
  read: decision('REJECTED'),
  sample: { ...DECIDED, reason: 'Izin usaha ini milik perusahaan lain.', clinicId: null },
  texts: {
    id: ({ person, business, reason, url }) => ({
      subject: `Permohonan "${business}" ditolak`,
      paragraphs: [
        `Halo ${person},`,
        `Permohonan Anda untuk "${business}" ditolak:`,
        reason,
        'Anda dapat mengajukan permohonan baru. Dokumen dari permohonan ini akan dihapus.',
      ],
      action: { label: 'Lihat permohonan', url },
    }),
    en: ({ person, business, reason, url }) => ({
      subject: `The application of "${business}" was rejected`,
      paragraphs: [
        `Hello ${person},`,
        `Your application for "${business}" was rejected:`,
        reason,
        'You may apply anew. The documents of this application will be removed.',
      ],
      action: { label: 'See the application', url },
    }),
  },
});

/** For who has begun, or was asked to change something, and does not go on. */
export const applicationUnfinished = defineNotification({
  ...toApplicant,
  facts: facts.extend({ endsAt: z.string() }),
  name: 'vendor-application.unfinished',
  summary: 'That an application of this user is not finished, and when it ends.',
  choice: { id: 'Permohonan vendor yang belum selesai', en: 'Unfinished vendor applications' },
  read: async ({ database, config }, { endsAt, ...told }: Facts & { endsAt: string }, { reader }) => {
    const { person, business, status } = await readAbout(database, told);
    if (status !== 'draft' && status !== 'changes_requested')
      throw new NothingToTell('It was finished meanwhile.');
    return {
      ...{ person, business, url: pageOf(config.publicUrl, told.applicationId) },
      ends: tellTime(new Date(endsAt), reader),
    };
  },
  sample: { ...SAMPLE, ends: '1 Maret 2027 09.00 (UTC+07:00)' },
  texts: {
    id: ({ person, business, ends, url }) => ({
      subject: 'Permohonan Anda belum selesai',
      paragraphs: [
        `Halo ${person},`,
        `Permohonan untuk "${business}" sudah lama tidak dilanjutkan. Isiannya masih tersimpan sampai ${ends}.`,
      ],
      action: { label: 'Lanjutkan', url },
    }),
    en: ({ person, business, ends, url }) => ({
      subject: 'Your application is not finished',
      paragraphs: [
        `Hello ${person},`,
        `You have not gone on with the application for "${business}" for a while. It is kept until ${ends}.`,
      ],
      action: { label: 'Go on', url },
    }),
  },
});

export const onboardingNotifications = [
  applicationReceived,
  applicationWaits,
  changesRequested,
  applicationApproved,
  applicationRejected,
  applicationUnfinished,
];
