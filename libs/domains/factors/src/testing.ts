import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { generateSync } from 'otplib';
import { relyingParty } from './passkeys/passkey-challenge.ts';
import type { CreatedCredential } from './passkeys/passkey.contract.ts';

export const STEP_MS = 30_000;

/** The code that an app shows so many steps from now. */
export const codeOf = (secret: string, steps = 0): string =>
  generateSync({ secret, epoch: Math.floor((Date.now() + steps * STEP_MS) / 1_000) });
/** One that the app shows at no time near. */
export const wrongCode = (secret: string): string => {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps));
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
  );
};

type Cbor = Parameters<typeof isoCBOR.encode>[0];

/** What an authenticator makes of a challenge, whose owner unlocked it: a passkey of its own. */
export function createCredential(challenge: string, config: Pick<Config, 'publicUrl'>): CreatedCredential {
  const { rpID, origin } = relyingParty(config);
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  });
  const bytes = (base64url: string): Uint8Array => Uint8Array.from(Buffer.from(base64url, 'base64url'));
  // COSE: an elliptic key (1: 2) for ES256 (3: -7) on P-256 (-1: 1).
  const publicKey = isoCBOR.encode(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  );
  const id = randomBytes(16);
  const authData = Buffer.concat([
    createHash('sha256').update(rpID).digest(),
    // Somebody was there (1) and unlocked it (4), and a key follows (64); a counter of 0; no model is named.
    Buffer.from([0x45, 0, 0, 0, 0, ...Array<number>(16).fill(0), 0, id.length]),
    id,
    publicKey,
  ]);
  const attestationObject = isoCBOR.encode(
    new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', Uint8Array.from(authData)],
    ]),
  );
  const clientData = JSON.stringify({ type: 'webauthn.create', challenge, origin, crossOrigin: false });
  const credentialId = id.toString('base64url');
  return {
    ...{ id: credentialId, rawId: credentialId, type: 'public-key', clientExtensionResults: {} },
    response: {
      clientDataJSON: Buffer.from(clientData).toString('base64url'),
      attestationObject: Buffer.from(attestationObject).toString('base64url'),
    },
  };
}
