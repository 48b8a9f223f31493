import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { MailAttachment } from '@antrean/platform/notifications';

/** A booking as calendars of mail programs take it. */
export interface Invitation {
  readonly bookingId: number;
  /** Of the booking: later ones replace earlier ones. */
  readonly version: number;
  readonly cancelled: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly geo: { readonly lat: number; readonly lon: number };
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendee: { readonly name: string; readonly email: string };
  readonly url: string;
}

/** By which calendars know the booking again, whatever becomes of it. */
const uidOf = ({ bookingId, url }: Invitation): string => `booking-${bookingId}@${new URL(url).hostname}`;

/** An iTIP message (RFC 5546) with times in UTC: it puts the booking into a calendar, moves it there, or takes it out. */
export function writeInvitation(invitation: Invitation): string {
  const { version, cancelled, startsAt, endsAt, organizer, attendee } = invitation;
  const calendar = ical({
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: { company: 'Antrean', product: 'bookings', language: 'EN' },
  });
  const event = calendar.createEvent({
    id: uidOf(invitation),
    sequence: version,
    start: startsAt,
    end: endsAt,
    summary: invitation.summary,
    description: invitation.description,
    location: { title: invitation.location, geo: invitation.geo },
    url: invitation.url,
    organizer,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  event.createAttendee({
    ...attendee,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  return calendar.toString();
}

export const invitationFile = (invitation: Invitation): MailAttachment => ({
  filename: invitation.cancelled ? 'cancelled.ics' : 'booking.ics',
  content: Buffer.from(writeInvitation(invitation)),
  contentType: `text/calendar; charset=utf-8; method=${invitation.cancelled ? 'CANCEL' : 'REQUEST'}`,
});
