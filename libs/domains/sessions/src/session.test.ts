import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { transaction, backgroundContext } from '@antrean/platform/transaction';
import { retentionSchedules } from '@antrean/platform/retention';
import { testConfig, testLog, type TestApi, type TestDatabase } from '@antrean/testing';
import { createTestUser } from '@antrean/accounts/testing';
import { startIdentityApi, type IdentityApi } from '@antrean/sign-in/testing';
import { sessionRetention } from './session.retention.ts';
import { endExpiredSessions } from './end-session.ts';
import { sessionLimitReached } from './session.notification.ts';
import { sessionEnded } from './session.messages.ts';

const config = testConfig();
let test: TestDatabase;
let api: TestApi;
let close: IdentityApi['close'];

beforeAll(async () => {
  ({ test, api, close } = await startIdentityApi());
});
afterAll(() => close());

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

async function enter(nik: string, headers: Record<string, string> = {}) {
  const reply = await api.request('POST', '/api/auth/login', {
    body: { nik, password: 'secret-1' },
    headers,
  });
  return String(reply.body['accessToken']);
}
const me = async (token: string) => (await api.request('GET', '/api/auth/me', { token })).status;

interface Listed {
  id: string;
  device: string | null;
  ipPrefix: string | null;
  current: boolean;
}
const list = async (token: string) =>
  (await api.request('GET', '/api/auth/sessions', { token })).body['data'] as Listed[];

describe('sessions', () => {
  it('S0-AUTH-03 are listed with device and network, the current one marked', async () => {
    await createTestUser(test.database, { nik: 'SES001', password: 'secret-1' });
    await enter('SES001', { 'User-Agent': FIREFOX });
    const token = await enter('SES001', { 'User-Agent': 'curl/8.5.0' });
    const sessions = await list(token);
    expect(sessions.map(({ device, ipPrefix, current }) => [device, ipPrefix, current])).toEqual([
      ['curl', '127.0.0.0/24', true],
      ['Firefox on Linux', '127.0.0.0/24', false],
    ]);
  });

  it('S0-AUTH-03 can be ended one by one by their owner, at once, and by nobody else', async () => {
    await createTestUser(test.database, { nik: 'SES002', password: 'secret-1' });
    await createTestUser(test.database, { nik: 'SES003', password: 'secret-1' });
    const [phone, laptop, stranger] = [await enter('SES002'), await enter('SES002'), await enter('SES003')];
    const other = (await list(laptop)).find(({ current }) => !current)!;
    const end = (token: string) => api.request('DELETE', `/api/auth/sessions/${other.id}`, { token });
    expect((await end(stranger)).status).toBe(404);
    expect(await me(phone)).toBe(200);
    expect((await end(laptop)).status).toBe(204);
    expect(await me(phone)).toBe(401);
    expect(await me(laptop)).toBe(200);
    expect((await end(laptop)).status).toBe(404);
  });

  it('S0-AUTH-03 can be ended all together', async () => {
    await createTestUser(test.database, { nik: 'SES004', password: 'secret-1' });
    const [phone, laptop] = [await enter('SES004'), await enter('SES004')];
    const reply = await api.request('DELETE', '/api/auth/sessions', { token: laptop });
    expect([reply.status, reply.refreshToken]).toEqual([204, '']);
    expect([await me(phone), await me(laptop)]).toEqual([401, 401]);
  });

  it('S1-AUTH-19 can be ended everywhere else', async () => {
    await createTestUser(test.database, { nik: 'SES007', password: 'secret-1' });
    const [phone, laptop] = [await enter('SES007'), await enter('SES007')];
    const reply = await api.request('DELETE', '/api/auth/sessions?keepCurrent=true', { token: laptop });
    expect([reply.status, reply.refreshToken]).toEqual([204, undefined]);
    expect([await me(phone), await me(laptop)]).toEqual([401, 200]);
  });

  it('S1-AUTH-17 S1-AUTH-18 five live, also when the sixth and the seventh login come at once; a mail names those that ended', async () => {
    const user = await createTestUser(test.database, { nik: 'SES008', password: 'secret-1' });
    const tokens = [await enter('SES008', { 'User-Agent': FIREFOX })];
    for (let n = 1; n < 5; n += 1) tokens.push(await enter('SES008', { 'User-Agent': 'curl/8.5.0' }));
    const later = await Promise.all([enter('SES008'), enter('SES008')]);
    expect(await list(later[0])).toHaveLength(5);
    const live = await Promise.all([...tokens, ...later].map(me));
    expect(live).toEqual([401, 401, 200, 200, 200, 200, 200]);

    const causes = await query<{ facts: { userId: number; sessionIds: string[] } }>(
      test.database.fork(),
      `select payload->'facts' as facts from outbox_jobs where payload->>'notification' = 'session.limit-reached' order by id`,
    );
    expect(causes.map(({ facts }) => facts.sessionIds.length)).toEqual([1, 1]);
    const source = { database: test.database, config } as Parameters<typeof sessionLimitReached.write>[0];
    const mailOf = (facts: never, language: 'id' | 'en') =>
      sessionLimitReached.write(source, [facts], {
        ...{ deliveryId: '', channel: 'email' as const },
        reader: { userId: user.id, language, timeZone: 'Asia/Jakarta' },
      });
    const mails = await Promise.all(causes.map(({ facts }) => mailOf(facts as never, 'en')));
    expect(mails.map(({ paragraphs }) => paragraphs.join()).toSorted()).toEqual([
      expect.stringContaining('The oldest ended: Firefox on Linux, 127.0.0.0/24.'),
      expect.stringContaining('The oldest ended: curl, 127.0.0.0/24.'),
    ]);
    expect((await mailOf(causes[0]!.facts as never, 'id')).paragraphs.join()).toContain(
      'Yang terlama diakhiri',
    );
  });

  it('announce their end when they expire, so that their sockets close', async () => {
    const user = await createTestUser(test.database, { nik: 'SES005', password: 'secret-1' });
    await enter('SES005');
    await enter('SES005');
    await query(test.database.fork(), `update sessions set expires_at = now() where user_id = ?`, [user.id]);
    const sweep = () => transaction(test.unitOfWork, backgroundContext(testLog, 'test'), endExpiredSessions);
    await sweep();
    await sweep();
    const events = await query<{ payload: never }>(
      test.database.fork(),
      `select payload from outbox_events where name = 'session.ended' and payload->>'userId' = ?`,
      [String(user.id)],
    );
    expect(events).toHaveLength(1);
    const payload = sessionEnded.schema.parse(events[0]!.payload);
    expect(payload.reason).toBe('expired');
    const ids = await query<{ id: string }>(
      test.database.fork(),
      `select id from sessions where user_id = ? order by id`,
      [user.id],
    );
    expect(sessionEnded.disconnects!.rooms(payload).toSorted()).toEqual(ids.map(({ id }) => `session:${id}`));
  });

  it('are cleaned up long after they ended, with their tokens', async () => {
    const user = await createTestUser(test.database, { nik: 'SES006', password: 'secret-1' });
    await enter('SES006');
    await enter('SES006');
    await query(
      test.database.fork(),
      `update sessions set ended_at = now() - interval '31 days' where id =
         (select id from sessions where user_id = ? order by created_at limit 1)`,
      [user.id],
    );
    for (const { run } of retentionSchedules(sessionRetention)) {
      await transaction(test.unitOfWork, backgroundContext(testLog, 'test'), run);
    }
    const [left] = await query<{ sessions: number; tokens: number }>(
      test.database.fork(),
      `select count(distinct s.id)::int as sessions, count(t.id)::int as tokens
       from sessions s join refresh_tokens t on t.session_id = s.id where s.user_id = ?`,
      [user.id],
    );
    expect(left).toEqual({ sessions: 1, tokens: 1 });
  });
});
