import { bookingLines, bookingSample, readContent, type BookingContent } from '@antrean/bookings';
import { makeGuestLink } from '@antrean/guest-bookings';
import { query } from '@antrean/platform/database';
import { defineNotification, NothingToTell, tellTimeAt, type Reader } from '@antrean/platform/notifications';
import { z } from 'zod';
import { makeWaitingLink } from './waiting-link.ts';

/** For the address that somebody wants to wait with. */
export const waitingProof = defineNotification({
  name: 'waiting-list.proof',
  summary: 'A link that gives somebody without an account a place in a waiting list.',
  channels: ['email'],
  isUrgent: true,
  facts: z.object({ entryId: z.int() }),
  recipients: (em, { entryId }) =>
    query<{ address: string; language: 'id' | 'en' }>(
      em,
      `select email as address, language from waiting_guests where entry_id = ?`,
      [entryId],
    ),
  read: async ({ database, config }, { entryId }, { deliveryId }) => {
    const em = database.fork();
    const [entry] = await query<{ clinic: string; service: string; firstDate: string; lastDate: string }>(
      em,
      `select c.name as clinic, s.name as service, e.first_date::text as "firstDate", e.last_date::text as "lastDate"
       from waiting_entries e join clinics_v c on c.id = e.clinic_id join clinic_services_v s on s.id = e.service_id
       where e.id = ? and e.status = 'unconfirmed'`,
      [entryId],
    );
    if (!entry) throw new NothingToTell('They wait already, or no longer.');
    return { ...entry, url: await makeWaitingLink(em, config, deliveryId, entryId) };
  },
  sample: {
    ...{
      clinic: 'Klinik Hewan Sahabat',
      service: 'Vaksinasi',
      firstDate: '2027-01-15',
      lastDate: '2027-01-20',
    },
    url: 'https://antrean.example/app/waiting#token=…',
  },
  texts: {
    id: ({ clinic, service, firstDate, lastDate, url }) => ({
      subject: `Daftar tunggu di ${clinic}`,
      paragraphs: [
        `Konfirmasikan bahwa Anda menunggu waktu untuk ${service}, dari ${firstDate} sampai ${lastDate}. Begitu ada yang kosong dan giliran Anda tiba, kami kirimkan surel.`,
        'Jika bukan Anda yang meminta, abaikan surel ini.',
      ],
      action: { label: 'Ya, saya menunggu', url },
    }),
    en: ({ clinic, service, firstDate, lastDate, url }) => ({
      subject: `The waiting list of ${clinic}`,
      paragraphs: [
        `Confirm that you wait for a time for ${service}, from ${firstDate} to ${lastDate}. When one returns and it is your turn, we mail you.`,
        'If you did not ask for it, ignore this mail.',
      ],
      action: { label: 'Yes, I wait', url },
    }),
  },
});

type Offer = BookingContent & { readonly until: Date; readonly ownZone: string | null };

const clocksOf = ({ ownZone }: Offer, reader: Reader): Reader => ({
  ...reader,
  timeZone: ownZone ?? reader.timeZone,
});

/** Once for each entry. Always sent: it is what they wait for. */
export const waitingOffer = defineNotification({
  name: 'waiting-list.offer',
  summary: 'That a time somebody waits for has become free, and is held for them for a while.',
  channels: ['email', 'inApp'],
  isUrgent: true,
  facts: z.object({ bookingId: z.int(), startsAt: z.string() }),
  recipients: async (em, { bookingId }) => {
    const [held] = await query<{ userId: number | null; address: string | null; language: 'id' | 'en' }>(
      em,
      `select b.customer_id as "userId", g.email as address, g.language
       from bookings_v b left join guest_bookings_v g on g.booking_id = b.id where b.id = ?`,
      [bookingId],
    );
    if (!held) return [];
    const { userId, address, language } = held;
    if (userId !== null) return [{ userId }];
    return address === null ? [] : [{ address, language }];
  },
  read: async (source, told, { deliveryId, reader }): Promise<Offer> => {
    const em = source.database.fork();
    const [held] = await query<{
      customerId: number | null;
      ownZone: string | null;
      pet: string | null;
      until: string | null;
    }>(
      em,
      `select b.customer_id as "customerId", g.time_zone as "ownZone", g.pet_name as pet, b.hold_expires_at as until
       from bookings_v b left join guest_bookings_v g on g.booking_id = b.id where b.id = ?`,
      [told.bookingId],
    );
    if (!held || held.until === null) throw new NothingToTell('It is held no longer.');
    const { customerId, ownZone, pet } = held;
    const clocks = { language: reader.language, timeZone: ownZone ?? reader.timeZone };
    const content = await readContent(source, told, clocks, { among: ['held'], file: null }, async () => ({
      attendee: null,
      url:
        customerId === null
          ? await makeGuestLink(em, source.config, deliveryId, told.bookingId)
          : `${source.config.publicUrl}/app/bookings#${told.bookingId}`,
    }));
    return { ...content, pet: pet ?? content.pet, ownZone, until: new Date(held.until) };
  },
  sample: { ...bookingSample, ownZone: null, until: new Date('2027-01-10T02:30:00Z') },
  texts: {
    id: (told, reader) => ({
      subject: `Waktu kosong di ${told.clinic}, ditahan untuk Anda`,
      paragraphs: [
        `Waktu yang Anda tunggu kini kosong. Kami menahannya sampai ${tellTimeAt(told.until, told.timeZone, clocksOf(told, reader))}; setelah itu ditawarkan kepada yang berikutnya.`,
        ...bookingLines(told, clocksOf(told, reader)),
      ],
      action: { label: 'Konfirmasikan janji temu', url: told.url },
    }),
    en: (told, reader) => ({
      subject: `A time at ${told.clinic} is free, and held for you`,
      paragraphs: [
        `The time that you wait for has become free. It is kept for you until ${tellTimeAt(told.until, told.timeZone, clocksOf(told, reader))}; after that the next one is told.`,
        ...bookingLines(told, clocksOf(told, reader)),
      ],
      action: { label: 'Confirm the booking', url: told.url },
    }),
  },
});

export const waitingNotifications = [waitingProof, waitingOffer];
