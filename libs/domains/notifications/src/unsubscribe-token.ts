import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import { z } from 'zod';

/** Of a delivery's id and a signature: whoever has a mail can end such mails to its address, and nothing else. */
export const unsubscribeToken = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[\w-]{43}$/, 'is not the token of a mail')
  .meta({ examples: [`0199a6f0-0000-7000-8000-000000000001.${'A'.repeat(43)}`] });

const signatureOf = (deliveryId: string, { jwt }: Pick<Config, 'jwt'>): string =>
  createHmac('sha256', jwt.accessSecret).update(`unsubscribe:${deliveryId}`).digest('base64url');

/** Where the reader of a mail ends mails of its kind. */
export const unsubscribeUrl = (deliveryId: string, config: Pick<Config, 'jwt' | 'publicUrl'>): string =>
  `${config.publicUrl}/api/notifications/unsubscribe?token=${deliveryId}.${signatureOf(deliveryId, config)}`;

/** The delivery that a token is of; null when nobody signed it. */
export function deliveryOf(token: string, config: Pick<Config, 'jwt'>): string | null {
  const [deliveryId = '', signature = ''] = token.split('.');
  const expected = Buffer.from(signatureOf(deliveryId, config));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? deliveryId : null;
}
