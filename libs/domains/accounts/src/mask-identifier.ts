import { createHmac } from 'node:crypto';
import type { Config } from '@antrean/platform/config';

/**
 * What may be kept of a login name that nobody has: people type passwords there. The same text always gives the same
 * mask, so that repeated attempts can be told; without the key nobody finds the text by trying.
 */
export function maskIdentifier(identifier: string, config: Pick<Config, 'jwt'>): string {
  const digest = createHmac('sha256', config.jwt.refreshSecret)
    .update(`unknown-identifier:${identifier.toLowerCase()}`)
    .digest('hex');
  return `unknown#${digest.slice(0, 16)}`;
}
