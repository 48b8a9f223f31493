import { describe, expect, it } from '@jest/globals';
import { federationSettings } from './federation.settings.ts';
import { callbackOf, GOOGLE_SECRET, refused, startOf, useGoogle } from './google-scene.factory.ts';
import { PUBLIC_URL, startDouble } from './oauth-test.factory.ts';

const scene = useGoogle();

describe('logging in by Google', () => {
  it('S1-AUTH-06 makes a customer of who is new, and knows them the next time, whatever their address is then', async () => {
    const { login, email } = scene.atGoogle();
    const browser = scene.browser();
    const arrival = await scene.logIn(login, browser, '?returnTo=/app/orders?day=today');
    expect(arrival).toMatchObject({ status: 303, location: `${PUBLIC_URL}/app/orders?day=today` });
    expect(browser.flows()).toEqual([]);
    const user = await scene.userBy(email);
    expect(user).toMatchObject({ fullName: 'Siti Aminah', primaryRole: 'customer', isActive: true });
    expect(user?.emailVerifiedAt).not.toBeNull();

    const refreshed = await scene.api.request('POST', '/api/auth/refresh', {
      refreshToken: browser.cookie('refreshToken') ?? '',
    });
    expect(refreshed.status).toBe(200);
    scene.accounts.set(login, { email: `other-${email}`, email_verified: false });
    expect(await scene.logIn(login)).toMatchObject({ status: 303, location: `${PUBLIC_URL}/app` });
    expect(await scene.rows(`select id from users where email = ?`, [`other-${email}`])).toEqual([]);
    const [sessions] = await scene.rows<{ count: string }>(
      `select count(*) from sessions where user_id = ?`,
      [String(user?.id)],
    );
    expect(Number(sessions?.count)).toBe(2);
  });

  it('S1-AUTH-06 one account comes of two who come back at once as the same person', async () => {
    const { login, email } = scene.atGoogle();
    const browsers = [scene.browser(), scene.browser()];
    const backs = await Promise.all(browsers.map((each) => each.atProvider(startOf('google'), login)));
    const arrivals = await Promise.all(
      browsers.map((each, i) => each.ask(backs[i]?.url ?? new URL(PUBLIC_URL))),
    );
    expect(arrivals.map(({ location }) => location)).toEqual([`${PUBLIC_URL}/app`, `${PUBLIC_URL}/app`]);
    expect(await scene.rows(`select id from users where email = ?`, [email])).toHaveLength(1);
  });

  it('S1-AUTH-06 answers in JSON to who asks for it, with no token in an address', async () => {
    const { login, email } = scene.atGoogle();
    const browser = scene.browser();
    const { url } = await browser.atProvider(startOf('google'), login);
    const arrival = await browser.ask(url, { headers: { Accept: 'application/json' } });
    expect(arrival.status).toBe(200);
    expect(JSON.parse(arrival.text)).toMatchObject({ accessToken: expect.any(String), user: { email } });
  });

  it('S1-AUTH-06 state, code, nonce and code verifier work once, in the browser that began, and for nothing else', async () => {
    const { login, email } = scene.atGoogle();
    const owner = scene.browser();
    const { url } = await owner.atProvider(startOf('google'), login);
    // Somebody else's browser, with and without a flow of its own.
    const other = scene.browser();
    expect(await other.ask(url)).toMatchObject(refused('oauth_flow_invalid'));
    const { url: others } = await other.atProvider(startOf('google'), scene.atGoogle().login);
    expect(await other.ask(url)).toMatchObject(refused('oauth_flow_invalid'));
    // The code of one flow in another one.
    others.searchParams.set('code', url.searchParams.get('code') ?? '');
    expect(await other.ask(others)).toMatchObject(refused('oauth_flow_invalid'));
    expect(await scene.userBy(email)).toBeNull();
    expect(other.cookie('refreshToken')).toBeUndefined();

    const fresh = scene.browser();
    const { url: again } = await fresh.atProvider(startOf('google'), login);
    const [flow] = fresh.flows();
    const cookie = `${flow?.name}=${flow?.value}`;
    const answers = await Promise.all([1, 2, 3].map(() => fresh.ask(again, { headers: { Cookie: cookie } })));
    expect(answers.map(({ location }) => location).sort()).toEqual([
      `${PUBLIC_URL}/app`,
      ...Array<string>(2).fill(`${PUBLIC_URL}/app/login?problem=oauth_flow_invalid`),
    ]);

    for (const name of ['nonce', 'code_challenge']) {
      const tampered = scene.browser();
      const { location } = await tampered.ask(new URL(startOf('google')));
      const authorization = new URL(location ?? '');
      authorization.searchParams.set(name, 'x'.repeat(43));
      const { url: back } = await tampered.atProvider(authorization.href, login);
      expect([name, await tampered.ask(back)]).toMatchObject([name, refused('oauth_flow_invalid')]);
    }
  });

  it('S1-AUTH-06 who begins in two tabs finishes in both', async () => {
    const browser = scene.browser();
    const { login } = scene.atGoogle();
    const begun = [];
    for (const _ of [1, 2]) begun.push(await browser.ask(new URL(startOf('google'))));
    for (const { location } of begun) {
      const { url } = await browser.atProvider(location ?? '', login);
      expect(await browser.ask(url)).toMatchObject({ status: 303, location: `${PUBLIC_URL}/app` });
    }
  });

  it('S1-AUTH-06 a flow older than ten minutes is over, and only its hashes are stored', async () => {
    const browser = scene.browser();
    const { url } = await browser.atProvider(startOf('google'), scene.atGoogle().login);
    const stored = JSON.stringify(await scene.rows(`select * from oauth_flows`));
    expect(stored).not.toContain(url.searchParams.get('state'));
    expect(stored).not.toContain(browser.flows()[0]?.value);
    await scene.rows(`update oauth_flows set expires_at = now() - interval '1 second'`);
    expect(await browser.ask(url)).toMatchObject(refused('oauth_flow_invalid'));
  });

  it('S1-AUTH-06 a thousand are away at once from one network, and no more', async () => {
    await scene.rows(
      `insert into oauth_flows (state_hash, browser_hash, provider, network, return_to, expires_at)
       select 'many ' || n, 'x', 'google', '127.0.0.0/24', '/app', now() + interval '1 minute' from generate_series(1, 999) n`,
    );
    const start = () => scene.browser().ask(new URL(`${PUBLIC_URL}/api/auth/oauth/google/start`));
    expect([(await start()).status, (await start()).status]).toEqual([302, 429]);
    await scene.rows(`delete from oauth_flows where state_hash like 'many %'`);
  });

  it('S1-AUTH-06 who breaks it off is led back to the login', async () => {
    const browser = scene.browser();
    const { url } = await browser.atProvider(startOf('google'), '');
    expect(url.searchParams.get('error')).toBe('access_denied');
    expect(await browser.ask(url, { headers: { Accept: '*/*' } })).toMatchObject(refused('oauth_cancelled'));
    expect(browser.cookie('refreshToken')).toBeUndefined();
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', 'evil'])(
    'S1-AUTH-06 leads back to no other site: %j',
    async (returnTo) => {
      const path = `/api/auth/oauth/google/start?returnTo=${encodeURIComponent(returnTo)}`;
      const { status, body } = await scene.api.request('GET', path);
      expect([status, body['code']]).toEqual([400, 'invalid_request']);
    },
  );

  it('S1-AUTH-06 asks providers to send people back to the public address, whatever Host says', async () => {
    const { headers } = await scene.api.request('GET', '/api/auth/oauth/google/start', {
      headers: { 'X-Forwarded-Host': 'evil.example', Accept: 'application/json' },
    });
    expect(headers.get('set-cookie')).toMatch(
      /oauthFlow-[\w-]+=.*Path=\/api\/auth\/oauth; HttpOnly; SameSite=Lax/,
    );
    const { body } = await scene.api.request('GET', '/api/auth/oauth/google/start', {
      headers: { 'X-Forwarded-Host': 'evil.example', Accept: 'application/json' },
    });
    expect(new URL(String(body['url'])).searchParams.get('redirect_uri')).toBe(callbackOf('google'));
  });

  it('S1-AUTH-06 a provider that is not set up is not found, and the list names those that are', async () => {
    for (const path of ['apple/start', 'none/start', 'facebook/callback?state=x&code=y'])
      expect((await scene.api.request('GET', `/api/auth/oauth/${path}`)).status).toBe(404);
    const { body } = await scene.api.request('GET', '/api/auth/oauth');
    expect(body['data']).toEqual([{ provider: 'google', name: 'Google', startUrl: startOf('google') }]);
  });

  it('S1-AUTH-06 keeps no token and no secret of the provider', async () => {
    const { login } = scene.atGoogle();
    const browser = scene.browser();
    const { url } = await browser.atProvider(startOf('google'), login);
    await browser.ask(url);
    const { text } = await browser.ask(url, { headers: { Accept: 'application/json' } });
    expect(JSON.parse(text)).toMatchObject({ code: 'oauth_flow_invalid' });
    const kept = [
      text,
      ...scene.logged,
      JSON.stringify(await scene.rows(`select * from identities`)),
      JSON.stringify(await scene.rows(`select * from oauth_flows`)),
      JSON.stringify(await scene.rows(`select * from outbox_events`)),
      JSON.stringify(await scene.rows(`select * from outbox_jobs`)),
    ].join('\n');
    expect(scene.logged.join('')).toContain('/api/auth/oauth/google/callback');
    for (const secret of [GOOGLE_SECRET, url.searchParams.get('code') ?? '', 'eyJ'])
      expect(kept).not.toContain(secret);
  });
});

describe('whose account it is', () => {
  it('S1-AUTH-06 S1-AUTH-09 an address that both sides have verified joins the accounts, and its owner is told', async () => {
    const { login, email } = scene.atGoogle();
    const user = await scene.userWith(email, true, { fullName: 'The owner' });
    expect(await scene.logIn(login)).toMatchObject({ location: `${PUBLIC_URL}/app` });
    expect(await scene.rows(`select user_id, email from identities where subject = ?`, [login])).toEqual([
      { user_id: user.id, email },
    ]);
    expect(await scene.rows(`select id from users where email = ?`, [email])).toHaveLength(1);
    expect(await scene.toldOf(user)).toEqual(['identity.was-linked']);
  });

  it.each([
    ['Google has not verified', { email_verified: false }, true],
    ['Google says nothing of', { email_verified: undefined }, true],
    ['nobody here has verified, so that who squats on it gains nothing', {}, false],
  ])('S1-AUTH-06 S1-AUTH-09 an address that %s takes over no account', async (_, claims, isVerified) => {
    const { login, email } = scene.atGoogle(claims);
    const user = await scene.userWith(email.toUpperCase(), isVerified, { password: 'Correct horse 9' });
    const browser = scene.browser();
    expect(await scene.logIn(login, browser)).toMatchObject(refused('oauth_link_required'));
    expect(browser.cookie('refreshToken')).toBeUndefined();
    expect(
      await scene.rows(`select * from identities where subject = ? or user_id = ${user.id}`, [login]),
    ).toEqual([]);
    expect(await scene.rows(`select * from sessions where user_id = ${user.id}`)).toEqual([]);
  });

  it('S1-AUTH-06 an address that the provider does not vouch for is not kept, so it waits for no owner', async () => {
    const { login, email } = scene.atGoogle({ email_verified: false });
    expect(await scene.logIn(login)).toMatchObject({ location: `${PUBLIC_URL}/app` });
    expect(await scene.userBy(email)).toBeNull();
    const [made] = await scene.rows<{ email: string | null; username: string }>(
      `select u.email, u.username from users u join identities i on i.user_id = u.id where i.subject = ?`,
      [login],
    );
    expect(made).toEqual({ email: null, username: expect.stringMatching(/^google-\d+$/) });
  });

  it('S1-AUTH-06 somebody who is deactivated stays out', async () => {
    const { login, email } = scene.atGoogle();
    const user = await scene.userWith(email, true);
    await scene.rows(`update users set is_active = false where id = ${user.id}`);
    expect(await scene.logIn(login)).toMatchObject(refused('account_inactive'));
    expect(await scene.rows(`select * from identities where subject = ?`, [login])).toEqual([]);
  });

  it('S1-AUTH-06 who has a second factor is asked for it, and the provider is linked by nobody who has not shown it', async () => {
    const { login, email } = scene.atGoogle();
    const user = await scene.userWith(email, true);
    await scene.rows(
      `insert into factors (user_id, kind, phone, confirmed_at) values (${user.id}, 'sms', '+628123456789', now())`,
    );
    const browser = scene.browser();
    const { location } = await scene.logIn(login, browser, '?returnTo=/app/orders');
    const page = new URL(location ?? '');
    expect([page.pathname, page.search]).toEqual(['/app/login', '']);
    const handed = new URLSearchParams(page.hash.slice(1));
    expect(Object.fromEntries(handed)).toEqual({
      mfaToken: expect.stringMatching(/^[\w-]{43}$/),
      methods: 'sms',
      returnTo: '/app/orders',
    });
    expect(browser.cookie('refreshToken')).toBeUndefined();
    expect(await scene.rows(`select * from sessions where user_id = ${user.id}`)).toEqual([]);
    expect(await scene.rows(`select * from identities where user_id = ${user.id}`)).toEqual([]);
    expect(await scene.rows(`select way from pending_logins where user_id = ${user.id}`)).toEqual([
      { way: 'google' },
    ]);
  });
});

describe('a provider that does not do its part', () => {
  it('S1-AUTH-06 is given up when it is slow, says too much or breaks, and people are told what to do', async () => {
    let answer = 'slow';
    const double = await startDouble(async () => {
      if (answer === 'slow') await new Promise((resolve) => setTimeout(resolve, 5_000).unref());
      if (answer === 'large') return { body: { issuer: 'x'.repeat(300_000) } };
      return { status: 500, body: {} };
    });
    const own = await scene.startApi(
      {
        OAUTH_GOOGLE_ISSUER: double.url,
        OAUTH_GOOGLE_CLIENT_ID: 'antrean',
        OAUTH_GOOGLE_CLIENT_SECRET: 'secret',
      },
      0.2,
    );
    try {
      for (answer of ['slow', 'large', 'broken']) {
        const { status, body, headers } = await own.request('GET', '/api/auth/oauth/google/start');
        expect([answer, status, body['code'], headers.get('retry-after')]).toEqual([
          answer,
          503,
          'oauth_unavailable',
          '60',
        ]);
        expect(body['detail']).toContain('log in by another way');
      }
      // Each try asks anew: a failure is not remembered.
      expect(double.asked).toHaveLength(3);
    } finally {
      await own.close();
      await double.close();
    }
  });

  it('S1-AUTH-06 discovery is asked once, not for each login', () => {
    expect(scene.google.asked.filter((path) => path.includes('well-known'))).toHaveLength(1);
  });
});

describe('settings', () => {
  it('are complete or absent, and talk in the clear to this machine alone, in production to none', () => {
    const problems = (variables: Record<string, string>) =>
      federationSettings.problems(variables).map(({ variable }) => variable);
    expect(problems({})).toEqual([]);
    expect(problems({ OAUTH_GOOGLE_CLIENT_ID: 'x' })).toEqual(['OAUTH_GOOGLE_CLIENT_SECRET']);
    expect(problems({ OAUTH_GOOGLE_ISSUER: 'http://accounts.example' })).toEqual(['OAUTH_GOOGLE_ISSUER']);
    expect(problems({ OAUTH_GOOGLE_ISSUER: 'http://127.0.0.1:9' })).toEqual([]);
    expect(problems({ OAUTH_GOOGLE_ISSUER: 'http://127.0.0.1:9', NODE_ENV: 'production' })).toEqual([
      'OAUTH_GOOGLE_ISSUER',
    ]);
    expect(problems({ OAUTH_APPLE_PRIVATE_KEY: 'no key' })).toContain('OAUTH_APPLE_PRIVATE_KEY');
  });
});
