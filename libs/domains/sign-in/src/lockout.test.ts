import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { createPasswords, type Passwords } from '@antrean/accounts';
import { createTestUser } from '@antrean/accounts/testing';
import { sessionTokens } from '@antrean/sessions';
import { identityEntities } from './testing.ts';
import { MAX_FAILURES } from './lockout.ts';
import { readActivity } from './user-activity.ts';
import { loginRoutes } from './login.routes.ts';

const config = testConfig({ TRUST_PROXY: '1' });
const [HOME, OFFICE, ATTACKER] = ['192.0.2.7', '198.51.100.7', '203.0.113.7'];
let test: TestDatabase;
let api: TestApi;
/** Comparisons that were asked for, and those that were made. */
const hashing = { asked: 0, done: 0 };

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  const real = createPasswords(12);
  const passwords: Passwords = {
    ...real,
    matches: async (...attempt) => {
      hashing.asked += 1;
      const same = await real.matches(...attempt);
      hashing.done += 1;
      return same;
    },
  };
  const routes = loginRoutes({ unitOfWork: test.unitOfWork, config, passwords });
  api = await startTestApi({ tokens: sessionTokens, routes, database: test.database, config });
});
afterAll(async () => {
  await api.close();
  await test.close();
});

const logIn = (from: string, nik: string, password: string, knownDevice?: string) =>
  api.request('POST', '/api/auth/login', {
    body: { nik, password },
    headers: {
      'X-Forwarded-For': from,
      ...(knownDevice === undefined ? {} : { Cookie: `knownDevice=${knownDevice}` }),
    },
  });
const guess = async (from: string, nik: string, times: number) => {
  for (let n = 0; n < times; n += 1) await logIn(from, nik, `guess-${n}`);
};

/** As if so many minutes had passed since the last failure. */
const wait = (minutes: number) =>
  query(test.database.fork(), `update login_failures set failed_at = failed_at - ? * interval '1 minute'`, [
    minutes,
  ]);

describe('the lock-out', () => {
  it('grows from lock to lock, ends by itself, and tells the owner once each time', async () => {
    const { id } = await createTestUser(test.database, { nik: 'GROWS01', password: 'secret-1' });
    const told = async () =>
      (
        await query(
          test.database.fork(),
          `select from outbox_jobs where payload ->> 'notification' = 'login.locked'
             and payload -> 'facts' ->> 'userId' = ?`,
          [String(id)],
        )
      ).length;
    for (const [lock, minutes] of [15, 30, 60].entries()) {
      await guess(ATTACKER, 'GROWS01', MAX_FAILURES - 1);
      expect(await told()).toBe(lock);
      await guess(ATTACKER, 'GROWS01', 3);
      expect(await told()).toBe(lock + 1);
      await wait(minutes - 1);
      expect((await logIn(ATTACKER, 'GROWS01', 'secret-1')).status).toBe(401);
      await wait(2);
    }
    const { body } = await logIn(ATTACKER, 'GROWS01', 'secret-1');
    expect(body['accessToken']).toBeDefined();
  });

  it('holds eight hours at most, however often it was', async () => {
    const { id } = await createTestUser(test.database, { nik: 'GROWS02', password: 'secret-1' });
    await guess(ATTACKER, 'GROWS02', MAX_FAILURES);
    await query(test.database.fork(), `update login_failures set locks = 40 where user_id = ?`, [id]);
    await wait(8 * 60 - 1);
    expect((await logIn(ATTACKER, 'GROWS02', 'secret-1')).status).toBe(401);
    await wait(2);
    expect((await logIn(ATTACKER, 'GROWS02', 'secret-1')).status).toBe(200);
  });

  it('is told to who manages users, with when they were seen and by what they come in', async () => {
    const seen = await createTestUser(test.database, { nik: 'SEEN01', password: 'secret-1' });
    const locked = await createTestUser(test.database, { nik: 'SEEN02', password: 'secret-1' });
    await logIn(HOME, 'SEEN01', 'secret-1');
    await logIn(OFFICE, 'SEEN01', 'secret-1');
    await guess(ATTACKER, 'SEEN01', MAX_FAILURES - 1);
    await guess(ATTACKER, 'SEEN02', MAX_FAILURES);
    const em = test.database.fork();
    await query(
      em,
      `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
       values (gen_random_uuid(), ?, 'seen', '\\x00', 0, '{}', 'x')`,
      [seen.id],
    );
    await query(em, `insert into factors (user_id, kind, phone) values (?, 'sms', '+6281200003333')`, [
      locked.id,
    ]);
    const { data } = await readActivity(em, [locked.id, seen.id, 999_999]);
    expect(data).toEqual([
      {
        ...{ userId: seen.id, sessions: 2, lockedUntil: null, factors: ['passkey'] },
        lastSeenAt: expect.stringMatching(/Z$/),
      },
      // A factor that was begun and not confirmed is none.
      {
        ...{ userId: locked.id, sessions: 0, lastSeenAt: null, factors: [] },
        lockedUntil: expect.stringMatching(/Z$/),
      },
    ]);
    const minutes = (Date.parse(data[1]?.lockedUntil ?? '') - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    await wait(16);
    expect((await readActivity(em, [locked.id])).data[0]?.lockedUntil).toBeNull();
  });

  it('holds where the guesses come from, and leaves the owner his network', async () => {
    await createTestUser(test.database, { nik: 'OWNER01', password: 'secret-1' });
    expect((await logIn(HOME, 'OWNER01', 'secret-1')).status).toBe(200);
    // However often it is begun anew.
    for (let round = 0; round < 3; round += 1) {
      await guess(ATTACKER, 'OWNER01', MAX_FAILURES);
      expect((await logIn(ATTACKER, 'OWNER01', 'secret-1')).status).toBe(401);
      expect((await logIn(HOME, 'OWNER01', 'secret-1')).status).toBe(200);
    }
  });

  it('leaves the owner his device, also in the network of the guesses and in a new one', async () => {
    await createTestUser(test.database, { nik: 'OWNER02', password: 'secret-1' });
    const { knownDevice } = await logIn(OFFICE, 'OWNER02', 'secret-1');
    await guess(OFFICE, 'OWNER02', MAX_FAILURES);
    expect((await logIn(OFFICE, 'OWNER02', 'secret-1')).status).toBe(401);
    expect((await logIn(OFFICE, 'OWNER02', 'secret-1', knownDevice)).status).toBe(200);
    // It opens nothing, and is no endless number of guesses.
    for (let n = 0; n < MAX_FAILURES; n += 1) await logIn(HOME, 'OWNER02', `guess-${n}`, knownDevice);
    expect((await logIn(HOME, 'OWNER02', 'secret-1', knownDevice)).status).toBe(401);
  });

  it("takes no device for known that is another user's", async () => {
    await createTestUser(test.database, { nik: 'OWNER03', password: 'secret-1' });
    await createTestUser(test.database, { nik: 'OTHER03', password: 'secret-1' });
    const { knownDevice } = await logIn(ATTACKER, 'OTHER03', 'secret-1');
    await guess(ATTACKER, 'OWNER03', MAX_FAILURES);
    expect((await logIn(ATTACKER, 'OWNER03', 'secret-1', knownDevice)).status).toBe(401);
  });

  it('counts all strangers together: guesses from many networks win little', async () => {
    await createTestUser(test.database, { nik: 'OWNER04', password: 'secret-1' });
    await logIn(HOME, 'OWNER04', 'secret-1');
    for (let network = 0; network < 10; network += 1) await guess(`10.1.${network}.1`, 'OWNER04', 5);
    expect((await logIn('10.2.0.1', 'OWNER04', 'secret-1')).status).toBe(401);
    expect((await logIn(HOME, 'OWNER04', 'secret-1')).status).toBe(200);
    expect((await logIn('10.2.0.1', 'OWNER04', 'secret-1')).status).toBe(401);
  });

  it('answers as for a wrong password and an unknown user', async () => {
    await createTestUser(test.database, { nik: 'OWNER05', password: 'secret-1' });
    await guess(ATTACKER, 'OWNER05', MAX_FAILURES);
    const bodies = [];
    for (const [nik, password] of [
      ['OWNER05', 'secret-1'],
      ['NOBODY05', 'secret-1'],
    ] as const) {
      const { status, body, knownDevice } = await logIn(ATTACKER, nik, password);
      bodies.push({ status, code: body['code'], title: body['title'], knownDevice });
    }
    expect(bodies[0]).toEqual(bodies[1]);
    const rows = await query(test.database.fork(), `select from login_failures where user_id = 0`);
    expect(rows).toEqual([]);
  });
});

describe('logins whose client is gone', () => {
  it('S0-SEC-03 are not worked off: an honest one waits for what runs, not for 58 that were abandoned', async () => {
    await createTestUser(test.database, { nik: 'HONEST1', password: 'secret-1' });
    const flood = new AbortController();
    const before = hashing.asked;
    const abandoned = Array.from({ length: 58 }, (_, n) =>
      fetch(`${api.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': HOME },
        body: JSON.stringify({ nik: `NOBODY-${n}`, password: 'x' }),
        signal: flood.signal,
      }),
    );
    const outcomes = Promise.allSettled(abandoned);
    while (hashing.asked < before + 58) await new Promise(setImmediate);
    flood.abort();
    await outcomes;
    const done = hashing.done;
    expect((await logIn(HOME, 'HONEST1', 'secret-1')).status).toBe(200);
    // The two that ran, those that came to their turn before their connection was seen to be closed, and this one.
    expect(hashing.done - done).toBeLessThan(10);
    expect(hashing.done - done).toBeGreaterThan(0);
  });
});
