import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestSession } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults, identityRoutes } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  findBrowser,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';

const ORIGIN = 'https://antrean.example';
const PASSWORD = 'kuda-laut-hijau-31';
const executablePath = findBrowser();
type Json = Record<string, unknown>;

let test: TestDatabase;
let api: TestApi;

const startApi = (publicUrl: string): Promise<TestApi> => {
  const config = testConfig({ PUBLIC_URL: publicUrl });
  const routes = identityRoutes({ unitOfWork: test.unitOfWork, config });
  return startTestApi({ tokens: sessionTokens, routes, database: test.database, config });
};
const post = (path: string, body?: unknown, token?: string, at = api) =>
  at.request('POST', `/api/auth/${path}`, {
    ...(body === undefined ? {} : { body }),
    ...(token === undefined ? {} : { token }),
  });

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
  api = await startApi(ORIGIN);
});
afterAll(async () => {
  await api.close();
  await test.close();
});

it('a login by passkey begins alike for everybody, and tells of no passkey whether it exists', async () => {
  const begin = await post('passkeys/login/options');
  expect(begin.body).toMatchObject({ rpId: 'antrean.example', userVerification: 'required' });
  expect(begin.body).not.toHaveProperty('allowCredentials');
  const user = await createTestUser(test.database, { nik: 'KEY0000', password: PASSWORD });
  await query(
    test.database.fork(),
    `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
     values (gen_random_uuid(), ?, 'a-known-one', '\\x00', 0, '{}', 'x')`,
    [user.id],
  );
  const clientDataJSON = Buffer.from(
    JSON.stringify({ type: 'webauthn.get', challenge: begin.body['challenge'], origin: ORIGIN }),
  ).toString('base64url');
  const replies = await Promise.all(
    ['a-known-one', 'an-unknown-one'].map((id) =>
      post('passkeys/login', {
        credential: {
          ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
          response: { clientDataJSON, authenticatorData: 'AAAA', signature: 'AAAA' },
        },
      }),
    ),
  );
  const said = replies.map(({ status, body: { correlationId: _, ...body } }) => ({ status, body }));
  expect(said[0]).toEqual(said[1]);
  expect(said[0]).toMatchObject({ status: 401, body: { code: 'passkey_unknown' } });
});

(executablePath ? describe : describe.skip)('a passkey in a browser', () => {
  let browser: Browser;
  let page: Page;
  let authenticator: CDPSession;
  let authenticatorId: string;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage();
    await page.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>x</title>' }),
    );
    await page.goto(ORIGIN);
    authenticator = await page.context().newCDPSession(page);
    await authenticator.send('WebAuthn.enable');
    ({ authenticatorId } = await authenticator.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    }));
  }, 60_000);
  afterAll(() => browser.close());

  const create = (options: Json): Promise<Json> =>
    page.evaluate(`navigator.credentials.create({ publicKey:
      PublicKeyCredential.parseCreationOptionsFromJSON(${JSON.stringify(options)}) }).then((made) => made.toJSON())`);
  const show = (options: Json): Promise<Json> =>
    page.evaluate(`navigator.credentials.get({ publicKey:
      PublicKeyCredential.parseRequestOptionsFromJSON(${JSON.stringify(options)}) }).then((shown) => shown.toJSON())`);
  const shown = async (): Promise<Json> => show((await post('passkeys/login/options')).body);
  /** A user with a passkey, the only one that the browser has. */
  async function userWithPasskey(nik: string) {
    await authenticator.send('WebAuthn.clearCredentials', { authenticatorId });
    const user = await createTestUser(test.database, { nik, password: PASSWORD });
    const token = accessTokenOf(await createTestSession(test.database, user), testConfig());
    const credential = await create((await post('passkeys/register/options', undefined, token)).body);
    const registered = await post('passkeys/register', { name: 'Laptop', credential }, token);
    expect(registered.status).toBe(201);
    return { user, token, credential, id: String(registered.body['id']) };
  }

  it('logs in by itself; what was signed works once, and for our address alone', async () => {
    const { user, token, credential } = await userWithPasskey('KEY0001');
    const again = await post('passkeys/register', { name: 'Again', credential }, token);
    expect([again.status, again.body['code']]).toEqual([400, 'passkey_refused']);

    const signed = await shown();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => post('passkeys/login', { credential: signed })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(401)]);
    const [login] = replies.filter(({ status }) => status === 200);
    expect(login!.refreshToken).toEqual(expect.any(String));
    expect(login!.body['user']).toMatchObject({ id: user.id });

    const elsewhere = await startApi(`${ORIGIN}:8443`);
    try {
      const reply = await post('passkeys/login', { credential: await shown() }, undefined, elsewhere);
      expect([reply.status, reply.body['code']]).toEqual([401, 'passkey_unknown']);
    } finally {
      await elsewhere.close();
    }
    const late = await shown();
    await query(test.database.fork(), `update passkey_challenges set expires_at = now()`);
    expect((await post('passkeys/login', { credential: late })).status).toBe(401);
    // The challenge of a registration opens nothing.
    const { body } = await post('passkeys/register/options', undefined, token);
    const crossed = await show({
      challenge: body['challenge'],
      rpId: 'antrean.example',
      userVerification: 'required',
    });
    expect((await post('passkeys/login', { credential: crossed })).status).toBe(401);
  }, 30_000);

  it('is a second factor of its own user, goes with a counter that stands still, and lets in nobody who was deactivated', async () => {
    const { user } = await userWithPasskey('KEY0002');
    const other = await createTestUser(test.database, { nik: 'KEY0003', password: PASSWORD });
    await query(
      test.database.fork(),
      `insert into factors (user_id, kind, phone, confirmed_at) values (?, 'sms', '+628123456789', now())`,
      [other.id],
    );
    const waiting = async (identifier: string) =>
      (await post('login', { identifier, password: PASSWORD })).body;
    expect(await waiting('KEY0002')).toMatchObject({ mfaRequired: true, methods: ['passkey'] });
    const foreign = (await waiting('KEY0003'))['mfaToken'];
    const refused = await post('passkeys/login', { credential: await shown(), mfaToken: foreign });
    expect(refused.body['code']).toBe('login_expired');
    const own = (await waiting('KEY0002'))['mfaToken'];
    expect((await post('passkeys/login', { credential: await shown(), mfaToken: own })).status).toBe(200);

    await query(test.database.fork(), `update passkeys set counter = 1000000 where user_id = ?`, [user.id]);
    expect((await post('passkeys/login', { credential: await shown() })).status).toBe(200);
    await query(test.database.fork(), `update users set is_active = false where id = ?`, [user.id]);
    const reply = await post('passkeys/login', { credential: await shown() });
    expect([reply.status, reply.body['code']]).toEqual([401, 'passkey_unknown']);
  }, 30_000);

  it('proves a session again, which the password does not any more; not with a passkey of somebody else', async () => {
    const { user, token, id } = await userWithPasskey('KEY0006');
    const other = await createTestUser(test.database, { nik: 'KEY0007', password: PASSWORD });
    const others = accessTokenOf(await createTestSession(test.database, other), testConfig());
    const stale = () =>
      query(test.database.fork(), `update sessions set proven_at = now() - interval '11 minutes'`);
    const prove = async (as: string) => {
      const options = await post('prove/passkey/options', undefined, as);
      return post('prove', { credential: await show(options.body) }, as);
    };
    const remove = () => api.request('DELETE', `/api/auth/passkeys/${id}`, { token });
    await stale();
    expect((await remove()).body['code']).toBe('proof_required');
    expect((await post('prove', { password: PASSWORD }, token)).status).toBe(400);
    const refused = await prove(others);
    expect([refused.status, JSON.stringify(refused.body['errors'])]).toEqual([
      400,
      expect.stringContaining('body.credential'),
    ]);
    const options = await post('prove/passkey/options', undefined, token);
    const credential = await show(options.body);
    const replies = await Promise.all([1, 2].map(() => post('prove', { credential }, token)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await remove()).status).toBe(204);
    const left = await query(test.database.fork(), `select from passkeys where user_id = ?`, [user.id]);
    expect(left).toEqual([]);
  }, 30_000);

  it('is one of ten at most', async () => {
    const { user, token } = await userWithPasskey('KEY0008');
    await authenticator.send('WebAuthn.clearCredentials', { authenticatorId });
    const begun = await post('passkeys/register/options', undefined, token);
    const credential = await create({ ...begun.body, excludeCredentials: [] });
    await query(
      test.database.fork(),
      `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
       select gen_random_uuid(), ?, 'one of ten ' || n, '\\x00', 0, '{}', 'x' from generate_series(1, 9) n`,
      [user.id],
    );
    const more = await post('passkeys/register', { name: 'Eleventh', credential }, token);
    expect([more.status, more.body['code']]).toEqual([409, 'too_many_passkeys']);
    expect((await post('passkeys/register/options', undefined, token)).body['code']).toBe(
      'too_many_passkeys',
    );
  }, 30_000);

  it('counts only when its owner unlocked it; removed by its owner alone, it opens nothing', async () => {
    const { token, id } = await userWithPasskey('KEY0004');
    const stranger = await createTestUser(test.database, { nik: 'KEY0005' });
    const strangers = accessTokenOf(await createTestSession(test.database, stranger), testConfig());
    const remove = (as: string) => api.request('DELETE', `/api/auth/passkeys/${id}`, { token: as });
    const { body } = await post('passkeys/login/options');
    await authenticator.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    const locked = await show({ ...body, userVerification: 'discouraged' });
    await authenticator.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    expect((await post('passkeys/login', { credential: locked })).status).toBe(401);
    expect((await remove(strangers)).status).toBe(404);
    const listed = await api.request('GET', '/api/auth/passkeys', { token });
    expect(listed.body).toMatchObject({ data: [{ id, name: 'Laptop', lastUsedAt: null }] });
    const signed = await shown();
    expect((await remove(token)).status).toBe(204);
    expect((await post('passkeys/login', { credential: signed })).status).toBe(401);
  }, 30_000);
});
