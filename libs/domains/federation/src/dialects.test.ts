import { createHash, createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { createTestUser, User } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { sessionTokens } from '@antrean/sessions';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { importSPKI, jwtVerify } from 'jose';
import { federationRoutes } from './federation.routes.ts';
import { federationSettings } from './federation.settings.ts';
import {
  PUBLIC_URL,
  startDouble,
  startOpenIdProvider,
  TestBrowser,
  type Arrival,
  type TestServer,
} from './oauth-test.factory.ts';

const config = testConfig({ PUBLIC_URL });
const start = (provider: string) => `${PUBLIC_URL}/api/auth/oauth/${provider}/start`;
const accounts = new Map<string, Record<string, unknown>>();
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const FACEBOOK_SECRET = 'facebook-canary-secret';
let test: TestDatabase;
let apple: TestServer;
let facebook: TestServer;
let api: TestApi;
/** What the Graph says of the owner of a token, by token. */
const people = new Map<string, Record<string, unknown>>();
/** The code challenge that each code is for. */
const challenges = new Map<string, string>();
let graphStatus = 200;
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

beforeAll(async () => {
  // The provider's library warns that it keeps all in memory.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await ensureRoles(test.database, identityRoleDefaults);
  apple = await startOpenIdProvider({
    clientId: 'app.antrean',
    clientSecret: 'what the signed secret stands for',
    redirectUri: `${PUBLIC_URL}/api/auth/oauth/apple/callback`,
    accounts,
    readSecret: async (sent, issuer) => {
      const key = await importSPKI(
        keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        'ES256',
      );
      const { payload, protectedHeader } = await jwtVerify(sent, key, {
        algorithms: ['ES256'],
        issuer: 'TEAM',
        subject: 'app.antrean',
        audience: issuer,
        maxTokenAge: '180 days',
      });
      const isFine = protectedHeader.kid === 'KEY' && payload.exp !== undefined;
      return isFine ? 'what the signed secret stands for' : 'wrong';
    },
  });
  facebook = await startDouble(async ({ url = '', headers }, body) => {
    const at = new URL(url, 'http://facebook.test');
    if (at.pathname === '/v23.0/oauth/access_token') {
      const form = new URLSearchParams(body);
      const code = form.get('code') ?? '';
      const verifier = form.get('code_verifier') ?? '';
      const isFine =
        form.get('client_secret') === FACEBOOK_SECRET && challenges.get(code) === challengeOf(verifier);
      challenges.delete(code);
      return isFine
        ? { body: { access_token: code, token_type: 'bearer', expires_in: 60 } }
        : { status: 400, body: { error: { message: 'This authorization code has been used.', code: 100 } } };
    }
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    const proof = createHmac('sha256', FACEBOOK_SECRET).update(token).digest('hex');
    const isProven = at.pathname === '/v23.0/me' && at.searchParams.get('appsecret_proof') === proof;
    return isProven ? { status: graphStatus, body: people.get(token) } : { status: 400, body: {} };
  });
  api = await startTestApi({
    tokens: sessionTokens,
    routes: federationRoutes({
      ...test,
      config,
      settings: federationSettings.read({
        OAUTH_APPLE_ISSUER: apple.url,
        OAUTH_APPLE_CLIENT_ID: 'app.antrean',
        OAUTH_APPLE_TEAM_ID: 'TEAM',
        OAUTH_APPLE_KEY_ID: 'KEY',
        OAUTH_APPLE_PRIVATE_KEY: keys.privateKey
          .export({ type: 'pkcs8', format: 'pem' })
          .toString()
          .replaceAll('\n', '\\n'),
        OAUTH_FACEBOOK_ISSUER: facebook.url,
        OAUTH_FACEBOOK_CLIENT_ID: 'fb-app',
        OAUTH_FACEBOOK_CLIENT_SECRET: FACEBOOK_SECRET,
      }),
    }),
    database: test.database,
    config,
  });
});
afterAll(async () => {
  await api.close();
  await apple.close();
  await facebook.close();
  await test.close();
});

const rows = <T>(sql: string, parameters: string[] = []) =>
  query<T & object>(test.database.fork(), sql, parameters);
const userBy = async (email: string) => test.database.fork().findOne(User, { email });
const refused = (code: string) => ({ status: 303, location: `${PUBLIC_URL}/app/login?problem=${code}` });

describe('Apple', () => {
  function atApple(claims: Record<string, unknown> = { email_verified: true }) {
    const login = randomUUID();
    const email = `${login}@privaterelay.example`;
    accounts.set(login, { email, ...claims });
    return { login, email };
  }

  async function logIn(login: string, more: Record<string, string> = {}, browser = new TestBrowser(api.url)) {
    const { url, form } = await browser.atProvider(start('apple'), login);
    expect(form).not.toBeNull();
    return browser.ask(url, { form: { ...form, ...more }, isCrossSite: true });
  }

  it('S1-AUTH-08 posts a form from its own site, by which people come in; the name that it tells once is kept', async () => {
    const { login, email } = atApple();
    const user = JSON.stringify({
      name: { firstName: 'Siti', lastName: 'Aminah' },
      email: 'not-signed@example.com',
    });
    const browser = new TestBrowser(api.url);
    expect(await logIn(login, { user }, browser)).toMatchObject({
      status: 303,
      location: `${PUBLIC_URL}/app`,
    });
    expect(browser.cookie('refreshToken')).toBeDefined();
    expect(await userBy(email)).toMatchObject({ fullName: 'Siti Aminah', primaryRole: 'customer' });
    expect(await userBy('not-signed@example.com')).toBeNull();
    expect(await logIn(login)).toMatchObject({ location: `${PUBLIC_URL}/app` });
    expect(await userBy(email)).toMatchObject({ fullName: 'Siti Aminah' });
  });

  it('S1-AUTH-08 its cookie comes back with the form, and nobody else’s browser gets in by it', async () => {
    const { login, email } = atApple();
    const browser = new TestBrowser(api.url);
    const { cookies } = await browser.ask(new URL(start('apple')));
    expect(cookies).toEqual([expect.stringMatching(/^oauthFlow-.*HttpOnly; Secure; SameSite=None$/)]);
    const { url, form } = await new TestBrowser(api.url).atProvider(start('apple'), login);
    expect(await browser.ask(url, { form: { ...form }, isCrossSite: true })).toMatchObject(
      refused('oauth_flow_invalid'),
    );
    expect(await userBy(email)).toBeNull();
  });

  it.each([
    ['"true"', { email_verified: 'true' }, true],
    ['true', { email_verified: true }, true],
    ['"false"', { email_verified: 'false' }, false],
    ['nothing', {}, false],
  ])('S1-AUTH-08 says %s of whether an address is verified', async (_, claims, isVerified) => {
    const { login, email } = atApple(claims);
    const local = await createTestUser(test.database, { email });
    await rows(`update users set email_verified_at = now() where id = ${local.id}`);
    const arrival = await logIn(login);
    if (isVerified) expect(arrival).toMatchObject({ location: `${PUBLIC_URL}/app` });
    else expect(arrival).toMatchObject(refused('oauth_link_required'));
  });

  it('S1-AUTH-08 somebody who hides the address comes in all the same; what is no name is none', async () => {
    const { login } = atApple({ email: undefined });
    expect(await logIn(login, { user: '{"name":' })).toMatchObject({ location: `${PUBLIC_URL}/app` });
    const [made] = await rows<{ full_name: string }>(
      `select full_name from users u join identities i on i.user_id = u.id where i.subject = ?`,
      [login],
    );
    expect(made?.full_name).toBe('Apple');
  });

  it('S1-AUTH-08 who breaks it off is led back; a form that is too large or none is refused', async () => {
    const browser = new TestBrowser(api.url);
    const { url, form } = await browser.atProvider(start('apple'), atApple().login);
    const cancelled = { state: form?.['state'] ?? '', error: 'user_cancelled_authorize' };
    expect(await browser.ask(url, { form: cancelled, isCrossSite: true })).toMatchObject(
      refused('oauth_cancelled'),
    );
    expect((await browser.ask(url, { form: { user: 'x'.repeat(9_000) } })).status).toBe(413);
    expect((await api.request('POST', url.pathname, { body: {} })).status).toBe(415);
  });
});

describe('Facebook', () => {
  /** What its dialog does, which is a page of theirs: the code that it sends back with the state. */
  async function logIn(
    person: Record<string, unknown>,
    browser = new TestBrowser(api.url),
  ): Promise<Arrival> {
    const { location } = await browser.ask(new URL(start('facebook')));
    const dialog = new URL(location ?? '');
    expect(`${dialog.origin}${dialog.pathname}`).toBe(`${facebook.url}/v23.0/dialog/oauth`);
    const asked = Object.fromEntries(dialog.searchParams);
    expect(asked).toMatchObject({
      client_id: 'fb-app',
      code_challenge_method: 'S256',
      response_type: 'code',
    });
    const code = randomUUID();
    challenges.set(code, asked['code_challenge'] ?? '');
    people.set(code, person);
    const back = new URL(asked['redirect_uri'] ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked['state'] ?? '');
    return browser.ask(back);
  }

  it('S1-AUTH-07 says by the Graph, to who proves to be the app, who it is; their address is taken on nobody’s word', async () => {
    const id = String(Math.floor(Math.random() * 1e12));
    const person = { id, name: 'Budi Santoso', email: `${id}@example.com` };
    const browser = new TestBrowser(api.url);
    expect(await logIn(person, browser)).toMatchObject({ status: 303, location: `${PUBLIC_URL}/app` });
    expect(browser.cookie('refreshToken')).toBeDefined();
    expect(await logIn({ id, name: 'Another name' })).toMatchObject({ location: `${PUBLIC_URL}/app` });
    const made = await rows(
      `select u.full_name, u.email, u.primary_role from users u join identities i on i.user_id = u.id
       where i.provider = 'facebook' and i.subject = ?`,
      [id],
    );
    expect(made).toEqual([{ full_name: 'Budi Santoso', email: null, primary_role: 'customer' }]);
  });

  it('S1-AUTH-07 takes over no account by an address', async () => {
    const email = `${randomUUID()}@example.com`;
    const local = await createTestUser(test.database, { email });
    await rows(`update users set email_verified_at = now() where id = ${local.id}`);
    const browser = new TestBrowser(api.url);
    expect(await logIn({ id: '7', email }, browser)).toMatchObject(refused('oauth_link_required'));
    expect(browser.cookie('refreshToken')).toBeUndefined();
  });

  it('S1-AUTH-07 a Graph that refuses or says something else lets nobody in, and no secret gets into an answer', async () => {
    graphStatus = 500;
    expect(await logIn({ id: '8' })).toMatchObject(refused('oauth_unavailable'));
    graphStatus = 200;
    const browser = new TestBrowser(api.url);
    expect(await logIn({ name: 'nobody' }, browser)).toMatchObject(refused('oauth_unavailable'));
    expect(browser.cookie('refreshToken')).toBeUndefined();
    const kept = JSON.stringify([
      await rows(`select * from identities`),
      await rows(`select * from outbox_events`),
    ]);
    expect(kept).not.toContain(FACEBOOK_SECRET);
  });
});
