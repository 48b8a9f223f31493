import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  type CipherGCMTypes,
} from 'node:crypto';
import type { Config } from '@antrean/platform/config';

type Secrets = Pick<Config, 'jwt'>;
const CIPHER: CipherGCMTypes = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key for one purpose, which the database does not have (decision 29). */
const keyFor = (purpose: string, { jwt }: Secrets): Buffer =>
  Buffer.from(hkdfSync('sha256', jwt.refreshSecret, '', `antrean/factors/${purpose}`, 32));

/** Encrypts the secret of a user's authenticator app; a row that is moved to another user is not readable there. */
export function sealSecret(secret: string, userId: number, config: Secrets): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor('app-secret', config), iv).setAAD(ownerOf(userId));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** @returns null when it was sealed with another key, or is not this user's */
export function openSecret(sealed: string, userId: number, config: Secrets): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, keyFor('app-secret', config), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(ownerOf(userId))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const opened = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch (error) {
    // Node says only so that the tag does not fit.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What is stored of a code on paper. Its 49 bits could be tried out against a plain hash, but not without the key. */
export const hashBackupCode = (code: string, userId: number, config: Secrets): string =>
  createHmac('sha256', keyFor('backup-code', config)).update(`${userId}:${code}`).digest('base64url');

/**
 * The code that an SMS brings. Derived from the row that asks for it, not drawn: every try sends the same, and neither the
 * job nor the database holds it.
 */
export const smsCodeOf = (codeId: string, config: Secrets): string =>
  String(
    createHmac('sha256', keyFor('sms-code', config)).update(codeId).digest().readUIntBE(0, 6) % 1_000_000,
  ).padStart(6, '0');

const ownerOf = (userId: number): Buffer => Buffer.from(`user:${userId}`);
