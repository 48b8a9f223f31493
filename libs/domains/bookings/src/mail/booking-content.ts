import { query } from '@antrean/platform/database';
import {
  NothingToTell,
  tellTimeAt,
  type MailAttachment,
  type NotificationSource,
  type Reader,
} from '@antrean/platform/notifications';
import { invitationFile } from './invitation.ts';
import type { Status } from '../booking.state.ts';

/** Which booking somebody is told of. */
export interface BookingTold {
  readonly bookingId: number;
  /** When it began then: what came later is told by itself. */
  readonly startsAt: string;
}

/** In which language, and on whose clocks beside the clinic's, something is told. */
export type Clocks = Pick<Reader, 'language' | 'timeZone'>;

/** A booking as people are told of it. */
export interface BookingAbout {
  readonly status: Status;
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly clinic: string;
  readonly city: string;
  readonly lat: number;
  readonly lon: number;
  readonly clinicEmail: string | null;
  readonly contact: string | null;
  readonly service: string;
  readonly staff: string;
  readonly pet: string;
  readonly reason: string | null;
}

/** What is said of a booking, and the calendar's file where there is one. */
export interface BookingContent extends BookingAbout {
  readonly url: string;
  readonly file: MailAttachment | null;
}

export async function readAbout(
  { database }: Pick<NotificationSource, 'database'>,
  { bookingId }: Pick<BookingTold, 'bookingId'>,
): Promise<BookingAbout> {
  const [row] = await query<Omit<BookingAbout, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string }>(
    database.fork(),
    `select b.status, b.version, b.starts_at as "startsAt", b.ends_at as "endsAt", b.time_zone as "timeZone",
            c.name as clinic, c.city, c.latitude as lat, c.longitude as lon, c.email as "clinicEmail",
            coalesce(c.phone, c.email) as contact, s.name as service, t.name as staff,
            coalesce(p.name, '–') as pet, b.cancel_reason as reason
     from bookings b join clinics_v c on c.id = b.clinic_id join clinic_services_v s on s.id = b.service_id
     join clinic_staff_v t on t.id = b.staff_id left join pets_v p on p.id = b.pet_id
     where b.id = ?`,
    [bookingId],
  );
  if (!row) throw new NothingToTell('The booking is gone.');
  return { ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) };
}

/** An address in the sender's form, `Antrean <no-reply@antrean.example>`. */
const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from;

/** Who is told, and where they see the booking. */
interface Told {
  /** Null when nothing is mailed to them. */
  readonly attendee: { readonly name: string; readonly email: string } | null;
  readonly url: string;
  /** What stands in a calendar, which others may see; `url` when absent. */
  readonly calendarUrl?: string;
}

/** What is told while a booking stands as it was, with an invitation where the reader has a calendar for it. */
export async function readContent(
  { database, config }: Pick<NotificationSource, 'database' | 'config'>,
  told: BookingTold,
  reader: Clocks,
  { among, file }: { among: readonly Status[]; file: 'request' | 'cancel' | null },
  findReader: () => Promise<Told>,
): Promise<BookingContent> {
  const about = await readAbout({ database }, told);
  if (!among.includes(about.status)) throw new NothingToTell(`The booking is ${about.status}.`);
  if (about.startsAt.toISOString() !== told.startsAt) throw new NothingToTell('It was moved again.');
  const { attendee, url, calendarUrl = url } = await findReader();
  if (file === null || !attendee) return { ...about, url, file: null };
  const { clinic, city, service, pet } = about;
  return {
    ...about,
    url,
    file: invitationFile({
      ...about,
      bookingId: told.bookingId,
      cancelled: file === 'cancel',
      summary: `${service} – ${pet}, ${clinic}`,
      description: `${tellWhen(about, reader)}\n${about.staff}`,
      location: `${clinic}, ${city}`,
      geo: { lat: about.lat, lon: about.lon },
      organizer: { name: clinic, email: about.clinicEmail ?? addressIn(config.mail.from) },
      attendee,
      url: calendarUrl,
    }),
  };
}

const tellWhen = (
  { startsAt, timeZone }: Pick<BookingAbout, 'startsAt' | 'timeZone'>,
  reader: Clocks,
): string => tellTimeAt(startsAt, timeZone, reader);

/** Service, pet, person, time and place, a line each. */
export const bookingLines = (told: BookingAbout, reader: Clocks): string[] =>
  reader.language === 'id'
    ? [
        `Waktu: ${tellWhen(told, reader)}`,
        `Layanan: ${told.service} untuk ${told.pet}, bersama ${told.staff}`,
        `Tempat: ${told.clinic}, ${told.city}`,
      ]
    : [
        `Time: ${tellWhen(told, reader)}`,
        `Service: ${told.service} for ${told.pet}, with ${told.staff}`,
        `Place: ${told.clinic}, ${told.city}`,
      ];
export const clinicLine = ({ contact }: Pick<BookingAbout, 'contact'>, language: 'id' | 'en'): string[] => {
  if (contact === null) return [];
  return [
    language === 'id' ? `Klinik dapat dihubungi di ${contact}.` : `You reach the clinic at ${contact}.`,
  ];
};
export const OPEN = { id: 'Lihat janji temu', en: 'See the booking' } as const;

export const SAMPLE: BookingContent = {
  status: 'confirmed',
  version: 1,
  startsAt: new Date('2027-01-15T02:00:00Z'),
  endsAt: new Date('2027-01-15T02:30:00Z'),
  timeZone: 'Asia/Jakarta',
  clinic: 'Klinik Hewan Sahabat',
  city: 'Jakarta Selatan',
  lat: -6.2607,
  lon: 106.8135,
  clinicEmail: null,
  contact: '+62215550199',
  service: 'Vaksinasi',
  staff: 'drh. Wati',
  pet: 'Momo',
  reason: null,
  url: 'https://antrean.example/app/bookings#7',
  file: null,
};
