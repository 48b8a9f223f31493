import { makeGuestLink } from '@antrean/guest-bookings';
import { prepared, query, textArray } from '@antrean/platform/database';
import {
  defineNotification,
  NOTIFICATION_CHANNELS,
  NothingToTell,
  tellTimeAt,
  type NotificationChannel,
  type Reader,
} from '@antrean/platform/notifications';
import { z } from 'zod';
import { endedBy } from './plan-reminders.ts';
import { CHOSEN, settingsOf, type Chosen } from './reminder-settings.ts';
import { tellMinutes } from './reminder-time.ts';

/** So shortly before it begins nobody is reminded any more. */
export const LEAST_MINUTES = 5;

/** It says how long there is still, when it comes later than this after its time. */
const LATE_MINUTES = 5;

interface Appointment {
  clinic: string;
  service: string;
  staff: string;
  /** Null when it was deleted. */
  pet: string | null;
  timeZone: string;
  startsAtMs: number;
  /** How long before it begins, as it is told. */
  minutes: number;
  /** Whether the clinic has still to confirm it. */
  isPending: boolean;
  /** On whose clocks the time stands in brackets; null: the reader's. */
  guestZone: string | null;
  url: string;
}

interface Row extends Chosen {
  id: number;
  clinic: string;
  service: string;
  staff: string;
  pet: string | null;
  timeZone: string;
  startsAtMs: number;
  status: string;
  isClinicActive: boolean;
  minutesLeft: number;
  guestZone: string | null;
}

/** Asked again and again while many are reminded: prepared, because PostgreSQL takes longer to plan it than to do it. */
const READ = prepared(
  `select b.id, b.status, b.time_zone as "timeZone", cl.name as clinic,
     cl.is_active as "isClinicActive", s.name as service, st.name as staff, pt.name as pet,
     g.time_zone as "guestZone", ${CHOSEN},
     floor(extract(epoch from b.starts_at) * 1000)::float8 as "startsAtMs",
     extract(epoch from b.starts_at - now())::float8 / 60 as "minutesLeft"
   from bookings_v b
   join clinics_v cl on cl.id = b.clinic_id
   join clinic_services_v s on s.id = b.service_id
   join clinic_staff_v st on st.id = b.staff_id
   left join pets_v pt on pt.id = b.pet_id
   left join reminder_plans p on p.booking_id = b.id
   left join reminder_preferences u on u.user_id = b.customer_id
   left join clinic_reminders c on c.clinic_id = b.clinic_id
   left join guest_bookings_v g on g.booking_id = b.id
   where b.id = any(?::bigint[])`,
);

export const bookingReminder = defineNotification({
  name: 'booking.reminder',
  summary: 'That an appointment comes, at the times and by the channels that were chosen.',
  facts: z.object({
    bookingId: z.int(),
    startsAtMs: z.int(),
    offsetMinutes: z.int(),
    channel: z.enum(NOTIFICATION_CHANNELS),
  }),
  channels: NOTIFICATION_CHANNELS,
  choice: { id: 'Pengingat janji temu', en: 'Appointment reminders' },
  recipients: async (em, { bookingId }) => {
    const [booking] = await query<{ userId: number | null; address: string | null; language: 'id' | 'en' }>(
      em,
      `select b.customer_id as "userId", g.email as address, g.language
       from bookings_v b left join guest_bookings_v g on g.booking_id = b.id where b.id = ?`,
      [bookingId],
    );
    if (!booking) return [];
    const { userId, address, language } = booking;
    if (userId !== null) return [{ userId }];
    return address === null ? [] : [{ address, language }];
  },
  // What became of the booking while the reminder waited for a mail server is what counts.
  readEach: async ({ database, config }, tries) => {
    const em = database.fork();
    const rows = await query<Row>(em, READ, [textArray(tries.map(({ facts }) => String(facts.bookingId)))]);
    const booked = new Map(rows.map((row) => [row.id, row]));
    return Promise.allSettled(
      tries.map(async ({ facts, delivery }): Promise<Appointment> => {
        const row = booked.get(facts.bookingId);
        const told = judge(row, facts);
        const url = row?.isGuest
          ? await makeGuestLink(em, config, delivery.deliveryId, facts.bookingId)
          : `${config.publicUrl}/app/bookings#${facts.bookingId}`;
        return { ...told, url };
      }),
    );
  },
  texts: {
    id: (appointment, reader) => ({
      subject: `${tellMinutes(appointment.minutes, 'id')} lagi: janji temu di ${appointment.clinic}`,
      title: 'Pengingat janji temu',
      paragraphs: [
        `Janji temu Anda di ${appointment.clinic} dimulai ${tellMinutes(appointment.minutes, 'id')} lagi.`,
        `Waktu: ${beginningOf(appointment, reader)}\nLayanan: ${appointment.service}${appointment.pet === null ? '' : ` untuk ${appointment.pet}`}, bersama ${appointment.staff}`,
        ...(appointment.isPending ? ['Klinik belum mengonfirmasinya.'] : []),
        'Jika Anda tidak dapat datang, batalkan atau pindahkan agar waktu itu dapat dipakai orang lain.',
      ],
      action: { label: 'Buka janji temu', url: appointment.url },
    }),
    en: (appointment, reader) => ({
      subject: `In ${tellMinutes(appointment.minutes, 'en')}: appointment at ${appointment.clinic}`,
      title: 'Appointment reminder',
      paragraphs: [
        `Your appointment at ${appointment.clinic} begins in ${tellMinutes(appointment.minutes, 'en')}.`,
        `Time: ${beginningOf(appointment, reader)}\nService: ${appointment.service}${appointment.pet === null ? '' : ` for ${appointment.pet}`}, with ${appointment.staff}`,
        ...(appointment.isPending ? ['The clinic has not confirmed it yet.'] : []),
        'If you cannot come, cancel or move it, so that somebody else can have the time.',
      ],
      action: { label: 'Open the appointment', url: appointment.url },
    }),
  },
  sms: {
    id: (appointment, reader) =>
      `${tellMinutes(appointment.minutes, 'id')} lagi: ${shortened(appointment.clinic)}, ${beginningOf(appointment, reader)}`,
    en: (appointment, reader) =>
      `In ${tellMinutes(appointment.minutes, 'en')}: ${shortened(appointment.clinic)}, ${beginningOf(appointment, reader)}`,
  },
  sample: {
    ...{ clinic: 'Klinik Hewan Sahabat', service: 'Vaksinasi', staff: 'drh. Sari' },
    ...{ pet: 'Momo', timeZone: 'Asia/Jakarta' },
    ...{ startsAtMs: Date.UTC(2027, 2, 1, 2), minutes: 1_440, isPending: false, guestZone: null },
    url: 'https://antrean.example/app/bookings#12',
  },
});

/** What a reminder says of a booking, but for the address where it is shown. @throws NothingToTell */
function judge(
  row: Row | undefined,
  {
    startsAtMs,
    offsetMinutes,
    channel,
  }: { startsAtMs: number; offsetMinutes: number; channel: NotificationChannel },
): Omit<Appointment, 'url'> {
  if (!row) throw new NothingToTell('There is no such booking any more.', 'ended');
  const ended = endedBy(row.status);
  if (ended) throw new NothingToTell(`The booking is ${row.status}.`, ended);
  if (row.startsAtMs !== startsAtMs) throw new NothingToTell('The booking was moved.', 'moved');
  if (!row.isClinicActive) throw new NothingToTell('The clinic is deactivated.', 'clinic_inactive');
  const { offsetsMinutes, channels } = settingsOf(row);
  if (!offsetsMinutes.includes(offsetMinutes) || !channels.includes(channel))
    throw new NothingToTell('Somebody chose otherwise meanwhile.', 'not_chosen');
  if (row.minutesLeft < LEAST_MINUTES) throw new NothingToTell('It came too late to be of use.', 'too_late');
  const isLate = offsetMinutes - row.minutesLeft > LATE_MINUTES;
  const { clinic, service, staff, pet, timeZone, status, guestZone } = row;
  return {
    ...{ clinic, service, staff, pet, timeZone, startsAtMs, guestZone },
    minutes: isLate ? Math.floor(row.minutesLeft) : offsetMinutes,
    isPending: status === 'pending',
  };
}

const beginningOf = ({ startsAtMs, timeZone, guestZone }: Appointment, reader: Reader): string =>
  tellTimeAt(new Date(startsAtMs), timeZone, { ...reader, timeZone: guestZone ?? reader.timeZone });

/** So that the whole fits into one text message. */
const shortened = (name: string): string => (name.length > 50 ? `${name.slice(0, 49)}…` : name);
