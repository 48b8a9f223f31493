import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { nextNumber, query, type IssuedNumber } from './index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(() => query(test.database.fork(), 'truncate number_series'));

/** A transaction that takes a number and stays open until it is told how to end. */
function taking(series: string): {
  taken: Promise<IssuedNumber>;
  end(how: 'commit' | 'rollback'): Promise<void>;
} {
  const ending = Promise.withResolvers<'commit' | 'rollback'>();
  const taken = Promise.withResolvers<IssuedNumber>();
  const done = test.database
    .fork()
    .transactional(async (em) => {
      taken.resolve(await nextNumber(em, series, 'Asia/Jakarta', 3));
      if ((await ending.promise) === 'rollback') throw new Error('rolled back');
    })
    .catch((error: unknown) => {
      taken.reject(error);
      if (!(error instanceof Error && error.message === 'rolled back')) throw error;
    });
  return {
    taken: taken.promise,
    end: (how) => {
      ending.resolve(how);
      return done;
    },
  };
}

/** Resolves when so many transactions of this database wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const [row] = await query<{ waiting: number }>(
      test.database.fork(),
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (row!.waiting === count) return;
  }
}

const last = async (taking: { taken: Promise<IssuedNumber> }): Promise<string> =>
  (await taking.taken).code.slice(-3);

it('S3-ORD-11 serves those who wait in the order in which they asked, and nobody twice', async () => {
  const first = taking('PM');
  expect(await last(first)).toBe('001');
  const served: string[] = [];
  const waiting: Promise<void>[] = [];
  for (let n = 1; n <= 5; n += 1) {
    const each = taking('PM');
    waiting.push(
      each.taken.then(({ code }) => {
        served.push(`asked as ${n}: ${code.slice(-3)}`);
        return each.end('commit');
      }),
    );
    await untilWaiting(n);
  }
  await first.end('commit');
  await Promise.all(waiting);
  expect(served).toEqual([1, 2, 3, 4, 5].map((n) => `asked as ${n}: 00${n + 1}`));
});

it('S3-ORD-11 gives a number that was rolled back to the next one', async () => {
  const failing = taking('PM');
  expect(await last(failing)).toBe('001');
  const next = taking('PM');
  await untilWaiting(1);
  await failing.end('rollback');
  expect(await last(next)).toBe('001');
  await next.end('commit');
});

it('lets nobody wait for another series', async () => {
  const [one, other] = [taking('PM'), taking('INV')];
  expect([await last(one), await last(other)]).toEqual(['001', '001']);
  await Promise.all([one.end('commit'), other.end('commit')]);
});

it('dates a number by the zone, and makes it wider when its digits overflow', async () => {
  const em = test.database.fork();
  const day = async (zone: string): Promise<string> =>
    (await query<{ day: string }>(em, `select ((now() at time zone ?)::date)::text as day`, [zone]))[0]!.day;
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const today = await day(zone);
    await query(em, `insert into number_series values (?, ?, 998)`, [zone, today]);
    const codes = [await nextNumber(em, zone, zone, 3), await nextNumber(em, zone, zone, 3)];
    const prefix = `${zone}-${today.replaceAll('-', '')}`;
    expect(codes).toEqual([
      { code: `${prefix}-999`, businessDate: today },
      { code: `${prefix}-1000`, businessDate: today },
    ]);
  }
});
