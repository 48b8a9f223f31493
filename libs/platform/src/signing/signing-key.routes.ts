import { z } from 'zod';
import { ok, route, type Route } from '../http/index.ts';
import type { Signer } from './signer.ts';

/** The key by which anybody can check our signatures. */
export function signingKeyRoute({ keyId, publicKeyPem }: Signer): Route {
  return route({
    method: 'get',
    path: '/api/signing-key',
    access: 'public',
    tag: 'Signatures',
    summary: 'The public key of our signatures',
    description: 'Keep a copy outside: a key that comes from the same place as the signature proves little.',
    response: z.object({ keyId: z.string(), algorithm: z.literal('Ed25519'), publicKeyPem: z.string() }),
    handler: async () => ok({ keyId, algorithm: 'Ed25519' as const, publicKeyPem }),
  });
}
