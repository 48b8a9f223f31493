import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import { backgroundContext, transaction, type Tx } from '@antrean/platform/transaction';
import { identityEntities } from '@antrean/sign-in/testing';
import { createTestDatabase, testConfig, testLog, type TestDatabase } from '@antrean/testing';
import { generateSecret } from 'otplib';
import { sealSecret } from './factor-key.ts';
import { BREAKER, LIMITS, requestPhoneCode, requestSmsCode } from './sms/sms-code.ts';
import { takeCode } from './take-code.ts';
import { codeOf } from './testing.ts';

const config = testConfig();
const NETWORK = '203.0.113.0/24';
let test: TestDatabase;
let userId: number;
let otherId: number;

beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  ({ id: userId } = await createTestUser(test.database));
  ({ id: otherId } = await createTestUser(test.database));
});
beforeEach(() => sql(`delete from sms_codes`));
afterAll(() => test.close());

const sql = (text: string, parameters: readonly (string | number | null)[] = []) =>
  query(test.database.fork(), text, parameters);
const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(test.unitOfWork, backgroundContext(testLog, 'test'), work);
const answerTo = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'sent',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
const ask = (phone: string, network: string | null): Promise<string> =>
  answerTo(
    inTransaction((tx) =>
      requestPhoneCode(tx, { userId, phone, network }, { config, settings: { prefixes: ['+62'] } }),
    ),
  );
/** Codes that were sent so long ago, of which some were shown. */
const sent = (
  count: number,
  of: { phone?: string; userId?: number; network?: string; minutesAgo: number; shown?: number },
) =>
  sql(
    `insert into sms_codes (user_id, phone, purpose, network, created_at, used_at)
     select ?, coalesce(?, '+6281300' || n), 'phone', ?, now() - ? * interval '1 minute',
       case when n <= ? then now() end
     from generate_series(1, ?) n`,
    [of.userId ?? otherId, of.phone ?? null, of.network ?? null, of.minutesAgo, of.shown ?? 0, count],
  );

describe('S1-AUTH-13 text messages', () => {
  const PHONE = '+6281200000001';
  it.each(
    LIMITS.map((limit) => ({ ...limit, name: `${limit.most} in ${limit.minutes} minutes for ${limit.of}` })),
  )('are $name, and no more', async ({ of, minutes, most }) => {
    const about = {
      phone: { phone: PHONE },
      user_id: { userId },
      network: { network: NETWORK },
      all: {},
    }[of];
    // All shown, so that the share of those does not matter.
    await sent(most - 1, { ...about, minutesAgo: minutes - 0.5, shown: most });
    expect(await ask(PHONE, NETWORK)).toBe('sent');
    const next = of === 'phone' ? PHONE : '+6281200000002';
    expect(await ask(next, NETWORK)).toBe('sms_unavailable');
    // What is older counts no more.
    await sql(`update sms_codes set created_at = created_at - interval '1 minute'`);
    expect(await ask(next, NETWORK)).toBe('sent');
  });

  it.each(['login:x', 'session:x'] as const)(
    'go to the phone of a factor for %s whatever strangers had sent there, within its owner’s own limits',
    async (purpose) => {
      const { id: ownerId } = await createTestUser(test.database);
      await sql(`insert into factors (user_id, kind, phone, confirmed_at) values (?, 'sms', ?, now())`, [
        ownerId,
        PHONE,
      ]);
      const askForOwn = () =>
        answerTo(
          inTransaction((tx) => requestSmsCode(tx, { userId: ownerId, purpose, network: null }, config)),
        );
      await sent(10, { phone: PHONE, minutesAgo: 0.1, shown: 10 });
      expect(await ask(PHONE, NETWORK)).toBe('sms_unavailable');
      expect([await askForOwn(), await askForOwn()]).toEqual(['sent', 'sms_unavailable']);
    },
  );

  it('stop when hardly any code is shown, and go on when an hour is over', async () => {
    const few = BREAKER.atLeast * BREAKER.shown;
    await sent(BREAKER.atLeast, { minutesAgo: 20, shown: few });
    expect(await ask(PHONE, NETWORK)).toBe('sent');
    await sql(`delete from sms_codes`);
    await sent(BREAKER.atLeast, { minutesAgo: 20, shown: few - 1 });
    expect(await ask(PHONE, NETWORK)).toBe('sms_unavailable');
    await sql(`update sms_codes set created_at = created_at - interval '41 minutes'`);
    expect(await ask(PHONE, NETWORK)).toBe('sent');
  });
});

it('S1-AUTH-14 a factor is closed for an hour at most, however many wrong codes came', async () => {
  const secret = generateSecret();
  await sql(
    `insert into factors (user_id, kind, secret, confirmed_at, failures, failed_at)
     values (?, 'totp', decode(?, 'base64'), now(), 1000, now() - interval '59 minutes')`,
    [userId, sealSecret(secret, userId, config)],
  );
  const show = () =>
    inTransaction((tx) =>
      takeCode(tx, userId, { method: 'totp', code: codeOf(secret), purpose: 'session:x' }, config),
    );
  expect(await show()).toBe(false);
  await sql(`update factors set failed_at = failed_at - interval '2 minutes' where user_id = ?`, [userId]);
  expect(await show()).toBe(true);
});
