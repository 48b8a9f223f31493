import type { paths } from '@antrean/client';

type Body<P extends '/api/auth/passkeys/register' | '/api/auth/passkeys/login'> =
  paths[P]['post']['requestBody']['content']['application/json'];
export type MadePasskey = Body<'/api/auth/passkeys/register'>['credential'];
export type ShownPasskey = Body<'/api/auth/passkeys/login'>['credential'];

/** Whether this browser has passkeys on this page; without TLS it has none. */
export const knowsPasskeys = (): boolean =>
  'PublicKeyCredential' in globalThis && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

/** What the api sends is the browser's business, which looks at it; here it is enough that it is the right kind. */
const makesPasskey = (options: object): options is PublicKeyCredentialCreationOptionsJSON =>
  'challenge' in options && 'rp' in options && 'user' in options && 'pubKeyCredParams' in options;
const asksForPasskey = (options: object): options is PublicKeyCredentialRequestOptionsJSON =>
  'challenge' in options && !('rp' in options);

const none = (): DOMException => new DOMException('no passkey', 'NotAllowedError');

/** @throws {DOMException} when the device makes none, also because somebody broke it off */
export async function makePasskey(options: object): Promise<MadePasskey> {
  if (!makesPasskey(options)) throw none();
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await navigator.credentials.create({ publicKey });
  if (!(made instanceof PublicKeyCredential)) throw none();
  const { id, rawId, clientExtensionResults, response } = made.toJSON();
  if (!('attestationObject' in response)) throw none();
  const { clientDataJSON, attestationObject, transports } = response;
  return {
    ...{ id, rawId, type: 'public-key', clientExtensionResults: { ...clientExtensionResults } },
    response: { clientDataJSON, attestationObject, transports },
  };
}

/** @throws {DOMException} when the device shows none, also because somebody broke it off */
export async function showPasskey(options: object): Promise<ShownPasskey> {
  if (!asksForPasskey(options)) throw none();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const shown = await navigator.credentials.get({ publicKey });
  if (!(shown instanceof PublicKeyCredential)) throw none();
  const { id, rawId, clientExtensionResults, response } = shown.toJSON();
  if (!('signature' in response)) throw none();
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    ...{ id, rawId, type: 'public-key', clientExtensionResults: { ...clientExtensionResults } },
    response: { clientDataJSON, authenticatorData, signature, userHandle: userHandle ?? null },
  };
}
