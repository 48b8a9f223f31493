import {
  bookingBodyOf,
  bookingLines,
  bookingSample,
  clinicLine,
  readContent,
  type BookingContent,
} from '@antrean/bookings';
import { query } from '@antrean/platform/database';
import {
  defineNotification,
  NothingToTell,
  tellTimeAt,
  type NotificationSource,
  type NotificationText,
  type Reader,
  type Recipient,
} from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { guestOf, makeGuestLink } from './guest-link.ts';

const guestAddress = (em: EntityManager, { bookingId }: { bookingId: number }) =>
  query<{ address: string; language: 'id' | 'en' }>(
    em,
    `select email as address, language from guest_bookings where booking_id = ?`,
    [bookingId],
  );

/** Whoever has the booking now: its guest, or the account that has proven the address since. */
async function whoHasIt(em: EntityManager, about: { bookingId: number }): Promise<Recipient[]> {
  const guest = await guestAddress(em, about);
  if (guest.length > 0) return guest;
  return query<{ userId: number }>(
    em,
    `select customer_id as "userId" from bookings_v where id = ? and customer_id is not null`,
    [about.bookingId],
  );
}

/** On whose clocks times stand in brackets; null: the reader's. */
type Told = BookingContent & { readonly guestZone: string | null };

type How = { among: readonly BookingContent['status'][]; file: 'request' | 'cancel' | null };

async function readTold(
  source: NotificationSource,
  told: { bookingId: number; startsAt: string },
  { deliveryId, reader }: { deliveryId: string; reader: Reader },
  how: How,
): Promise<Told> {
  const em = source.database.fork();
  const guest = await guestOf(em, told.bookingId);
  if (!guest) return { ...(await readAdopted(source, told, reader, how)), guestZone: null };
  const { email, petName, timeZone } = guest;
  const clocks = { language: reader.language, timeZone: timeZone ?? reader.timeZone };
  const content = await readContent(source, told, clocks, how, async () => {
    const { customerName } = await bookingBodyOf(em, told.bookingId);
    return {
      attendee: { name: customerName ?? email, email },
      url: await makeGuestLink(em, source.config, deliveryId, told.bookingId),
      // Calendars are shared; the link is its reader's alone.
      calendarUrl: `${source.config.publicUrl}/app/visit`,
    };
  });
  return { ...content, pet: petName, guestZone: timeZone };
}

/** What an account has taken over since, and is shown by it. @throws NothingToTell when nobody has: it was forgotten */
async function readAdopted(
  source: NotificationSource,
  told: { bookingId: number; startsAt: string },
  reader: Reader,
  how: How,
): Promise<BookingContent> {
  const [customer] = await query<{ name: string; email: string | null }>(
    source.database.fork(),
    `select u.full_name as name, c.email from bookings_v b join users_v u on u.id = b.customer_id
     join user_contacts_v c on c.id = u.id where b.id = ?`,
    [told.bookingId],
  );
  if (!customer) throw new NothingToTell('The guest has been forgotten.', 'unreachable');
  const { name, email } = customer;
  return readContent(source, told, reader, how, async () => ({
    attendee: email === null ? null : { name, email },
    url: `${source.config.publicUrl}/app/bookings#${told.bookingId}`,
  }));
}

const clocksOf = ({ guestZone }: Told, reader: Reader): Reader => ({
  ...reader,
  timeZone: guestZone ?? reader.timeZone,
});
const sample: Told = { ...bookingSample, url: 'https://antrean.example/app/visit#token=…', guestZone: null };

/** The link that books what is held. Who did not ask for it need do nothing. */
export const guestHold = defineNotification({
  name: 'guest-booking.hold',
  summary: 'A link by which somebody without an account books the time that is held for them.',
  channels: ['email'],
  isUrgent: true,
  facts: z.object({ bookingId: z.int() }),
  recipients: guestAddress,
  read: async (source, { bookingId }, delivery) => {
    const [held] = await query<{ startsAt: string; until: string }>(
      source.database.fork(),
      `select b.starts_at as "startsAt", g.over_at as until
       from guest_bookings g join bookings_v b on b.id = g.booking_id where g.booking_id = ?`,
      [bookingId],
    );
    if (!held) throw new NothingToTell('The guest has been forgotten.', 'unreachable');
    const told = { bookingId, startsAt: new Date(held.startsAt).toISOString() };
    const content = await readTold(source, told, delivery, { among: ['held'], file: null });
    return { ...content, until: new Date(held.until) };
  },
  sample: { ...sample, until: new Date('2027-01-10T02:30:00Z') },
  texts: {
    id: (told, reader) => ({
      subject: `Konfirmasikan janji temu Anda di ${told.clinic}`,
      paragraphs: [
        `Waktu ini ditahan untuk Anda sampai ${tellTimeAt(told.until, told.timeZone, clocksOf(told, reader))}. Buka tautan dan konfirmasikan.`,
        ...bookingLines(told, clocksOf(told, reader)),
        'Jika bukan Anda yang memesan, abaikan surel ini: tanpa konfirmasi tidak ada yang dipesan.',
      ],
      action: { label: 'Konfirmasikan janji temu', url: told.url },
    }),
    en: (told, reader) => ({
      subject: `Confirm your booking at ${told.clinic}`,
      paragraphs: [
        `This time is kept for you until ${tellTimeAt(told.until, told.timeZone, clocksOf(told, reader))}. Open the link and confirm it.`,
        ...bookingLines(told, clocksOf(told, reader)),
        'If you did not ask for it, ignore this mail: nothing is booked without a confirmation.',
      ],
      action: { label: 'Confirm the booking', url: told.url },
    }),
  },
});

const HAPPENED = ['confirmed', 'waits', 'moved', 'cancelled', 'expired'] as const;
export type Happened = (typeof HAPPENED)[number];

const STANDING = ['confirmed', 'checked_in'] as const;
const TOLD_WHILE: Record<Happened, How['among']> = {
  confirmed: STANDING,
  waits: ['pending'],
  moved: ['pending', ...STANDING],
  cancelled: ['cancelled'],
  expired: ['expired'],
};

type News = Told & { readonly happened: Happened; readonly before: Date | null };

const SAID: Record<'id' | 'en', Record<Happened, { subject: string; first: string }>> = {
  id: {
    confirmed: { subject: 'terkonfirmasi', first: 'Janji temu Anda sudah terkonfirmasi.' },
    waits: {
      subject: 'menunggu konfirmasi',
      first: 'Klinik akan mengonfirmasi janji temu ini. Waktunya ditahan untuk Anda; hasilnya kami kabarkan.',
    },
    moved: { subject: 'berubah', first: 'Janji temu Anda berubah.' },
    cancelled: { subject: 'dibatalkan', first: 'Janji temu ini dibatalkan.' },
    expired: {
      subject: 'tidak dikonfirmasi',
      first:
        'Klinik tidak mengonfirmasi tepat waktu, sehingga janji temu ini tidak berlaku. Silakan pilih waktu lain.',
    },
  },
  en: {
    confirmed: { subject: 'is confirmed', first: 'Your booking is confirmed.' },
    waits: {
      subject: 'waits for a confirmation',
      first: 'The clinic is to confirm this booking. The time is kept for you, and you will hear from us.',
    },
    moved: { subject: 'has changed', first: 'Your booking has changed.' },
    cancelled: { subject: 'was cancelled', first: 'This booking was cancelled.' },
    expired: {
      subject: 'was not confirmed',
      first:
        'The clinic did not confirm it in time, so there is no such booking any more. Please choose another time.',
    },
  },
};
const WORDS = {
  id: {
    booking: 'Janji temu Anda di',
    before: 'Waktu sebelumnya',
    reason: 'Alasan',
    open: 'Lihat, pindahkan atau batalkan',
  },
  en: { booking: 'Your booking at', before: 'It was', reason: 'Reason', open: 'See, move or cancel it' },
} as const;

const textIn =
  (language: 'id' | 'en') =>
  (told: News, reader: Reader): NotificationText => {
    const [{ subject, first }, words] = [SAID[language][told.happened], WORDS[language]];
    const clocks = clocksOf(told, reader);
    const isNewTime = told.before !== null && told.before.getTime() !== told.startsAt.getTime();
    return {
      subject: `${words.booking} ${told.clinic} ${subject}`,
      paragraphs: [
        first,
        ...(told.before && isNewTime
          ? [`${words.before}: ${tellTimeAt(told.before, told.timeZone, clocks)}.`]
          : []),
        ...(told.happened === 'cancelled' && told.reason !== null ? [`${words.reason}: ${told.reason}`] : []),
        ...bookingLines(told, clocks),
        ...clinicLine(told, language),
      ],
      action: { label: words.open, url: told.url },
    };
  };

/** What becomes of a booking. Always sent: who comes at the old time comes in vain. */
export const guestNews = defineNotification({
  name: 'guest-booking.news',
  summary:
    'That a booking without an account is confirmed, waits for the clinic, was moved, cancelled or not confirmed; with a link ' +
    'that shows it as it is, and a file for the calendar.',
  channels: ['email'],
  facts: z.object({
    bookingId: z.int(),
    startsAt: z.string(),
    happened: z.enum(HAPPENED),
    before: z.string().nullable(),
    wasConfirmed: z.boolean(),
  }),
  recipients: whoHasIt,
  read: async (source, { bookingId, startsAt, happened, before, wasConfirmed }, delivery): Promise<News> => {
    const content = await readTold(source, { bookingId, startsAt }, delivery, {
      among: TOLD_WHILE[happened],
      file: wasConfirmed ? (happened === 'cancelled' ? 'cancel' : 'request') : null,
    });
    return { ...content, happened, before: before === null ? null : new Date(before) };
  },
  sample: { ...sample, happened: 'confirmed', before: null },
  attachments: ({ file }) => (file ? [file] : []),
  texts: { id: textIn('id'), en: textIn('en') },
});
