import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import type { Context } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { CHALLENGE_MS, keepChallenge, relyingParty, takeChallenge, webauthn } from './passkey-challenge.ts';
import type { ShownCredential } from './passkey.contract.ts';

interface PasskeyRow {
  id: string;
  userId: number;
  publicKey: string;
  counter: string;
}

/** A passkey that was shown. */
export interface ShownPasskey {
  readonly id: string;
  readonly userId: number;
  readonly counter: number;
}

/** What a browser is to sign. It names no passkey: the authenticator knows which it has, and nobody learns who has one. */
export async function challengePasskey(
  database: Database,
  config: Config,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(config).rpID,
    timeout: CHALLENGE_MS,
    userVerification: 'required',
  });
  await keepChallenge(database.fork(), null, options.challenge);
  return options;
}

/**
 * Whose passkey signed a challenge of ours for our address, unlocked by its owner; null for everything else. A counter that
 * does not grow is logged and no more: passkeys that are kept on several devices have none.
 */
export async function verifyPasskey(
  database: Database,
  config: Config,
  { log }: Pick<Context, 'log'>,
  shown: ShownCredential,
): Promise<ShownPasskey | null> {
  const em = database.fork();
  const [known] = await query<PasskeyRow>(
    em,
    `select id, user_id as "userId", encode(public_key, 'base64') as "publicKey", counter
     from passkeys where credential_id = ?`,
    [shown.id],
  );
  if (!known) return null;
  const { verifyAuthenticationResponse } = await webauthn();
  const { rpID, origin } = relyingParty(config);
  const { id, rawId, type, response } = shown;
  const { clientDataJSON, authenticatorData, signature } = response;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: {
      ...{ id, rawId, type, clientExtensionResults: {} },
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge: (challenge) => takeChallenge(em, null, challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    // Of a counter that does not grow the library would make a refusal.
    credential: { id, publicKey: Uint8Array.from(Buffer.from(known.publicKey, 'base64')), counter: 0 },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    log.info({ error, passkeyId: known.id }, 'a passkey was refused');
    return { verified: false, authenticationInfo: null };
  });
  if (!verified || !authenticationInfo) return null;
  const counter = authenticationInfo.newCounter;
  if (counter !== 0 && counter <= Number(known.counter)) {
    log.warn({ passkeyId: known.id, userId: known.userId }, 'the counter of a passkey did not grow');
  }
  return { id: known.id, userId: known.userId, counter };
}

/** Records that a passkey was used. @returns false when it was removed meanwhile */
export async function recordPasskeyUse(
  em: EntityManager,
  { id, userId, counter }: ShownPasskey,
): Promise<boolean> {
  const used = await query(
    em,
    `update passkeys set last_used_at = now(), counter = greatest(counter, ?)
     where id = ? and user_id = ? returning id`,
    [counter, id, userId],
  );
  return used.length > 0;
}
