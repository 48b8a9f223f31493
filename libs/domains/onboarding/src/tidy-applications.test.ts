import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query, type SqlValue } from '@antrean/platform/database';
import { auditEntryOf, roomsOfGrants, type EventRecord } from '@antrean/platform/messages';
import { MORE } from '@antrean/platform/queue';
import { audienceOf } from '@antrean/platform/realtime';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { ownQuery, queueQuery } from './application.contract.ts';
import { listOwn, listQueue } from './application.queries.ts';
import { DOCUMENTS_DAYS, REMIND_AFTER_DAYS, UNFINISHED_DAYS } from './application.retention.ts';
import { listHistory } from './history.ts';
import { applicationDecided, applicationSubmitted, noteAdded, stepSaved } from './messages.ts';
import { ADMIN, PATH, startOnboardingApi, type OnboardingApi } from './onboarding-api.factory.ts';
import { onboardingData } from './personal-data.ts';
import { createTestApplication } from './testing.ts';
import { tidyApplications } from './tidy-applications.ts';

let api: OnboardingApi;
let applicant: UserPrincipal & { email: string };
let reviewer: UserPrincipal & { email: string };

beforeAll(async () => {
  api = await startOnboardingApi();
  reviewer = await api.person('administrator', 'en');
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.mailbox.clear();
  applicant = await api.person('customer', 'en');
});

const tidy = () => transaction(api.unitOfWork, backgroundContext(testLog, 'test'), tidyApplications);
const age = (id: number, column: string, days: number) =>
  api.sql(`update vendor_applications set ${column} = now() - ? * interval '1 day' where id = ?`, [days, id]);
const statusOf = async (id: number) =>
  (await api.sql<{ status: string }>(`select status from vendor_applications where id = ?`, [id]))[0]?.status;
const subjects = async () => {
  await api.worker.drain();
  return (await api.mailbox.emails())
    .filter(({ to }) => to.some(({ address }) => address === applicant.email))
    .map(({ subject }) => subject);
};

describe('what nobody goes on with', () => {
  it('is reminded of once, and again only after its applicant did something', async () => {
    const { id } = await createTestApplication(api.database, applicant, { status: 'draft' });
    await tidy();
    expect(await subjects()).toEqual([]);
    await age(id, 'touched_at', REMIND_AFTER_DAYS + 1);
    await tidy();
    await tidy();
    expect(await subjects()).toEqual(['Your application is not finished']);
    await api.send(applicant, 'PUT', `${PATH}/${id}/steps/review`, {});
    await age(id, 'touched_at', REMIND_AFTER_DAYS + 1);
    await tidy();
    expect(await subjects()).toHaveLength(2);
  });

  it('is removed with its files when it was never submitted, and withdrawn when changes were requested', async () => {
    const { id: draft } = await createTestApplication(api.database, applicant, {
      status: 'draft',
      documents: 0,
    });
    const before = await api.files();
    await api.upload(applicant, draft, 'identity');
    const { id: young } = await createTestApplication(api.database, applicant, { status: 'draft' });
    const { id: asked } = await createTestApplication(api.database, applicant, {
      status: 'changes_requested',
    });
    await age(draft, 'touched_at', UNFINISHED_DAYS + 1);
    await age(asked, 'touched_at', UNFINISHED_DAYS + 1);
    await tidy();
    await tidy();
    await api.worker.drain();
    expect(await Promise.all([draft, young, asked].map(statusOf))).toEqual([undefined, 'draft', 'withdrawn']);
    expect(await api.files()).toEqual(before);
    const { body } = await api.send(applicant, 'GET', `${PATH}/${asked}/history`);
    expect(body['data']).toMatchObject([{ action: 'lapsed', actor: null }]);
  });

  it('S1-ONB-03 keeps no documents for long after it was rejected, and is removed in the end', async () => {
    const { id } = await createTestApplication(api.database, applicant, { status: 'draft' });
    const before = await api.files();
    await api.upload(applicant, id, 'other');
    await api.send(applicant, 'POST', `${PATH}/${id}/submit`, {});
    await api.send(reviewer, 'POST', `${ADMIN}/${id}/decision`, {
      decision: 'REJECTED',
      reason: 'Bukan klinik hewan.',
    });
    await tidy();
    await api.worker.drain();
    expect((await api.files()).length).toBe(before.length + 1);
    await api.sql(
      `update vendor_applications set documents_until = documents_until - ? * interval '1 day' where id = ?`,
      [DOCUMENTS_DAYS, id],
    );
    await tidy();
    await api.worker.drain();
    expect(await api.files()).toEqual(before);
    const { body } = await api.send(applicant, 'GET', `${PATH}/${id}`);
    expect(body).toMatchObject({ status: 'rejected', documents: [], reason: 'Bukan klinik hewan.' });
    await age(id, 'closed_at', 731);
    await tidy();
    expect(await statusOf(id)).toBeUndefined();
  });

  it('goes on until nothing is left', async () => {
    await api.sql(
      `insert into vendor_applications (applicant_id, touched_at) select ?, now() - interval '61 days' from generate_series(1, 55)`,
      [applicant.userId],
    );
    expect([await tidy(), await tidy()]).toEqual([MORE, undefined]);
    expect((await api.send(applicant, 'GET', PATH)).body['total']).toBe(0);
  });
});

describe('who leaves', () => {
  const erase = () =>
    transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
      onboardingData.erase(tx, applicant.userId),
    );
  const rows = async () => {
    const found: Record<string, unknown[]> = {};
    for await (const { section, row } of onboardingData.read(api.database.fork(), applicant.userId))
      (found[section] ??= []).push(row);
    return found;
  };

  it('is given applications and documents, and forgotten with them, but for the clinic that others count on', async () => {
    const { id: approved } = await createTestApplication(api.database, applicant);
    const { id: draft } = await createTestApplication(api.database, applicant, {
      status: 'draft',
      documents: 0,
    });
    await createTestApplication(api.database, await api.person('customer'));
    const before = await api.files();
    await api.upload(applicant, draft, 'identity');
    const decided = await api.send(reviewer, 'POST', `${ADMIN}/${approved}/decision`, {
      decision: 'APPROVED',
    });
    await api.send(reviewer, 'POST', `${ADMIN}/${approved}/notes`, { note: 'Ditelepon' });
    expect(await rows()).toMatchObject({
      applications: [
        { id: approved, status: 'approved' },
        { id: draft, status: 'draft' },
      ],
      documents: [{}, {}, {}, { applicationId: draft, kind: 'identity' }],
    });
    const files: string[] = [];
    for await (const { name } of onboardingData.files!(api.database.fork(), applicant.userId))
      files.push(name);
    expect(new Set(files).size).toBe(4);
    expect(files.at(-1)).toMatch(new RegExp(`^${draft}/\\d+ izin.pdf$`));

    await erase();
    await erase();
    await api.worker.drain();
    expect(await api.files()).toEqual(before);
    expect(await rows()).toEqual({
      applications: [
        expect.objectContaining({
          id: approved,
          clinicId: decided.body['clinicId'],
          form: { business: { name: 'Klinik Satwa Sehat' } },
        }),
      ],
    });
    expect((await api.send(null, 'GET', `/api/clinics/${String(decided.body['clinicId'])}`)).status).toBe(
      200,
    );
    expect(
      await api.sql(`select 1 from vendor_application_notes where application_id = ?`, [approved]),
    ).toEqual([]);
  });
});

describe('sockets', () => {
  const hearing = (event: Parameters<typeof audienceOf>[0], payload: EventRecord['payload']) => {
    const record = {
      ...{ seq: 1, id: 'e', at: '', name: event.name, version: 1 },
      payload,
      actorId: null,
      correlationId: null,
    };
    const rooms = audienceOf(event, record)?.rooms ?? [];
    return (principal: UserPrincipal) =>
      roomsOfGrants(principal, event.realtime?.hearings ?? [], { departmentId: null, outletId: null }).some(
        (room) => rooms.includes(room),
      );
  };
  it('tell the applicant and reviewers of what was submitted, reviewers of no draft, and nobody else', async () => {
    const stranger = await api.person('customer');
    const about = { id: 1, applicantId: applicant.userId, status: 'submitted' as const, wasSubmitted: true };
    const cases = [
      [
        hearing(applicationSubmitted, { ...about, businessName: 'Satu', submissions: 1 }),
        [true, true, false],
      ],
      [
        hearing(stepSaved, {
          ...about,
          status: 'draft',
          wasSubmitted: false,
          step: 'business',
          complete: true,
        }),
        [true, false, false],
      ],
      [hearing(noteAdded, { ...about, noteId: 1, authorId: 2 }), [false, true, false]],
    ] as const;
    for (const [hears, expected] of cases)
      expect([applicant, reviewer, stranger].map(hears)).toEqual(expected);
  });

  it('S1-ONB-04 and the trail has who did what with each', async () => {
    const { id } = await createTestApplication(api.database, applicant);
    await api.send(reviewer, 'POST', `${ADMIN}/${id}/decision`, {
      decision: 'REJECTED',
      reason: 'Bukan klinik hewan.',
    });
    const [event] = await api.sql<{ payload: Record<string, unknown>; actor_id: string }>(
      `select payload, actor_id from outbox_events where name = 'vendor.application.decided' and payload->>'id' = ?`,
      [String(id)],
    );
    expect([event?.actor_id, auditEntryOf(applicationDecided, event!.payload)]).toMatchObject([
      String(reviewer.userId),
      { action: 'VENDOR_REJECTED', subject: `vendor-application:${id}` },
    ]);
  });
});

describe('lists among 20,000 applications', () => {
  beforeAll(async () => {
    const em = api.database.fork();
    await query(
      em,
      `insert into vendor_applications (applicant_id, status, form, submitted_at, submissions, closed_at, decision, decided_by, decided_at)
       select u.ids[1 + n % array_length(u.ids, 1)], case when n % 100 = 0 then 'submitted' else 'rejected' end,
         '{"business": {"name": "Klinik"}}', now() - n * interval '1 minute', 1, case when n % 100 <> 0 then now() end,
         case when n % 100 <> 0 then 'REJECTED' end, case when n % 100 <> 0 then u.ids[1] end, case when n % 100 <> 0 then now() end
       from generate_series(1, 20000) n cross join (select array_agg(id) as ids from users) u`,
    );
    await query(
      em,
      `insert into vendor_application_history (application_id, action, submissions)
       select id, 'submitted', 1 from vendor_applications`,
    );
    for (const table of ['vendor_applications', 'vendor_application_history'])
      await query(em, `vacuum analyze ${table}`);
  });

  const em = () => api.database.fork();
  async function statementsOf(
    list: () => Promise<unknown>,
  ): Promise<{ sql: string; parameters: SqlValue[] }[]> {
    const spy = jest.spyOn(em().getConnection(), 'execute');
    try {
      await list();
      // The worker of this process goes on meanwhile.
      return spy.mock.calls
        .map(([sql, parameters]) => ({
          sql: sql as string,
          parameters: (parameters ?? []) as SqlValue[],
        }))
        .filter((each) => each.sql.includes('vendor_'));
    } finally {
      spy.mockRestore();
    }
  }
  it.each<[string, (limit: { limit?: string }) => Promise<unknown>]>([
    ['S1-ONB-05 what waits', (limit) => listQueue(em(), reviewer, queueQuery.parse(limit))],
    [
      'S1-ONB-05 all of them',
      (limit) => listQueue(em(), reviewer, queueQuery.parse({ ...limit, status: 'any' })),
    ],
    [
      'S1-ONB-05 the claimed',
      (limit) => listQueue(em(), reviewer, queueQuery.parse({ ...limit, claimed: 'me' })),
    ],
    ['the own', (limit) => listOwn(em(), applicant, ownQuery.parse(limit))],
    ['a history', () => listHistory(em(), 1, { page: 1, limit: 20 })],
  ])('%s: read by an index, in as many statements for one as for many', async (_, list) => {
    const one = await statementsOf(() => list({ limit: '1' }));
    const many = await statementsOf(() => list({ limit: '200' }));
    expect(many.length).toBe(one.length);
    let plans = 0;
    for (const { sql, parameters } of many.filter((each) => each.sql.includes('order by'))) {
      const lines = await query<{ 'QUERY PLAN': string }>(em(), `explain ${sql}`, parameters);
      const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
      expect(plan).not.toMatch(/Seq Scan on vendor_application/);
      plans += 1;
    }
    expect(plans).toBeGreaterThan(0);
  });
});
