import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';
import { createTestToken } from '@antrean/api-tokens/testing';
import { connectSocket } from './socket-client.ts';

const SECRET = 'tests sign by this key of more than thirty-two characters';
const REFRESH_SECRET = 'refresh tokens have a key of their own, as long as this one';

type Claims = Record<string, unknown>;
const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

interface Signing {
  key?: string;
  hash?: string;
  header?: Claims;
}
/** Signs whatever it is given; a library would sign no odd claims. */
function sign(claims: unknown, { key = SECRET, hash = 'sha256', header = {} }: Signing = {}): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}
const changedPart = (token: string, part: 0 | 1 | 2, text: string): string =>
  token.split('.').with(part, text).join('.');

const now = Math.floor(Date.now() / 1_000);

/** Made of a token that is genuine, and of what it says. Whoever is let in by one is let in by a forgery. */
const FORGERIES: Record<string, (genuine: string, claims: Claims) => string> = {
  'algorithm none': (genuine, claims) => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`,
  'algorithm nOnE with a signature': (genuine) => changedPart(genuine, 0, encode({ alg: 'nOnE' })),
  'algorithm HS512, rightly signed': (_, claims) =>
    sign(claims, { hash: 'sha512', header: { alg: 'HS512' } }),
  'algorithm RS256 over our key': (_, claims) => sign(claims, { header: { alg: 'RS256' } }),
  'algorithm absent': (genuine) => changedPart(genuine, 0, encode({ typ: 'JWT' })),
  'another key': (_, claims) => sign(claims, { key: 'guessed' }),
  'the empty key, named by kid': (_, claims) =>
    sign(claims, { key: '', header: { kid: '../../../../dev/null' } }),
  'a key that the token brings itself': (_, claims) =>
    sign(claims, {
      key: 'mine',
      header: { kid: "' union select 'mine' --", jwk: { kty: 'oct', k: 'bWluZQ' } },
    }),
  'the key of refresh tokens': (_, claims) => sign(claims, { key: REFRESH_SECRET }),
  'the audience of refresh tokens': (_, claims) => sign({ ...claims, aud: 'antrean-refresh' }),
  'no audience': (_, claims) => sign({ ...claims, aud: undefined }),
  'another issuer': (_, claims) => sign({ ...claims, iss: 'https://elsewhere.example' }),
  expired: (_, claims) => sign({ ...claims, iat: now - 1_200, exp: now - 600 }),
  'not yet valid': (_, claims) => sign({ ...claims, nbf: now + 600 }),
  'without an end': (_, claims) => sign({ ...claims, exp: undefined }),
  'a payload that was changed': (genuine, claims) => changedPart(genuine, 1, encode({ ...claims, sub: '1' })),
  'no signature': (genuine) => changedPart(genuine, 2, ''),
  'half a signature': (genuine) => genuine.slice(0, -20),
  'a fourth part': (genuine) => `${genuine}.${genuine.split('.')[2]}`,
  'empty parts': () => '..',
  'twelve thousand characters': (_, claims) => sign({ ...claims, filler: 'x'.repeat(8_900) }),
  'a subject that is an object': (_, claims) => sign({ ...claims, sub: { $gt: 0 } }),
  'a session that is no UUID': (_, claims) => sign({ ...claims, sid: "' or '1'='1" }),
  'claims in arrays': (_, claims) => sign({ ...claims, sub: [claims['sub']], sid: [claims['sid']] }),
  'a payload that is an array': (_, claims) => sign([claims]),
  'two schemes': (genuine) => `Bearer Bearer ${genuine}`,
};
/** Rightly signed, but of no session that there is. */
const STRANGE_SESSIONS: Record<string, (claims: Claims) => string> = {
  'a session that there never was': (claims) => sign({ ...claims, sid: randomUUID() }),
  'the session of somebody else': (claims) => sign({ ...claims, sub: '1' }),
  'a user that there never was': (claims) => sign({ ...claims, sub: '2147483647' }),
};

/** Made of an API token that is genuine. */
const FORGED_API_TOKENS: Record<string, (genuine: string) => string> = {
  'an API token that there never was': () => `antr_${randomBytes(32).toString('base64url')}`,
  'the hash of an API token': (genuine) => `antr_${createHash('sha256').update(genuine).digest('base64url')}`,
  'an API token in other letters': (genuine) => `antr_${genuine.slice(5).toUpperCase()}`,
  'an API token without its prefix': (genuine) => genuine.slice(5),
  'an API token with more behind it': (genuine) => `${genuine}A`,
  'a wildcard of SQL': () => `antr_${'_'.repeat(43)}`,
};

describe('S1-GW-05 S1-GW-06 S0-SEC-04 S3-WS-03 forged tokens at every door', () => {
  let system: TestSystem;
  let doors: string[];
  let genuine: string;
  let claims: Claims;
  let refreshToken: string;
  let displayToken: string;
  let wallToken: string;
  let apiToken: string;

  beforeAll(async () => {
    system = await startTestSystem({
      JWT_SECRET: SECRET,
      JWT_REFRESH_SECRET: REFRESH_SECRET,
      PUBLIC_ORDER_FEED: 'off',
    });
    await Promise.all([system.start('api'), system.start('realtime')]);
    const realtimeUrl = `http://127.0.0.1:${system.environment['WS_PORT']}`;
    doors = [system.apiUrl, realtimeUrl].flatMap((url) => [`${url}/`, `${url}/notifications`]);
    genuine = await system.login('CSH001', 'cashier123');
    const make = async (token: string, path: string, body: object): Promise<string> =>
      (await system.call<{ token: string }>('POST', path, { token, body })).body.token;
    apiToken = await make(genuine, '/api/auth/tokens', { name: 'Till', abilities: ['pos.read'] });
    const administrator = await system.login('ADM001', 'admin123');
    displayToken = await make(administrator, '/api/v1/display-tokens', { label: 'Kitchen' });
    wallToken = await make(administrator, '/api/v1/display-tokens', { label: 'Wall', screen: 'kitchen' });
    const login = { nik: 'CSH001', password: 'cashier123' };
    const { headers } = await system.call('POST', '/api/auth/login', { body: login });
    refreshToken = headers.getSetCookie().join().split('refreshToken=')[1]?.split(';')[0] ?? '';
    claims = JSON.parse(Buffer.from(genuine.split('.')[1] ?? '', 'base64url').toString());
  }, 60_000);
  afterAll(() => system.stop());

  /** What each door says: REST its status and code, the sockets the code of `connect_error`, or `let in`. */
  async function knock(token: string): Promise<unknown[]> {
    const rest = system
      .call('GET', '/api/v1/orders', { token })
      .then(({ status, body }) => [status, body['code'] ?? 'let in']);
    const sockets = doors.map((door) =>
      connectSocket(door, { token }, []).then(
        (socket) => {
          socket.close();
          return 'let in';
        },
        (error: Error & { data?: { code: string } }) => error.data?.code ?? error.message,
      ),
    );
    return Promise.all([rest, ...sockets]);
  }

  it('the genuine one opens them all', async () => {
    expect(await knock(genuine)).toEqual([[200, 'let in'], 'let in', 'let in', 'let in', 'let in']);
    // And so does one that this test signs, or nothing would be proven by what is refused.
    expect(await knock(sign(claims))).toEqual([[200, 'let in'], 'let in', 'let in', 'let in', 'let in']);
  });

  it.each(Object.entries(FORGERIES))('%s opens none', async (_, forge) => {
    const invalid = 'token_invalid';
    expect(await knock(forge(genuine, claims))).toEqual([
      [401, 'unauthenticated'],
      ...[invalid, invalid, invalid, invalid],
    ]);
  });

  it.each(Object.entries(FORGED_API_TOKENS))('%s opens none', async (_, forge) => {
    const invalid = 'token_invalid';
    expect(await knock(forge(apiToken))).toEqual([
      [401, 'unauthenticated'],
      ...[invalid, invalid, invalid, invalid],
    ]);
  });

  it('tokens that are genuine and for something else open what they are for', async () => {
    const invalid = 'token_invalid';
    expect(await knock(refreshToken)).toEqual([[401, 'unauthenticated'], ...Array(4).fill(invalid)]);
    // Display: the order feed and nothing else. API token: what its abilities say, on both.
    const display = await knock(displayToken);
    expect(display).toEqual([[403, 'forbidden'], 'let in', 'forbidden', 'let in', 'forbidden']);
    const wall = await knock(wallToken);
    expect(wall).toEqual([[403, 'forbidden'], 'forbidden', 'let in', 'forbidden', 'let in']);
    expect(await knock(apiToken)).toEqual([[200, 'let in'], 'let in', 'let in', 'let in', 'let in']);
    const machine = await createTestToken(
      system.db.database,
      { id: 1 },
      {
        abilities: ['pos.read'],
        subject: { kind: 'machine', id: 1 },
      },
    );
    expect(await knock(machine.token)).toEqual([[403, 'forbidden'], ...Array(4).fill('forbidden')]);
  });

  it.each(Object.entries(STRANGE_SESSIONS))('%s opens none', async (_, forge) => {
    const ended = 'session_ended';
    expect(await knock(forge(claims))).toEqual([[401, 'unauthenticated'], ended, ended, ended, ended]);
  });
});
