import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRoles } from '@antrean/access';
import { auditAnchorWorker, auditWorker } from '@antrean/audit/worker';
import { organizationEntities } from '@antrean/organization';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { TraceSource } from '@antrean/platform/domain';
import { createMessageRegistry, defineEvent, defineJob } from '@antrean/platform/messages';
import { enqueue, publish } from '@antrean/platform/outbox';
import { consumeEvents, handleJob } from '@antrean/platform/queue';
import { createSigner, type Signer } from '@antrean/platform/signing';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  createTestRedis,
  startTestApi,
  startTestWorker,
  testConfig,
  testLog,
  type TestApi,
  type TestDatabase,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { operationsRoleDefaults, raiseDeadLetter } from './index.ts';
import { invariantRoutes } from './invariant.routes.ts';
import { deadLetterMessages } from './messages.ts';
import { TRACE_LINES, TRACE_MAILS } from './read-trace.ts';
import { jobTrace } from './trace.ts';
import { traceRoutes } from './trace.routes.ts';
import { trace, type Trace } from './trace.contract.ts';

const happened = defineEvent({
  name: 'thing.happened',
  version: 1,
  summary: 'A thing happened.',
  schema: z.object({ thingId: z.int() }),
  audit: { THING: ({ thingId }) => ({ subject: `thing-${thingId}`, detail: 'It happened' }) },
});
const work = defineJob({
  name: 'thing.work',
  version: 1,
  summary: 'Works.',
  queue: 'things',
  schema: z.object({ cause: z.string() }),
  attempts: 1,
  timeoutMs: 5_000,
  backoffMs: 10,
});
const CREATED = '2027-03-01T02:00:00.000Z';
const things: TraceSource = {
  kind: 'thing',
  find: async (_em, key) =>
    key === '404'
      ? null
      : {
          ...{ title: `Thing ${key}`, status: 'new', createdAt: CREATED },
          ...{ subject: `thing-${key}`, inPayload: { thingId: Number(key) } },
          files: [{ name: 'a.pdf', contentType: 'application/pdf', size: 3, sha256: 'f00', at: CREATED }],
        },
};

let db: TestDatabase;
let redis: TestRedis;
let worker: TestWorker;
let api: TestApi;
let admin: UserPrincipal;
let signer: Signer;
let dataDir: string;
let refuses = false;
let fails = false;
const config = testConfig();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'antrean-trace-'));
  [db, redis, signer] = await Promise.all([
    createTestDatabase([...organizationEntities, ...identityEntities]),
    createTestRedis(),
    createSigner({ keyFile: join(dataDir, 'signing-key.pem') }),
  ]);
  const { database } = db;
  await ensureRoles(database, operationsRoleDefaults);
  // Consumers of migrations that no worker runs here.
  await query(database.fork(), `delete from outbox_cursors`);
  admin = await createTestPrincipal(database, { role: 'administrator' });
  api = await startTestApi({
    tokens: sessionTokens,
    routes: [
      ...traceRoutes({ database, traceSources: async () => [things, jobTrace] }),
      ...invariantRoutes({ database, config: { ...config, dataDir }, signer }),
    ],
    database,
    config,
  });
  const registry = createMessageRegistry([happened, work, ...deadLetterMessages]);
  worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry,
    patience: { tries: 2, firstPauseMs: 5 },
    raise: raiseDeadLetter,
    consumers: [
      ...auditWorker({ registry }).consumers,
      consumeEvents('watcher', async (_tx, events) => {
        if (refuses && events.some(({ name }) => name === happened.name)) throw new Error('poison');
      }),
    ],
    handlers: [
      handleJob(work, async () => {
        if (fails) throw new Error('broken');
      }),
    ],
  });
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await api.close();
  await redis.stop();
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  [refuses, fails] = [false, false];
});

const get = (path: string, actor = admin, language = 'en') =>
  api.request('GET', path, { token: accessTokenOf(actor, config), headers: { 'accept-language': language } });
const traceOf = async (kind: string, key: string | number): Promise<Trace> => {
  const { status, body } = await get(`/api/trace/${kind}/${key}`);
  expect(status).toBe(200);
  return trace.parse(body);
};
const sql = <R extends object>(text: string, values: (string | number)[] = []) =>
  query<R>(db.database.fork(), text, values);
let lastThing = 0;
/** Something happens to a thing, in one request with a job that tells somebody by mail. */
const happen = async (): Promise<{ thingId: number; job: string; cause: string }> => {
  const thingId = (lastThing += 1);
  const cause = `thing:${thingId}`;
  const context = { ...backgroundContext(testLog, `request-${thingId}`), actorId: admin.userId };
  const job = await transaction(db.unitOfWork, context, async (tx) => {
    publish(tx, happened, { thingId });
    return enqueue(tx, work, { cause });
  });
  return { thingId, job, cause };
};

describe('a trace', () => {
  it('is one way: event, job, audit line with its hash, mail and file, and no gap when all is well', async () => {
    const { thingId, job, cause } = await happen();
    await sql(
      `insert into deliveries (cause, recipient, channel, message_id, notification, status)
       values (?, 'a@antrean.test', 'email', 'x', 'thing.ready', 'sent')`,
      [cause],
    );
    await worker.drain();
    const found = await traceOf('thing', thingId);
    const correlationId = `request-${thingId}`;
    expect(found).toMatchObject({
      ...{ title: `Thing ${thingId}`, complete: true, gaps: [] },
      events: [{ name: 'thing.happened', correlationId, actorId: admin.userId, waits: [], refused: [] }],
      jobs: [{ uid: job, state: 'done', queue: 'things' }],
      audit: [{ action: 'THING', userId: admin.userId, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      mails: [{ notification: 'thing.ready', status: 'sent' }],
      files: [{ name: 'a.pdf', sha256: 'f00' }],
    });
    expect(JSON.stringify(found)).not.toContain('a@antrean.test');
    expect(found.audit[0]!.eventId).toBe(found.events[0]!.id);
    // The same from the job's side.
    expect((await traceOf('job', job)).jobs.map(({ uid }) => uid)).toEqual([job]);
  });

  it('has a gap where a step is missing, with the dead letter by which it can be tried again', async () => {
    [refuses, fails] = [true, true];
    const { thingId, job } = await happen();
    await worker.drain();
    const { gaps, events } = await traceOf('thing', thingId);
    const letter = `event:watcher:${events[0]!.seq}`;
    expect(gaps.map(({ kind, where, letter: by }) => [kind, where, by]).sort()).toEqual([
      ['job_dead', 'things', `job:${job}`],
      ['refused', 'watcher', letter],
    ]);
    // What the trail has not had yet is found by what it carries, and not before its time a gap.
    await worker.stop();
    const waiting = await happen();
    expect(await traceOf('thing', waiting.thingId)).toMatchObject({ events: [{ seq: null }], gaps: [] });
    await sql(`update outbox_events set at = now() - interval '1 minute' where seq is null`);
    const late = await traceOf('thing', waiting.thingId);
    expect(late.gaps.map(({ kind }) => kind)).toEqual(['unnumbered']);
    expect((await traceOf('thing', 777)).gaps).toMatchObject([{ kind: 'no_event', at: CREATED }]);
  });

  it('is for who may trace, of what there is', async () => {
    const employee = await createTestPrincipal(db.database, { role: 'employee' });
    expect((await get('/api/trace/thing/1', employee)).status).toBe(403);
    for (const path of ['thing/404', 'nothing/1', 'job/1', 'job/00000000-0000-4000-8000-000000000000'])
      expect((await get(`/api/trace/${path}`)).status).toBe(404);
    expect((await get('/api/trace/thing/a%20b')).status).toBe(400);
  });

  it('reads by indexes alone', async () => {
    const plans = [
      [TRACE_LINES, ['thing-1', 201]],
      [TRACE_MAILS, ['{thing:1}', 201]],
    ] as const;
    await db.database.fork().transactional(async (em) => {
      await query(em, 'set local enable_seqscan = off');
      for (const [statement, values] of plans) {
        const plan = await query<{ 'QUERY PLAN': string }>(em, `explain ${statement}`, [...values]);
        expect(plan.map((line) => line['QUERY PLAN']).join('\n')).not.toContain('Seq Scan');
      }
    });
  });
});

describe('the invariants', () => {
  const list = async (language = 'en') => {
    const { body } = await get('/api/admin/invariants', admin, language);
    const { holds, invariants } = body as {
      holds: boolean;
      invariants: { name: string; holds: boolean | null; figure: number | null; remedy: string | null }[];
    };
    return { holds, of: (name: string) => invariants.find((each) => each.name === name)!, invariants };
  };

  it('say of each promise whether it holds, and what to do about one that does not, in the reader’s words', async () => {
    const broken = await list();
    expect(broken.holds).toBe(false);
    expect(broken.of('events_numbered')).toMatchObject({
      holds: false,
      remedy: expect.stringMatching(/worker/),
    });
    expect(broken.of('nothing_dead')).toMatchObject({ holds: false, figure: 2 });
    // Whatever language their mails are in.
    expect(admin.language).toBe('id');
    expect(broken.of('nothing_dead').remedy).toMatch(/^Look at the dead letters/);
    expect(broken.of('trail_proven')).toMatchObject({ holds: null, figure: null });
    expect((await list('id')).of('nothing_dead').remedy).toMatch(/^Periksa surat mati/);

    await sql(`delete from outbox_events where seq is null`);
    await sql(`delete from outbox_event_failures`);
    await sql(`update outbox_jobs set state = 'done'`);
    const { handlers, schedules } = auditAnchorWorker({ config: { dataDir }, signer, database: db.database });
    expect(handlers.length).toBe(2);
    const anchor = schedules.find(({ name }) => name === 'audit.anchor')!;
    const turn = () =>
      transaction(db.unitOfWork, backgroundContext(testLog, 'test'), async (tx) => {
        await anchor.run(tx);
        return null;
      });
    await turn();
    const whole = await list();
    expect(whole.invariants.filter(({ holds }) => holds === false)).toEqual([]);
    expect(whole.of('trail_anchored')).toMatchObject({ holds: true, figure: 0 });

    // A line that no anchor covers.
    await sql(`select append_audit_lines(?::jsonb)`, [
      JSON.stringify([
        {
          ...{
            at: new Date(Date.now() - 120_000).toISOString(),
            event_id: crypto.randomUUID(),
            seq: 999_999,
          },
          ...{ action: 'THING', subject: 'late', detail: 'late', user_id: null, correlation_id: null },
        },
      ]),
    ]);
    expect((await list()).of('trail_anchored')).toMatchObject({ holds: false });
    await turn();
    expect((await list()).of('trail_anchored')).toMatchObject({ holds: true });
  });
});
