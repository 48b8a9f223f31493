import { growingPage, growingQuery, id, instant } from '@antrean/platform/http';
import { NOTIFICATION_CHANNELS } from '@antrean/platform/notifications';
import { z } from 'zod';
import { unsubscribeToken } from './unsubscribe-token.ts';

const channel = z.enum(NOTIFICATION_CHANNELS);
/** More notifications than there will be. */
const MOST = 200;

export const inAppNotification = z.object({
  id: z.int(),
  notification: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  at: instant,
  readAt: instant.nullable(),
});

export const inAppPage = growingPage(inAppNotification).extend({
  unread: z.int().describe('Counted up to 1000'),
});
export const inAppQuery = z.object({
  ...growingQuery(),
  unread: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
export const readRequest = z.strictObject({
  upTo: id.optional().describe('The newest that was seen; what came later stays unread'),
});
export const unreadAnswer = z.object({ unread: z.int() });

/** By channel. */
export const wanted = z.partialRecord(channel, z.boolean());
export type Wanted = z.output<typeof wanted>;

export const preferences = z.object({
  channels: wanted.describe('Whether anything that can be chosen comes by the channel at all'),
  notifications: z.record(z.string(), wanted),
  choices: z.array(z.object({ name: z.string(), title: z.string(), channels: z.array(channel) })),
});
export type Preferences = z.output<typeof preferences>;

export const preferencesChange = z.strictObject({
  channels: wanted.optional(),
  notifications: z
    .record(z.string().max(100), wanted)
    .refine((named) => Object.keys(named).length <= MOST, `names at most ${MOST}`)
    .optional(),
});

export type PreferencesChange = z.output<typeof preferencesChange>;

export const unsubscribeQuery = z.object({ token: unsubscribeToken });

export const deliveryQuery = z.object({
  ...growingQuery(),
  status: z.enum(['planned', 'sending', 'sent', 'failed', 'skipped']).optional(),
  channel: channel.optional(),
  notification: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z.-]*$/, 'must be the name of a notification; GET /api/admin/notifications lists them')
    .meta({ examples: ['booking.confirmed'] })
    .optional(),
  userId: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});
export type DeliveryQuery = z.output<typeof deliveryQuery>;
export const mailParameter = z.object({ id: z.uuid() });
export const mailQuery = deliveryQuery.omit({ channel: true });

export const deliveryBody = z.object({
  id: z.uuid(),
  notification: z.string().nullable(),
  channel,
  userId: z.int().nullable(),
  recipient: z.string(),
  status: z.enum(['planned', 'sending', 'sent', 'failed', 'skipped']),
  attempts: z.int(),
  error: z.string().nullable(),
  response: z.string().nullable(),
  addressRefusedAt: instant.nullable().describe('When a server refused this address for good'),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export const deliveryPage = growingPage(deliveryBody);

export const declared = z.object({
  name: z.string(),
  summary: z.string(),
  channels: z.array(channel),
  languages: z.array(z.string()),
  isUrgent: z.boolean(),
  expiresAfterMs: z.number().nullable(),
  digestMs: z.number().nullable(),
  choice: z.object({ id: z.string(), en: z.string() }).nullable().describe('Null: it is always sent'),
});
export const declaredList = z.array(declared);

export const previewQuery = z.object({
  language: z.enum(['id', 'en']).default('id'),
  count: z.coerce.number().int().min(1).max(10).default(1).describe('So many in one message, for digests'),
});
export const preview = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sms: z.string().nullable(),
  inApp: z.object({ title: z.string(), text: z.string(), url: z.string().nullable() }),
});
