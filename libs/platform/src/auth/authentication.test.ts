import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { UserPrincipal } from '../auth/principal.ts';
import { createAccessTokenVerifier, createAuthentication, readToken, type AccessClaims } from './index.ts';

const secret = 'a secret of thirty-two characters!';
const sid = '0b5c6f0e-6a0f-4e34-9c39-3c3a0f0a7b11';
const exp = Math.floor(Date.now() / 1_000) + 600;
const genuine = { sub: '7', sid, aud: 'antrean', iss: 'antrean', exp };
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
/** Signs whatever text stands where the payload belongs; jsonwebtoken would sign no odd claims. */
const signText = (payload: string, { key = secret, alg = 'HS256', hash = 'sha256' } = {}): string => {
  const signed = `${base64url(JSON.stringify({ alg, typ: 'JWT' }))}.${base64url(payload)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
};
const sign = (claims: object, how = {}): string => signText(JSON.stringify(claims), how);

const token = sign(genuine);
const [head = '', body = '', signature = ''] = token.split('.');
const refused: Record<string, string> = {
  'no token': 'nonsense',
  'empty parts': '..',
  'signature cut': `${head}.${body}.${signature.slice(0, -2)}`,
  'no signature': `${head}.${body}.`,
  'algorithm none': `${base64url('{"alg":"none"}')}.${body}.`,
  'algorithm none, signed': `${base64url('{"alg":"none","typ":"JWT"}')}.${body}.${signature}`,
  'another key': sign(genuine, { key: 'another secret of thirty-two chars' }),
  'another algorithm': sign(genuine, { alg: 'HS512', hash: 'sha512' }),
  'payload of another': `${head}.${base64url(JSON.stringify({ ...genuine, sub: '8' }))}.${signature}`,
  'payload that is no JSON': `${head}.${base64url('{nonsense')}.${signature}`,
  'four parts': `${token}.${signature}`,
  'too long': sign({ ...genuine, filler: 'x'.repeat(8_000) }),
  expired: sign({ ...genuine, exp: exp - 1_200 }),
  'not yet valid': sign({ ...genuine, nbf: exp }),
  'without end': sign({ ...genuine, exp: undefined }),
  'another audience': sign({ ...genuine, aud: 'antrean-refresh' }),
  'no audience': sign({ ...genuine, aud: undefined }),
  'another issuer': sign({ ...genuine, iss: 'elsewhere' }),
  'no issuer': sign({ ...genuine, iss: undefined }),
  'no subject': sign({ ...genuine, sub: undefined }),
  'no session': sign({ ...genuine, sid: undefined }),
  'session that is no UUID': sign({ ...genuine, sid: "' or 1=1" }),
  'session of another kind': sign({ ...genuine, sid: [sid] }),
  'payload null': signText('null'),
  'payload an array': signText('[1]'),
  'payload a text': signText('"antrean"'),
  'payload a number': signText('7'),
  ...Object.fromEntries(
    ['', '0', '-7', '1e3', '0x7', ' 7', '7 ', '7.5', '99999999999', '2147483648', 'NaN'].map((sub) => [
      `subject ${JSON.stringify(sub)}`,
      sign({ ...genuine, sub }),
    ]),
  ),
};
for (const [name, odd] of Object.entries({ sub: 7, exp: 'tomorrow', nbf: {}, aud: { $ne: 1 }, iss: ['x'] }))
  refused[`${name} of another type`] = sign({ ...genuine, [name]: odd });

describe('the one verifier of access tokens', () => {
  let server: Server;
  let url: string;
  const asked: AccessClaims[] = [];
  const verify = createAccessTokenVerifier(secret);

  beforeAll(async () => {
    const app = express();
    app.use(
      createAuthentication([
        {
          pass: 'session',
          identify: async (shown) => {
            const claims = await verify(shown);
            if (claims) asked.push(claims);
            return claims && ({ kind: 'user', userId: Number(claims.sub) } as UserPrincipal);
          },
          renew: async (principal) => principal,
          findEnded: async () => [],
          ended: { code: 'session_ended', message: 'Log in again.' },
        },
      ]),
    );
    app.get('/', (_request, response) => {
      response.status(response.locals.actor ? 200 : 401).end();
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const statusOf = async (authorization: string): Promise<number> =>
    (await fetch(url, { headers: { authorization } })).status;

  it('takes a genuine token, with the scheme in any case', async () => {
    expect(await verify(token)).toEqual({ sub: '7', sid, aud: 'antrean' });
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect(await statusOf(`${scheme} ${token}`)).toBe(200);
    expect(asked[0]).toEqual({ sub: '7', sid, aud: 'antrean' });
    expect(await statusOf(token)).toBe(401);
    expect(await statusOf(`Basic ${token}`)).toBe(401);
  });

  it.each(Object.entries(refused))('refuses, by REST as for sockets: %s', async (_what, bad) => {
    asked.length = 0;
    expect(await verify(bad)).toBeNull();
    expect(await statusOf(`Bearer ${bad}`)).toBe(401);
    expect(asked).toEqual([]);
  });

  it('takes time by the length of what it is shown, at most', () => {
    const cost = (length: number): number => {
      const shown = [
        `Bearer ${' '.repeat(length)}`,
        `bearer ${'x '.repeat(length / 2)}`,
        'e.'.repeat(length),
      ];
      const start = performance.now();
      for (let round = 0; round < 50; round += 1) for (const text of shown) readToken(text);
      return performance.now() - start;
    };
    cost(4_000);
    // A quadratic one takes sixteen times as long, and this one stops looking.
    expect(cost(16_000)).toBeLessThan(8 * cost(4_000) + 5);
  });
});
