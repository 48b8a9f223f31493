import { createHash, randomBytes } from 'node:crypto';

/** A new token, of the form `OPAQUE_TOKEN` of the platform. */
export const newToken = (): string => `antr_${randomBytes(32).toString('base64url')}`;

/** What is kept of one. A guess at 256 random bits gains nothing from a hash being fast, and every request makes one. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
