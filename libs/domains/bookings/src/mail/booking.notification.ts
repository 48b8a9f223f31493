import { query } from '@antrean/platform/database';
import {
  defineNotification,
  tellTimeAt,
  type NotificationSource,
  type NotificationText,
  type Reader,
} from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import {
  bookingLines,
  clinicLine,
  OPEN,
  readAbout,
  readContent,
  SAMPLE,
  type BookingContent,
} from './booking-content.ts';
import { outsideNotification } from '../outside/outside.notification.ts';
import type { Status } from '../booking.state.ts';

const facts = z.object({
  bookingId: z.int(),
  /** When it began then: what came later is told by itself. */
  startsAt: z.string(),
});
type Facts = z.output<typeof facts>;

const readFor = async (
  source: NotificationSource,
  told: Facts,
  reader: Reader,
  what: { among: readonly Status[]; file: 'request' | 'cancel' | null },
): Promise<BookingContent> =>
  readContent(source, told, reader, what, async () => {
    const [contact] = await query<{ email: string | null; name: string }>(
      source.database.fork(),
      `select c.email, u.full_name as name from user_contacts_v c join users_v u on u.id = c.id where c.id = ?`,
      [reader.userId],
    );
    const { email = null, name = '' } = contact ?? {};
    return {
      attendee: email === null ? null : { name, email },
      url: `${source.config.publicUrl}/app/bookings#${told.bookingId}`,
    };
  });

const customer = (em: EntityManager, { bookingId }: Facts) =>
  query<{ userId: number }>(
    em,
    `select customer_id as "userId" from bookings where id = ? and customer_id is not null`,
    [bookingId],
  );

const toCustomer = {
  facts,
  channels: ['email', 'inApp'],
  recipients: customer,
  sample: SAMPLE,
  attachments: ({ file }: BookingContent) => (file ? [file] : []),
} as const;

/** A text that begins with what happened, and names the booking. */
const text =
  (
    language: 'id' | 'en',
    say: (told: BookingContent, reader: Reader) => { subject: string; first: string[] },
  ) =>
  (told: BookingContent, reader: Reader): NotificationText => {
    const { subject, first } = say(told, reader);
    return {
      subject,
      paragraphs: [...first, ...bookingLines(told, reader), ...clinicLine(told, language)],
      action: { label: OPEN[language], url: told.url },
    };
  };

const STANDING = ['confirmed', 'checked_in'] as const;

export const confirmedNotification = defineNotification({
  ...toCustomer,
  name: 'booking.confirmed',
  summary: 'That a booking is confirmed, with a file for the calendar.',
  choice: { id: 'Konfirmasi janji temu', en: 'Confirmed bookings' },
  read: (source, told: Facts, { reader }) =>
    readFor(source, told, reader, { among: STANDING, file: 'request' }),
  texts: {
    id: text('id', ({ clinic }) => ({
      subject: `Janji temu Anda di ${clinic} terkonfirmasi`,
      first: ['Janji temu Anda sudah terkonfirmasi.'],
    })),
    en: text('en', ({ clinic }) => ({
      subject: `Your booking at ${clinic} is confirmed`,
      first: ['Your booking is confirmed.'],
    })),
  },
});

export const requestedNotification = defineNotification({
  ...toCustomer,
  name: 'booking.requested',
  summary: 'That a booking waits for the clinic to confirm it.',
  choice: { id: 'Janji temu yang menunggu konfirmasi', en: 'Bookings that wait for a confirmation' },
  read: (source, told: Facts, { reader }) =>
    readFor(source, told, reader, { among: ['pending'], file: null }),
  texts: {
    id: text('id', ({ clinic }) => ({
      subject: `Janji temu Anda di ${clinic} menunggu konfirmasi`,
      first: [
        'Klinik akan mengonfirmasi janji temu ini. Waktunya ditahan untuk Anda; hasilnya kami kabarkan.',
      ],
    })),
    en: text('en', ({ clinic }) => ({
      subject: `Your booking at ${clinic} waits for a confirmation`,
      first: ['The clinic is to confirm this booking. The time is kept for you, and you will hear from us.'],
    })),
  },
});

/** Always sent, as a cancellation is: who comes at the old time comes in vain. */
export const movedNotification = defineNotification({
  ...toCustomer,
  name: 'booking.moved',
  summary: 'That a booking is at another time, or with somebody else; the file moves it in the calendar.',
  facts: facts.extend({ before: z.string() }),
  read: async (source, { before, ...told }: Facts & { before: string }, { reader }) => {
    const { status } = await readAbout(source, told);
    const content = await readFor(source, told, reader, {
      among: ['pending', ...STANDING],
      file: status === 'pending' ? null : 'request',
    });
    return { ...content, before: new Date(before) };
  },
  sample: { ...SAMPLE, before: new Date('2027-01-14T02:00:00Z') },
  texts: {
    id: (told, reader) =>
      text('id', ({ clinic }) => ({
        subject: `Janji temu Anda di ${clinic} berubah`,
        first: [
          told.before.getTime() === told.startsAt.getTime()
            ? `Janji temu Anda kini bersama ${told.staff}.`
            : `Janji temu Anda dipindahkan. Waktu sebelumnya: ${tellTimeAt(told.before, told.timeZone, reader)}.`,
        ],
      }))(told, reader),
    en: (told, reader) =>
      text('en', ({ clinic }) => ({
        subject: `Your booking at ${clinic} has changed`,
        first: [
          told.before.getTime() === told.startsAt.getTime()
            ? `Your booking is with ${told.staff} now.`
            : `Your booking was moved. It was ${tellTimeAt(told.before, told.timeZone, reader)} before.`,
        ],
      }))(told, reader),
  },
});

export const cancelledNotification = defineNotification({
  ...toCustomer,
  name: 'booking.cancelled',
  summary: 'That a booking was cancelled; the file takes it out of the calendar.',
  facts: facts.extend({ wasConfirmed: z.boolean() }),
  read: (source, { wasConfirmed, ...told }: Facts & { wasConfirmed: boolean }, { reader }) =>
    readFor(source, told, reader, { among: ['cancelled'], file: wasConfirmed ? 'cancel' : null }),
  texts: {
    id: text('id', ({ clinic, reason }) => ({
      subject: `Janji temu Anda di ${clinic} dibatalkan`,
      first: ['Janji temu ini dibatalkan.', ...(reason === null ? [] : [`Alasan: ${reason}`])],
    })),
    en: text('en', ({ clinic, reason }) => ({
      subject: `Your booking at ${clinic} was cancelled`,
      first: ['This booking was cancelled.', ...(reason === null ? [] : [`Reason: ${reason}`])],
    })),
  },
});

export const expiredNotification = defineNotification({
  ...toCustomer,
  name: 'booking.expired',
  summary: 'That a clinic did not confirm a booking in time.',
  read: (source, told: Facts, { reader }) =>
    readFor(source, told, reader, { among: ['expired'], file: null }),
  texts: {
    id: text('id', ({ clinic }) => ({
      subject: `${clinic} belum mengonfirmasi janji temu Anda`,
      first: [
        'Klinik tidak mengonfirmasi tepat waktu, sehingga janji temu ini tidak berlaku. Silakan pilih waktu lain.',
      ],
    })),
    en: text('en', ({ clinic }) => ({
      subject: `${clinic} has not confirmed your booking`,
      first: [
        'The clinic did not confirm it in time, so there is no such booking any more. Please choose another time.',
      ],
    })),
  },
});

/** Most people of a clinic who are told of one booking. */
const PEOPLE_TOLD = 50;
const EVENTS = ['created', 'waits', 'moved', 'cancelled', 'attention'] as const;
type ClinicEvent = (typeof EVENTS)[number];
const HAPPENED: Record<ClinicEvent, { id: string; en: string }> = {
  created: { id: 'Janji temu baru', en: 'New booking' },
  waits: { id: 'Janji temu menunggu konfirmasi Anda', en: 'A booking waits for your confirmation' },
  moved: { id: 'Janji temu dipindahkan', en: 'Booking moved' },
  cancelled: { id: 'Janji temu dibatalkan', en: 'Booking cancelled' },
  attention: { id: 'Janji temu perlu dilihat', en: 'A booking to look at' },
};
const TOLD_WHILE: Record<ClinicEvent, readonly Status[]> = {
  created: STANDING,
  waits: ['pending'],
  moved: ['pending', ...STANDING],
  cancelled: ['cancelled'],
  attention: ['held', 'pending', ...STANDING],
};

/** For whoever it is with; what waits for a confirmation, also for the managers. Nobody is told what they did themselves. */
export const clinicNotification = defineNotification({
  name: 'booking.for-clinic',
  summary: 'That a booking was made, waits for a confirmation, was moved or cancelled.',
  choice: { id: 'Janji temu di klinik saya', en: 'Bookings at my clinic' },
  channels: ['email', 'inApp'],
  facts: facts.extend({ happened: z.enum(EVENTS), by: z.int().nullable() }),
  recipients: (em, { bookingId, happened, by }) =>
    query<{ userId: number }>(
      em,
      `select distinct t.user_id as "userId" from bookings b join clinic_staff_v t on t.clinic_id = b.clinic_id
       where b.id = ? and t.is_active and t.user_id is not null and t.user_id is distinct from ?::int
         and t.user_id is distinct from b.customer_id
         and (t.id = b.staff_id or (? in ('waits', 'attention') and t.role = 'manager'))
       order by 1 limit ?`,
      [bookingId, by, happened, PEOPLE_TOLD],
    ),
  read: async (source, { happened, bookingId, startsAt }, { reader }) => ({
    ...(await readFor(source, { bookingId, startsAt }, reader, {
      among: TOLD_WHILE[happened],
      file: null,
    })),
    happened,
  }),
  sample: { ...SAMPLE, happened: 'created' },
  texts: {
    id: (told, reader) => ({
      subject: `${HAPPENED[told.happened].id}: ${told.service} untuk ${told.pet}`,
      paragraphs: [
        ...bookingLines(told, reader),
        ...(told.reason === null ? [] : [`Alasan: ${told.reason}`]),
      ],
      action: { label: OPEN.id, url: told.url },
    }),
    en: (told, reader) => ({
      subject: `${HAPPENED[told.happened].en}: ${told.service} for ${told.pet}`,
      paragraphs: [
        ...bookingLines(told, reader),
        ...(told.reason === null ? [] : [`Reason: ${told.reason}`]),
      ],
      action: { label: OPEN.en, url: told.url },
    }),
  },
});

export const bookingNotifications = [
  confirmedNotification,
  requestedNotification,
  movedNotification,
  cancelledNotification,
  expiredNotification,
  clinicNotification,
  outsideNotification,
];
