import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineJob, type JsonObject } from '../messages/index.ts';
import { enqueue } from '../outbox/index.ts';
import type { Tx } from '../transaction/index.ts';
import {
  NOTIFICATION_CHANNELS,
  type Notification,
  type NotificationChannel,
  type Recipient,
} from './define-notification.ts';

// Facts were checked by their declaration, and come out of JSON.
const facts = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);
const recipient = z.union([
  z.object({ userId: z.int() }),
  z.object({ address: z.string(), language: z.enum(['id', 'en']) }),
]);

/** Asks that people be told. The notifications domain answers it with a delivery for each of them. */
export const planNotification = defineJob({
  name: 'notification.plan',
  version: 1,
  summary: 'Finds who is to be told something, and gives each of them a delivery.',
  // A queue of its own: a worker of an older version does not listen to it.
  queue: 'notifications',
  schema: z.object({
    notification: z.string(),
    cause: z.string(),
    facts,
    channels: z.array(z.enum(NOTIFICATION_CHANNELS)).min(1).optional(),
    takesOver: recipient.optional(),
  }),
  attempts: 8,
  timeoutMs: 60_000,
  backoffMs: 1_000,
});

interface NotifyOptions {
  readonly cause?: string;
  readonly channels?: readonly NotificationChannel[];
  readonly takesOver?: Recipient;
}

/**
 * Tells people something because of what this transaction does: they are told if and only if it commits. Each of them
 * once for one cause on each channel, however often it is said.
 * @param options.cause what it is about, such as `report-run:<uuid>`; without it each call is a cause of its own
 * @param options.channels of those that the notification has; all of them when absent
 * @param options.takesOver the one recipient whose delivery an earlier version has put on record without sending it
 */
export function notify<Facts extends JsonObject>(
  tx: Tx,
  notification: Notification<Facts>,
  facts: NoInfer<Facts>,
  { cause = randomUUID(), channels, takesOver }: NotifyOptions = {},
): void {
  enqueue(tx, planNotification, {
    notification: notification.name,
    cause,
    facts: notification.checkFacts(facts),
    ...(channels ? { channels: [...channels] } : {}),
    ...(takesOver ? { takesOver } : {}),
  });
}
