import { defineEvent, defineJob } from '@antrean/platform/messages';
import { planNotification, type NotificationChannel } from '@antrean/platform/notifications';
import { z } from 'zod';

/** So many mails of one cause are sent by one job. */
export const MAILS_TOGETHER = 25;

const tries = { attempts: 8, timeoutMs: 90_000, backoffMs: 2_000 };
const delivery = {
  version: 1,
  // `together`: with what else waits for the same reader.
  schema: z.object({ deliveryId: z.uuid(), together: z.boolean().optional() }),
  ...tries,
};

export const sendMail = defineJob({
  name: 'notification.send-mail',
  summary: 'Mails a notification to one recipient.',
  queue: 'mail',
  ...delivery,
});

export const sendMails = defineJob({
  name: 'notification.send-mails',
  version: 1,
  summary: 'Mails a notification to several recipients, one after the other.',
  queue: 'mail',
  schema: z.object({ deliveryIds: z.array(z.uuid()).min(1).max(MAILS_TOGETHER) }),
  ...tries,
});

export const sendUrgentMail = defineJob({
  name: 'notification.send-urgent-mail',
  summary: 'Mails a notification that somebody waits for to one recipient.',
  queue: 'urgent-mail',
  ...delivery,
});

export const sendSms = defineJob({
  name: 'notification.send-sms',
  summary: 'Sends a notification to one recipient as a text message.',
  queue: 'sms',
  ...delivery,
});

export const sendUrgentSms = defineJob({
  name: 'notification.send-urgent-sms',
  summary: 'Sends a notification that somebody waits for to one recipient as a text message.',
  queue: 'urgent-sms',
  ...delivery,
});

export const showInApp = defineJob({
  name: 'notification.show-in-app',
  summary: 'Puts a notification into the list that one user sees in the application.',
  queue: 'in-app',
  ...delivery,
});

/** What brings a delivery to its reader, by channel. Each has a queue: a slow mail server holds up no text message. */
export const deliveryJobs: Readonly<
  Record<NotificationChannel, { calm: typeof sendMail; urgent: typeof sendMail }>
> = {
  email: { calm: sendMail, urgent: sendUrgentMail },
  sms: { calm: sendSms, urgent: sendUrgentSms },
  inApp: { calm: showInApp, urgent: showInApp },
};

const hearing = {
  namespace: '/notifications',
  readers: [],
  users: ({ userId }: { userId: number }) => [userId],
};

export const notificationShown = defineEvent({
  name: 'notification.shown',
  version: 1,
  summary: 'A user has a new notification in the application.',
  schema: z.object({
    id: z.int(),
    userId: z.int(),
    notification: z.string(),
    title: z.string(),
    text: z.string(),
    url: z.string().nullable(),
    at: z.string(),
  }),
  realtime: { ...hearing, name: 'notification' },
});

export const notificationRead = defineEvent({
  name: 'notification.read',
  version: 1,
  summary: 'A user has read one notification, or all up to one, on one of their devices.',
  schema: z.object({
    userId: z.int(),
    /** The one; null when it was all. */
    id: z.int().nullable(),
    unread: z.int(),
  }),
  realtime: hearing,
});

export const mailResent = defineEvent({
  name: 'mail.resent',
  version: 1,
  summary: 'Somebody has a mail sent again that had come to its end.',
  schema: z.object({
    deliveryId: z.uuid(),
    notification: z.string(),
    userId: z.int().nullable(),
    /** What had become of it. */
    before: z.enum(['sent', 'failed', 'skipped']),
  }),
  audit: {
    // Whom by their id: the trail keeps no addresses.
    MAIL_RESENT: ({ deliveryId, notification, userId, before }) => ({
      subject: `mail:${deliveryId}`,
      detail: `The mail ${notification}${userId === null ? '' : ` to user ${userId}`}, which was ${before}, is sent again`,
    }),
  },
});

export const notificationMessages = [
  planNotification,
  sendMail,
  sendMails,
  sendUrgentMail,
  sendSms,
  sendUrgentSms,
  showInApp,
  notificationShown,
  notificationRead,
  mailResent,
];
