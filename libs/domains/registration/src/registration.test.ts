import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOneTimeToken } from '@antrean/accounts';
import { createTestUser, User } from '@antrean/accounts/testing';
import { createTestToken } from '@antrean/api-tokens/testing';
import { query } from '@antrean/platform/database';
import {
  FACTOR,
  PASSKEY,
  PASSWORD,
  startRegistrationApi,
  type RegistrationApi,
} from './registration-api.factory.ts';

let scene: RegistrationApi;
beforeAll(async () => {
  scene = await startRegistrationApi();
});
afterAll(() => scene.close());

describe('a registration', () => {
  it('S1-AUTH-02 S1-AUTH-04 makes a customer when its mailed link is followed, once, and nobody before', async () => {
    const answer = await scene.register('wulan@antrean.test');
    expect([answer.status, answer.body]).toEqual([
      201,
      { user: { email: 'wulan@antrean.test', namaLengkap: 'Wulan Sari' }, verificationSent: true },
    ]);
    expect((await scene.logIn('wulan@antrean.test')).status).toBe(401);
    const [token] = await scene.linksTo('wulan@antrean.test');
    const answers = await Promise.all([scene.verify(token), scene.verify(token), scene.verify(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await scene.verify(token)).body['code']).toBe('address_link_invalid');
    const login = await scene.logIn('WULAN@antrean.test');
    expect(login.body['user']).toMatchObject({ role: 'customer', roles: ['customer'], nik: null });
    const { emailVerifiedAt } = await scene.database
      .fork()
      .findOneOrFail(User, { email: 'wulan@antrean.test' });
    expect(emailVerifiedAt).not.toBeNull();
  });

  it('S1-AUTH-02 answers a known address like a new one, by the same work, and tells its owner without a link', async () => {
    await createTestUser(scene.database, { nik: 'KNOWN01', email: 'known@antrean.test' });
    const statements = async (email: string) => {
      const { status, headers, body } = await scene.register(email);
      const kept = await scene.sql(`select from registrations where email = ?`, [email]);
      const mails = await scene.sql(`select from outbox_jobs where payload::text like ?`, [
        `%"registrationId": ${(await scene.sql<{ id: number }>(`select max(id) as id from registrations`))[0]!.id}}%`,
      ]);
      const names = [...headers.keys()].sort();
      return { status, names, body: Object.keys(body), kept: kept.length, mails: mails.length };
    };
    const known = await statements('Known@antrean.test');
    expect(known).toEqual(await statements('nobody-yet@antrean.test'));
    expect(known).toMatchObject({ kept: 1, mails: 1 });
    expect(await scene.linksTo('Known@antrean.test')).toEqual([]);
    expect((await scene.mailsTo('Known@antrean.test')).map(({ subject }) => subject)).toEqual([
      'Anda sudah punya akun',
    ]);
  });

  it('gives an account the password of whose link is followed; what others typed with the address is void', async () => {
    await scene.register('taken@antrean.test', 'a password of a stranger');
    await scene.linksTo('taken@antrean.test');
    await scene.register('taken@antrean.test');
    await scene.worker.drain();
    // Nobody knows which of the two is the owner's.
    expect((await scene.post('/api/auth/verify/resend', { email: 'taken@antrean.test' })).status).toBe(202);
    const tokens = await scene.linksTo('taken@antrean.test');
    expect(tokens).toHaveLength(2);
    const [{ token_hash: last } = { token_hash: '' }] = await scene.sql<{ token_hash: string }>(
      `select token_hash from address_links l join registrations r on r.id = l.registration_id
       where r.email = 'taken@antrean.test' order by r.id desc limit 1`,
    );
    const own = tokens.find((token) => hashOneTimeToken(token) === last)!;
    expect((await scene.verify(own)).status).toBe(200);
    expect((await scene.verify(tokens.find((token) => token !== own))).status).toBe(400);
    expect((await scene.logIn('taken@antrean.test', 'a password of a stranger')).status).toBe(401);
    expect((await scene.logIn('taken@antrean.test')).status).toBe(200);
  });

  it('is void once its address came to a user by another way', async () => {
    await scene.register('hijack@antrean.test', 'a password of a stranger');
    const [token] = await scene.linksTo('hijack@antrean.test');
    await createTestUser(scene.database, { nik: 'HIJACK1', email: 'Hijack@antrean.test' });
    expect((await scene.verify(token)).status).toBe(400);
    expect((await scene.logIn('hijack@antrean.test', 'a password of a stranger')).status).toBe(401);
  });

  it('is made by one of two links of one address that are followed at once, and the other is told so', async () => {
    await scene.register('twins@antrean.test', 'a password of a stranger');
    await scene.register('twins@antrean.test');
    const links = await scene.linksTo('twins@antrean.test');
    expect(links).toHaveLength(2);
    // Both are on their way before either has made a user.
    const answers = await scene.database.fork().transactional(async (em) => {
      await query(em, `lock table users in share mode`);
      const both = Promise.all(links.map((token) => scene.verify(token)));
      while ((await scene.waiting()) < 2);
      return { both };
    });
    expect((await answers.both).map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('S1-AUTH-04 has its link mailed again, five mails an hour at most, and says the same of unknown addresses', async () => {
    await scene.register('again@antrean.test');
    const resend = (email: string) => scene.post('/api/auth/verify/resend', { email });
    expect((await scene.mailsTo('again@antrean.test')).length).toBe(1);
    for (let n = 0; n < 6; n += 1) {
      expect((await resend('again@antrean.test')).status).toBe(202);
      await scene.worker.drain();
    }
    const tokens = await scene.linksTo('again@antrean.test');
    expect(tokens).toHaveLength(5);
    const unknown = await resend('nobody-at-all@antrean.test');
    expect([unknown.status, unknown.body]).toEqual([202, { accepted: true }]);
    await scene.sql(`update address_links set expires_at = now() - interval '1 second'`);
    expect((await scene.verify(tokens[4])).status).toBe(400);
  });

  it('links to PUBLIC_URL, whatever host the request names', async () => {
    await scene.post(
      '/api/auth/register',
      { email: 'host@antrean.test', password: PASSWORD, namaLengkap: 'Wulan' },
      { 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' },
    );
    await createTestUser(scene.database, { nik: 'HOST001', email: 'host1@antrean.test' });
    await scene.post(
      '/api/auth/password/forgot',
      { identifier: 'HOST001' },
      { 'X-Forwarded-Host': 'evil.example' },
    );
    for (const address of ['host@antrean.test', 'host1@antrean.test']) {
      const [mail] = await scene.mailsTo(address);
      expect(mail!.text).toContain('https://antrean.example/app/');
      expect(JSON.stringify(mail)).not.toContain('evil.example');
    }
  });

  it('refuses a common password, and one of more than 72 bytes', async () => {
    for (const password of ['password1', 'é'.repeat(37)]) {
      expect((await scene.register('weak@antrean.test', password)).status).toBe(400);
    }
  });
});

describe('an address that is proven by a mailed link after somebody sat on it', () => {
  /** Somebody has an account with an address that nobody has proven, sets this up, and the address's owner resets the password. */
  async function proveAfter(nik: string, isEmployee: boolean, setUp: string) {
    const email = `${nik.toLowerCase()}@antrean.test`;
    const { user } = await scene.createUser(email, nik);
    if (!isEmployee) await scene.sql(`update users set employee_id = null where id = ?`, [user.id]);
    await scene.sql(setUp, [user.id]);
    await scene.sql(
      `update users set phone = '+6281' || (70000000 + id), phone_verified_at = now() where id = ?`,
      [user.id],
    );
    const { token } = await createTestToken(scene.database, user, { abilities: [] });
    await scene.post('/api/auth/password/forgot', { identifier: nik });
    const [link] = await scene.linksTo(email, 'reset-password');
    const body = { token: link, newPassword: 'kalimat lain yang panjang' };
    expect((await scene.post('/api/auth/password/reset', body)).status).toBe(204);
    const asked = await scene.request('GET', '/api/auth/me', token);
    const login = await scene.logIn(email, body.newPassword);
    const [phone] = await scene.sql<{ isProven: boolean }>(
      `select phone_verified_at is not null as "isProven" from users where id = ?`,
      [user.id],
    );
    return {
      tokenWorks: asked.status === 200,
      asksFactor: login.body['mfaRequired'] === true,
      phoneIsProven: phone?.isProven,
    };
  }

  it.each([
    ['an authenticator app', 'SQUAT01', FACTOR],
    ['a passkey', 'SQUAT02', PASSKEY],
    ['an API token', 'SQUAT03', `select ?::int`],
  ])('is its owner’s alone: %s that was set up before opens nothing', async (_, nik, setUp) => {
    expect(await proveAfter(nik, false, setUp)).toEqual({
      tokenWorks: false,
      asksFactor: false,
      phoneIsProven: false,
    });
    expect(await scene.sql(`select from passkeys`)).toEqual([]);
  });

  it('is its owner’s alone also when a stranger registered with it and its owner followed the link, but for codes; what they set up then stays', async () => {
    const email = 'squat05@antrean.test';
    await scene.register(email);
    const [link] = await scene.linksTo(email);
    expect((await scene.verify(link)).status).toBe(200);
    const [user] = await scene.sql<{ id: number }>(`select id from users where email = ?`, [email]);
    const setUp = async () => {
      await scene.sql(FACTOR, [user!.id]);
      await scene.sql(PASSKEY, [user!.id]);
      return (await createTestToken(scene.database, user!, { abilities: [] })).token;
    };
    const reset = async () => {
      await scene.sql(`delete from reset_mails`);
      await scene.post('/api/auth/password/forgot', { identifier: email });
      const token = (await scene.linksTo(email, 'reset-password')).at(-1);
      const body = { token, newPassword: 'kalimat lain yang panjang' };
      expect((await scene.post('/api/auth/password/reset', body)).status).toBe(204);
    };
    const left = async (token: string) => ({
      factors: (await scene.sql(`select from factors where user_id = ?`, [user!.id])).length,
      passkeys: (await scene.sql(`select from passkeys where user_id = ?`, [user!.id])).length,
      token: (await scene.request('GET', '/api/auth/me', token)).status,
    });
    const phone = async (change = 'phone = phone') =>
      scene.sql(
        `update users set ${change} where id = ? returning phone, phone_verified_at is not null as "isProven"`,
        [user!.id],
      );
    await phone(`phone = '+6281234560055', phone_verified_at = now()`);
    const strangers = await setUp();
    await reset();
    // A code that a stranger showed proves nothing of the owner: no text message goes there.
    expect(await phone()).toEqual([{ phone: '+6281234560055', isProven: false }]);
    await phone('phone_verified_at = now()');
    expect(await left(strangers)).toEqual({ factors: 1, passkeys: 0, token: 401 });
    await scene.sql(`delete from factors where user_id = ?`, [user!.id]);
    const owners = await setUp();
    await reset();
    expect(await left(owners)).toEqual({ factors: 1, passkeys: 1, token: 200 });
    expect(await phone()).toMatchObject([{ isProven: true }]);
  });

  it('does not stand in for the second factor of an employee, whose account it is whoever reads the mail', async () => {
    expect(await proveAfter('SQUAT04', true, FACTOR)).toEqual({
      tokenWorks: false,
      asksFactor: true,
      phoneIsProven: true,
    });
  });
});

it('S3-AUTH-11 no password and no token of a link is in the database or in a log', async () => {
  await scene.register('canary@antrean.test', 'kanari yang tidak boleh terlihat');
  const [token] = await scene.linksTo('canary@antrean.test');
  await scene.verify(token);
  const [stored] = await scene.sql<{ state: string }>(
    `select concat((select string_agg(payload::text, '') from outbox_jobs),
       (select string_agg(payload::text, '') from outbox_events), (select string_agg(facts::text, '') from deliveries),
       (select string_agg(l::text, '') from address_links l), (select string_agg(r::text, '') from registrations r)) as state`,
  );
  for (const secret of [token!, 'kanari yang tidak boleh terlihat']) {
    expect(stored!.state).not.toContain(secret);
    expect(scene.lines.join('')).not.toContain(secret);
  }
});
