import { bookingPermissions } from '@antrean/bookings';
import { clinicPermissions } from '@antrean/clinics';
import { defineEvent, defineJob } from '@antrean/platform/messages';
import { NOTIFICATION_CHANNELS } from '@antrean/platform/notifications';
import { z } from 'zod';

const offsetsMinutes = z.array(z.int()).nullable().describe('Null: as it is by default');
const channels = z.array(z.enum(NOTIFICATION_CHANNELS)).nullable().describe('Null: as it is by default');

export const bookingRemindersChanged = defineEvent({
  name: 'reminder.booking.changed',
  version: 1,
  summary: 'Somebody chose when and how to be reminded of one booking.',
  schema: z.object({
    bookingId: z.int(),
    clinicId: z.int(),
    customerId: z.int().nullable().describe('Null: a guest’s'),
    offsetsMinutes,
    channels,
  }),
  realtime: {
    namespace: '/notifications',
    readers: [{ holding: bookingPermissions.attend, clinic: ({ clinicId }) => clinicId }],
    users: ({ customerId }) => (customerId === null ? [] : [customerId]),
  },
  audit: {
    BOOKING_REMINDERS_CHANGED: ({ bookingId, offsetsMinutes: offsets, channels: by }) => ({
      subject: `booking:${bookingId}`,
      detail: `Reminders of booking ${bookingId} were set to ${said(offsets, by)}`,
    }),
  },
});

export const reminderPreferencesChanged = defineEvent({
  name: 'reminder.preferences.changed',
  version: 1,
  summary: 'Somebody chose when and how to be reminded of their bookings.',
  schema: z.object({ userId: z.int(), offsetsMinutes, channels }),
  realtime: { namespace: '/notifications', readers: [], users: ({ userId }) => [userId] },
  audit: {
    REMINDER_PREFERENCES_CHANGED: ({ userId, offsetsMinutes: offsets, channels: by }) => ({
      subject: `user ${userId}`,
      detail: `User ${userId} set reminders to ${said(offsets, by)}`,
    }),
  },
});

export const clinicRemindersChanged = defineEvent({
  name: 'reminder.clinic.changed',
  version: 1,
  summary: 'A clinic reminds its customers at other times, unless they chose their own.',
  schema: z.object({ clinicId: z.int(), offsetsMinutes }),
  realtime: {
    namespace: '/notifications',
    readers: [{ holding: clinicPermissions.read, clinic: ({ clinicId }) => clinicId }],
  },
  audit: {
    CLINIC_REMINDERS_CHANGED: ({ clinicId, offsetsMinutes: offsets }) => ({
      subject: `clinic:${clinicId}`,
      detail: `Reminders of clinic ${clinicId} were set to ${said(offsets, null)}`,
    }),
  },
});

function said(offsets: readonly number[] | null, by: readonly string[] | null): string {
  const when = offsets && (offsets.length === 0 ? 'none' : `${offsets.join(', ')} minutes before`);
  const how = by && (by.length === 0 ? 'no channel' : by.join(', '));
  return [when, how].filter((part) => part !== null).join(' by ') || 'the default';
}

// Workers of earlier versions gave each time of a booking such a job; the schedule of these tells what is due by itself.
export const tellReminder = defineJob({
  name: 'reminder.tell',
  version: 1,
  summary: 'Tells the customer of a booking that comes, by each channel that was planned for this time.',
  queue: 'due-reminders',
  schema: z.object({ bookingId: z.int(), bookingVersion: z.int(), offsetMinutes: z.int() }),
  attempts: 8,
  timeoutMs: 60_000,
  backoffMs: 1_000,
});

const place = z.object({ startsAt: z.string(), bookingId: z.int() });

export const replanReminders = defineJob({
  name: 'reminder.replan',
  version: 1,
  summary:
    'Plans the reminders of coming bookings anew, some at a time, because a clinic or a user chose otherwise.',
  queue: 'reminder-plans',
  schema: z.object({
    of: z.enum(['clinic', 'customer']),
    id: z.int(),
    after: place.nullable().describe('Behind which booking it goes on'),
  }),
  attempts: 8,
  timeoutMs: 60_000,
  backoffMs: 1_000,
});

export const reminderMessages = [
  bookingRemindersChanged,
  reminderPreferencesChanged,
  clinicRemindersChanged,
  tellReminder,
  replanReminders,
];
