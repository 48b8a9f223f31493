import { createHash, createHmac } from 'node:crypto';
import type { Config } from '@antrean/platform/config';

/** What is stored of a one-time token. It has 256 random-looking bits, so a fast hash keeps it secret. */
export const hashOneTimeToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

/**
 * The secret of the link that a delivery brings. Derived from the delivery, not drawn: every try brings the same link,
 * and neither the job nor the database holds it.
 */
export const oneTimeTokenOf = (deliveryId: string, config: Pick<Config, 'jwt'>): string =>
  createHmac('sha256', config.jwt.refreshSecret).update(`one-time-token:${deliveryId}`).digest('base64url');
