import { describe, expect, it } from '@jest/globals';
import {
  CLIENT_ADDRESS_HEADER,
  clientAddress,
  forwardedAddress,
  signClientAddress,
} from './client-address.ts';

const secret = 'a secret of thirty-two characters!';
const from = (forwarded?: string, told?: string) =>
  ({
    headers: {
      ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
      ...(told === undefined ? {} : { [CLIENT_ADDRESS_HEADER]: told }),
    },
    socket: { remoteAddress: '192.0.2.1' },
  }) as Parameters<typeof forwardedAddress>[0];

describe('whose request it is', () => {
  it('is not for the client to say: only what trusted proxies added is believed', () => {
    expect(forwardedAddress(from('198.51.100.9'), 0)).toBe('192.0.2.1');
    expect(forwardedAddress(from('203.0.113.5, 198.51.100.9'), 1)).toBe('198.51.100.9');
    expect(forwardedAddress(from('203.0.113.5, 198.51.100.9, 198.51.100.10'), 2)).toBe('198.51.100.9');
    expect(forwardedAddress(from('nonsense'), 1)).toBe('192.0.2.1');
    expect(forwardedAddress(from(), 1)).toBe('192.0.2.1');
  });

  it('is told by the api to the realtime tier with a proof, and by nobody else', () => {
    const rules = { trustedProxies: 0, secret };
    const genuine = signClientAddress('198.51.100.9', secret);
    expect(clientAddress(from(undefined, genuine), rules)).toBe('198.51.100.9');
    const [, proof] = genuine.split(' ');
    for (const forged of [
      '198.51.100.9',
      `198.51.100.10 ${proof}`,
      signClientAddress('198.51.100.9', 'another secret of thirty-two chars'),
      `${genuine} `,
    ])
      expect(clientAddress(from(undefined, forged), rules)).toBe('192.0.2.1');
  });
});
