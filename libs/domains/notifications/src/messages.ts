import { defineJob } from '@antrean/platform/messages';
import { planNotification } from '@antrean/platform/notifications';
import { z } from 'zod';

const delivery = {
  version: 1,
  schema: z.object({ deliveryId: z.uuid() }),
  attempts: 8,
  timeoutMs: 90_000,
  backoffMs: 2_000,
};

export const sendMail = defineJob({
  name: 'notification.send-mail',
  summary: 'Mails a notification to one recipient.',
  queue: 'mail',
  ...delivery,
});

export const sendUrgentMail = defineJob({
  name: 'notification.send-urgent-mail',
  summary: 'Mails a notification that somebody waits for to one recipient.',
  queue: 'urgent-mail',
  ...delivery,
});

export const notificationMessages = [planNotification, sendMail, sendUrgentMail];
