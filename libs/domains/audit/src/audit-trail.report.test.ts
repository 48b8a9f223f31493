import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { COUNT_LIMIT, query } from '@antrean/platform/database';
import { defineEvent } from '@antrean/platform/messages';
import type { Report, ReportSource } from '@antrean/platform/report';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { z } from 'zod';
import { ensureRoles } from '@antrean/access';
import { createTestUser } from '@antrean/accounts/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { createDepartment, createPosition } from '@antrean/organization/testing';
import { auditTrailReport, orderHistoryReport } from './audit-trail.report.ts';
import { auditReports } from './report.ts';

interface Line {
  id: number;
  timestamp: string;
  aksi: string;
  detail: string;
  user: Record<string, unknown> | null;
}
interface Page {
  data: Line[];
  total: number;
  page: number;
  limit: number;
  totalPages: number;
  next: string | null;
}

const fed = defineEvent({
  name: 'animal.fed',
  version: 1,
  summary: 'An animal was fed.',
  schema: z.object({ isLion: z.boolean() }),
  audit: {
    ZEBRA_FED: ({ isLion }) => (isLion ? null : { detail: 'grass' }),
    LION_FED: () => ({ detail: 'meat' }),
  },
});
const tamed = defineEvent({
  name: 'animal.tamed',
  version: 1,
  summary: 'An animal was tamed.',
  schema: z.object({}),
  audit: { LION_TAMED: () => ({ detail: 'with a whip' }), LION_FED: () => null },
});
const WORDS = { LION_FED: { en: 'Lion fed', id: 'Singa diberi makan' } };
const trailReport = auditTrailReport([], WORDS);
const actionTypeReport = auditReports([fed, tamed], WORDS).find(({ name }) => name === 'action-types')!;

describe('the viewer of the audit trail', () => {
  let db: TestDatabase;
  let source: ReportSource;
  let userId: number;
  let departmentId: number;
  let positionId: number;

  beforeAll(async () => {
    db = await createTestDatabase([...organizationEntities, ...identityEntities]);
    source = { database: db.database, zone: 'Asia/Jakarta', signal: new AbortController().signal };
    await ensureRoles(db.database, {});
    departmentId = (await createDepartment(db.database)).id;
    positionId = (await createPosition(db.database)).id;
    const user = await createTestUser(db.database, {
      nik: 'ADM001',
      fullName: 'Admin User',
      role: 'administrator',
      departmentId,
    });
    userId = user.id;
    await query(db.database.fork(), `update employees set position_id = ? where id = ?`, [
      positionId,
      user.employeeId ?? 0,
    ]);
  });
  afterAll(() => db.close());

  const body = async <T>(report: Report, parameters: Record<string, unknown> = {}): Promise<T> => {
    const json = await report.json(source, await report.resolve(source, parameters));
    report.response.parse(json);
    return json as T;
  };
  const details = async (parameters: Record<string, unknown>) =>
    (await body<Page>(trailReport, parameters)).data.map(({ detail }) => detail);
  let seq = 0;
  const insert = (
    ...lines: { at: string; action: string; detail: string; subject?: string; user?: number }[]
  ) =>
    query(db.database.fork(), `select append_audit_lines(?::jsonb)`, [
      JSON.stringify(
        lines.map(({ user, ...line }) => ({
          seq: (seq += 1),
          event_id: randomUUID(),
          user_id: user,
          ...line,
        })),
      ),
    ]);

  it('S3-AUD-16 offers the action types that are declared, sorted, before anything has happened', async () => {
    expect(await body<string[]>(actionTypeReport)).toEqual(['LION_FED', 'LION_TAMED', 'ZEBRA_FED']);
  });

  it('S3-AUD-14 lists lines newest first, page by page, with the user as documented or null', async () => {
    await insert(
      { at: '2025-10-01T07:00:00.123Z', action: 'LOGIN_SUCCESS', detail: 'ADM001 logged in', user: userId },
      { at: '2025-10-01T07:00:01Z', action: 'LOGIN_FAILURE', detail: 'Login as "X" refused' },
      { at: '2025-10-01T07:00:02Z', action: 'LOGIN_FAILURE', detail: 'a user who is gone', user: 9_999 },
    );
    const page = await body<Page>(trailReport);
    expect(page).toMatchObject({ total: 3, page: 1, limit: 50, totalPages: 1 });
    expect(page.data).toEqual([
      {
        id: expect.any(Number),
        timestamp: '2025-10-01T07:00:02.000Z',
        aksi: 'LOGIN_FAILURE',
        detail: 'a user who is gone',
        user: null,
      },
      {
        id: expect.any(Number),
        timestamp: '2025-10-01T07:00:01.000Z',
        aksi: 'LOGIN_FAILURE',
        detail: 'Login as "X" refused',
        user: null,
      },
      {
        id: expect.any(Number),
        timestamp: '2025-10-01T07:00:00.123Z',
        aksi: 'LOGIN_SUCCESS',
        detail: 'ADM001 logged in',
        user: {
          id: userId,
          nomorIndukKaryawan: 'ADM001',
          namaLengkap: 'Admin User',
          roleAccess: 'administrator',
          departmentId,
          jabatanId: positionId,
        },
      },
    ]);
    expect(await body<Page>(trailReport, { page: '2', limit: '2' })).toMatchObject({
      data: [{ detail: 'ADM001 logged in' }],
      total: 3,
      page: 2,
      limit: 2,
      totalPages: 2,
    });
    expect(await details({ userId: String(userId) })).toEqual(['ADM001 logged in']);
    expect(await details({ aksi: 'LOGIN_SUCCESS' })).toEqual(['ADM001 logged in']);
  });

  it('S3-AUD-14 searches in action or detail, in any case, and takes % and _ as they are', async () => {
    await insert(
      { at: '2025-11-01T00:00:00Z', action: 'ORDER_CREATED', detail: 'Diskon 50% untuk dapur' },
      { at: '2025-11-01T00:00:01Z', action: 'OTHER', detail: 'the order_created of 500 things' },
      { at: '2025-11-01T00:00:02Z', action: 'ORDERXCREATED', detail: String.raw`a back\slash` },
    );
    const november = { tanggalMulai: '2025-11-01', tanggalAkhir: '2025-11-01' };
    expect(await details({ ...november, search: 'order_created' })).toEqual([
      'the order_created of 500 things',
      'Diskon 50% untuk dapur',
    ]);
    expect(await details({ ...november, search: '50%' })).toEqual(['Diskon 50% untuk dapur']);
    expect(await details({ ...november, search: 'DAPUR' })).toEqual(['Diskon 50% untuk dapur']);
    expect(await details({ ...november, search: String.raw`k\s` })).toEqual([String.raw`a back\slash`]);
    // The end of one column and the beginning of the next are not a match.
    expect(await details({ ...november, search: 'CREATED Diskon' })).toEqual([]);
    expect(await details({ ...november, search: ' ', aksi: '' })).toHaveLength(3);
    expect(await details({ ...november, search: "'; drop table users; --" })).toEqual([]);
  });

  it('S3-AUD-14 dates are days of Jakarta, the aliases too', async () => {
    await insert(
      { at: '2025-12-01T16:59:59.999Z', action: 'A', detail: 'last moment of the first' },
      { at: '2025-12-01T17:00:00Z', action: 'A', detail: 'first moment of the second' },
      { at: '2025-12-02T16:59:59.999Z', action: 'A', detail: 'last moment of the second' },
      { at: '2025-12-02T17:00:00Z', action: 'A', detail: 'first moment of the third' },
    );
    const second = ['last moment of the second', 'first moment of the second'];
    expect(await details({ tanggalMulai: '2025-12-02', tanggalAkhir: '2025-12-02' })).toEqual(second);
    expect(await details({ startDate: '2025-12-02', endDate: '2025-12-02' })).toEqual(second);
    expect(await details({ tanggalMulai: '2025-12-03' })).toEqual(['first moment of the third']);
  });

  it('S3-AUD-15 tells the history of an order in the order in which it happened, and of that order alone', async () => {
    const subject = 'PM-20251001-001';
    await insert(
      {
        at: '2025-10-05T02:00:00Z',
        action: 'ORDER_CREATED',
        detail: `${subject} made`,
        subject,
        user: userId,
      },
      // Began earlier, but came to the order later.
      { at: '2025-10-05T01:59:59Z', action: 'ORDER_STATUS_CHANGED', detail: `${subject} begun`, subject },
      { at: '2025-10-05T02:00:01Z', action: 'ORDER_CREATED', detail: 'another', subject: 'PM-20251001-0011' },
      // Somebody typed the code as a login.
      {
        at: '2025-10-05T02:00:02Z',
        action: 'LOGIN_FAILURE',
        detail: `Login as "${subject}" refused`,
        subject,
      },
      { at: '2025-10-05T02:00:03Z', action: 'APPROVAL_DECIDED', detail: `${subject} decided`, subject },
    );
    const history = await body<Line[]>(orderHistoryReport(WORDS), { kodePesanan: subject });
    expect(history.map(({ aksi }) => aksi)).toEqual([
      'ORDER_CREATED',
      'ORDER_STATUS_CHANGED',
      'APPROVAL_DECIDED',
    ]);
    expect(history[0]).toEqual({
      id: expect.any(Number),
      timestamp: '2025-10-05T02:00:00.000Z',
      aksi: 'ORDER_CREATED',
      detail: `${subject} made`,
      user: {
        id: userId,
        nomorIndukKaryawan: 'ADM001',
        namaLengkap: 'Admin User',
        roleAccess: 'administrator',
      },
    });
    expect(await body<Line[]>(orderHistoryReport(WORDS), { kodePesanan: 'PM-19990101-001' })).toEqual([]);
  });

  it('says actions in words to people, and in codes to programs', async () => {
    for (const report of [trailReport, orderHistoryReport(WORDS)])
      expect(report.columns.find(({ key }) => key === 'aksi')?.words).toEqual(WORDS);
    expect(
      (await trailReport.filters(source, { aksi: 'LION_FED' })).map(({ value }) => value),
    ).toContainEqual(WORDS.LION_FED);
  });

  it('S3-AUD-16 adds the action types that nobody declares any more, among partitions, without doubles', async () => {
    await insert(
      { at: new Date().toISOString(), action: 'ZEBRA_SOLD', detail: 'now' },
      { at: '2020-01-01T00:00:00Z', action: 'ZEBRA_SOLD', detail: 'then' },
      { at: '2020-01-01T00:00:00Z', action: 'ZEBRA_FED', detail: 'then' },
    );
    const types = await body<string[]>(actionTypeReport);
    expect(types.filter((type) => /LION|ZEBRA/.test(type))).toEqual([
      'LION_FED',
      'LION_TAMED',
      'ZEBRA_FED',
      'ZEBRA_SOLD',
    ]);
    expect(types).toEqual([...new Set(types)].sort());
  });

  it('counts exactly up to the documented limit, and a cursor goes on behind it', async () => {
    await query(
      db.database.fork(),
      `select append_audit_lines(jsonb_agg(jsonb_build_object('at', '2026-02-01T00:00:00Z', 'event_id', gen_random_uuid(),
         'seq', 1000000 + n, 'action', 'COUNTED', 'detail', 'line ' || n))) from generate_series(1, ?) n`,
      [COUNT_LIMIT + 5],
    );
    const at = (page: number) =>
      body<Page>(trailReport, { aksi: 'COUNTED', page: String(page), limit: '50' });
    const last = await at(COUNT_LIMIT / 50);
    await expect(at(COUNT_LIMIT / 50 + 1)).rejects.toMatchObject({ code: 'page_not_counted' });
    const after = last.next ?? '';
    expect(await body<Page>(trailReport, { aksi: 'COUNTED', after, limit: '50' })).toMatchObject({
      total: COUNT_LIMIT,
      next: null,
      data: ['line 5', 'line 4', 'line 3', 'line 2', 'line 1'].map((detail) => ({ detail })),
    });
  });

  it('a cursor goes on behind a line, also among those of one millisecond, while others are written', async () => {
    const line = (microseconds: number, detail: string) => ({
      at: `2026-03-01T00:00:00.${String(microseconds).padStart(6, '0')}Z`,
      action: 'FOLLOWED',
      detail,
    });
    await insert(...[100_001, 100_002, 100_002, 100_999].map((us, n) => line(us, `line ${n}`)));
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const part: Page = await body<Page>(trailReport, {
        aksi: 'FOLLOWED',
        limit: '1',
        ...(after && { after }),
      });
      seen.push(...part.data.map(({ detail }) => detail));
      after = part.next;
      await insert(line(200_000, 'came in meanwhile'));
    }
    expect(seen).toEqual(['line 3', 'line 2', 'line 1', 'line 0']);
  });

  it.each(['NOPE', 'lion_fed'])(
    'an action that is none, %s, is refused by naming those that are',
    async (aksi) => {
      await expect(trailReport.resolve(source, { aksi })).rejects.toMatchObject({
        code: 'invalid_request',
        details: {
          errors: [{ field: 'query.aksi', message: { en: expect.stringContaining('LOGIN_FAILURE') } }],
        },
      });
    },
  );

  it('files hold every line, or the page that was asked for', async () => {
    const rows = async (parameters: Record<string, unknown>) =>
      Array.fromAsync(trailReport.rows(source, await trailReport.resolve(source, parameters)));
    const [total] = await query<{ n: number }>(
      db.database.fork(),
      `select count(*)::int as n from log_audit_trail`,
    );
    await insert(
      ...Array.from({ length: 120 }, (_, i) => ({
        at: '2026-01-01T00:00:00Z',
        action: 'BULK',
        detail: `line ${i}`,
      })),
    );
    expect(await rows({})).toHaveLength(total!.n + 120);
    expect(await rows({ aksi: 'BULK' })).toHaveLength(120);
    expect((await rows({ aksi: 'BULK', page: '2', limit: '50' })).map(({ detail }) => detail).at(0)).toBe(
      'line 69',
    );
  });
});
