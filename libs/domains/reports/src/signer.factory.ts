import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';

export function createTestSigner() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    keyId: createHash('sha256').update(publicKeyPem).digest('hex').slice(0, 16),
    publicKeyPem,
    sign: (data: string) => sign(null, Buffer.from(data), privateKey).toString('base64'),
    verify: (data: string, signature: string) =>
      verify(null, Buffer.from(data), publicKey, Buffer.from(signature, 'base64')),
  };
}
