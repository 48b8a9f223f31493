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

/** Longer than any address. */
const MOST_TYPED = 254;

/**
 * The mask of what a body, which nothing has checked yet, says in a field, to count requests about one address beside those
 * from one network. What is no text counts as none.
 */
export function maskTyped(body: unknown, field: 'email' | 'identifier', config: Pick<Config, 'jwt'>): string {
  const typed: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : '';
  return maskIdentifier(typeof typed === 'string' ? typed.slice(0, MOST_TYPED) : '', config);
}
