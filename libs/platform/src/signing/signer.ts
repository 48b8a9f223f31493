import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { obtainKeyFile } from './key-file.ts';

/** Signs with Ed25519, so that whoever holds the public key can check what came from us. */
export interface Signer {
  /** Names the key: the first 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
  readonly keyId: string;
  /** SPKI, PEM. */
  readonly publicKeyPem: string;
  /** Returns the signature in Base64. A text is signed as its UTF-8 bytes. */
  sign(data: Buffer | string): string;
  /** Whether this key made this signature (Base64) over this data. Anything that is no signature is false. */
  verify(data: Buffer | string, signature: string): boolean;
}

/**
 * A signer with the given private key (PKCS #8, PEM). Without one, with the key in `keyFile`, which is made when it is
 * missing: for development, where nobody distributes keys.
 * @throws when the key is not an Ed25519 private key
 */
export async function createSigner(options: {
  privateKeyPem?: string | undefined;
  keyFile: string;
}): Promise<Signer> {
  const { privateKeyPem, keyFile } = options;
  const privateKey =
    privateKeyPem === undefined
      ? readKey(await obtainKeyFile(keyFile), keyFile)
      : readKey(privateKeyPem, 'SIGNING_PRIVATE_KEY');
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    keyId: createHash('sha256').update(der).digest('hex').slice(0, 16),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (data) => sign(null, Buffer.from(data), privateKey).toString('base64'),
    verify: (data, signature) => verify(null, Buffer.from(data), publicKey, Buffer.from(signature, 'base64')),
  };
}

function readKey(pem: string, where: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw new Error(`${where} is not a private key in PEM (PKCS #8)`, { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(`${where} is a key of type ${key.asymmetricKeyType}; make an Ed25519 key`);
  }
  return key;
}
