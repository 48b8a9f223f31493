import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auditWorker } from '@antrean/audit/worker';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createMessageRegistry, defineEvent, defineJob, type EventRecord } from '@antrean/platform/messages';
import { enqueue, listDeadLetters, publish } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { consumeEvents, handleJob } from '@antrean/platform/queue';
import { audienceOf } from '@antrean/platform/realtime';
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
import { z } from 'zod';
import { ensureRoles } from '@antrean/access';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { deadLetterRoutes } from './dead-letter.routes.ts';
import { jobRoutes } from './job.routes.ts';
import { operationsRoleDefaults, raiseDeadLetter } from '../index.ts';
import { deadLetterMessages, deadLetterRaised } from '../messages.ts';

const happened = defineEvent({
  name: 'thing.happened',
  version: 1,
  summary: 'A thing happened.',
  schema: z.object({ n: z.int(), token: z.string() }),
  audit: { THING: ({ n }) => ({ subject: `thing-${n}`, detail: 'It happened' }) },
});
const work = defineJob({
  name: 'thing.work',
  version: 1,
  summary: 'Works.',
  queue: 'things',
  schema: z.object({ n: z.int() }),
  attempts: 1,
  timeoutMs: 5_000,
  backoffMs: 10,
});
const PATH = '/api/admin/dead-letters';
type Letter = Record<'id' | 'kind' | 'state' | 'name' | 'error' | 'subject', string>;

describe('dead letters', () => {
  const config = testConfig();
  const registry = createMessageRegistry([happened, work, ...deadLetterMessages]);
  const context = backgroundContext(testLog, 'test');
  let db: TestDatabase;
  let redis: TestRedis;
  let worker: TestWorker;
  let api: TestApi;
  let admin: UserPrincipal;
  let refuses: (event: EventRecord) => boolean = () => false;
  let fails = false;
  let why = 'poison';
  /** What the test at hand causes comes after this event. */
  let begin = 0;

  beforeAll(async () => {
    db = await createTestDatabase([...organizationEntities, ...identityEntities]);
    redis = await createTestRedis();
    await ensureRoles(db.database, operationsRoleDefaults);
    admin = await createTestPrincipal(db.database, { role: 'administrator' });
    api = await startTestApi({
      tokens: sessionTokens,
      routes: [
        ...deadLetterRoutes({ unitOfWork: db.unitOfWork }),
        ...jobRoutes({ unitOfWork: db.unitOfWork }),
      ],
      database: db.database,
      config,
    });
    worker = await startTestWorker({
      database: db.database,
      redisUrl: redis.url,
      registry,
      patience: { tries: 2, firstPauseMs: 5 },
      raise: raiseDeadLetter,
      consumers: [
        ...auditWorker({ registry }).consumers,
        consumeEvents('watcher', async (_tx, events) => {
          if (events.some((event) => refuses(event))) throw new Error(why);
        }),
      ],
      handlers: [
        handleJob(work, async () => {
          if (fails) throw new Error(why);
        }),
      ],
    });
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
    await redis.stop();
    await db.close();
  });
  beforeEach(async () => {
    [refuses, fails, why] = [() => false, false, 'poison'];
    await query(db.database.fork(), `delete from outbox_event_failures`);
    await query(db.database.fork(), `delete from outbox_jobs where state = 'dead'`);
    const [head] = await query<{ seq: string }>(
      db.database.fork(),
      `select last_seq as seq from outbox_head`,
    );
    begin = Number(head!.seq);
  });

  const call = (method: string, path: string, body?: unknown, actor: UserPrincipal = admin) =>
    api.request(method, path, { token: accessTokenOf(actor, config), ...(body ? { body } : {}) });
  const list = async (search = ''): Promise<Letter[]> => {
    const { status, body } = await call('GET', `${PATH}?${search}`);
    expect(status).toBe(200);
    return body['data'] as Letter[];
  };
  /** The audit trail's lines of one action, of the test at hand. */
  const trail = async (
    action: string,
  ): Promise<{ subject: string; detail: string; user_id: number | null }[]> => {
    await worker.drain();
    return query(
      db.database.fork(),
      `select l.subject, l.detail, l.user_id from log_audit_trail l join outbox_events e on e.uid = l.event_id
       where l.action = ? and e.seq > ? order by e.seq`,
      [action, begin],
    );
  };
  /** Events that the watcher has given up, and jobs that failed for good. */
  const die = async ({ events = 0, jobs = 0 }): Promise<void> => {
    refuses = ({ name }) => name === happened.name;
    fails = true;
    await transaction(db.unitOfWork, context, async (tx) => {
      for (let n = 0; n < events; n += 1) publish(tx, happened, { n, token: 'a-secret' });
      for (let n = 0; n < jobs; n += 1) enqueue(tx, work, { n });
    });
    await worker.drain();
    [refuses, fails] = [() => false, false];
  };

  it('are listed in pages for administrators alone, by kind, name, consumer and queue, without what they carry', async () => {
    await die({ events: 2, jobs: 1 });
    expect(await list()).toHaveLength(3);
    expect((await list('kind=event')).map(({ name, subject }) => [name, subject]).sort()).toEqual([
      ['thing.happened', 'thing-0'],
      ['thing.happened', 'thing-1'],
    ]);
    expect(await list('consumer=watcher&name=thing.happened')).toHaveLength(2);
    expect(await list('queue=things')).toEqual([
      expect.objectContaining({
        kind: 'job',
        name: 'thing.work',
        error: 'poison',
        state: 'dead',
        attempts: 1,
      }),
    ]);
    const { body } = await call('GET', `${PATH}?limit=2&page=2`);
    expect(body).toMatchObject({ total: 3, totalPages: 2, data: [{ ageSeconds: expect.any(Number) }] });
    expect(JSON.stringify(await list())).not.toMatch(/payload|a-secret/);
    expect((await call('GET', `${PATH}?kind=letter`)).status).toBe(400);

    const employee = await createTestPrincipal(db.database, {});
    expect((await call('GET', PATH, undefined, employee)).status).toBe(403);
    expect((await api.request('GET', PATH)).status).toBe(401);
  });

  it('are listed behind what was seen, while others come in', async () => {
    await die({ events: 2, jobs: 3 });
    const before = (await list()).map(({ id }) => id);
    expect(before).toHaveLength(5);
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { status, body } = await call('GET', `${PATH}?limit=2${after && `&after=${after}`}`);
      expect(status).toBe(200);
      seen.push(...(body['data'] as Letter[]).map(({ id }) => id));
      after = body['next'] as string | null;
      await die({ jobs: 1 });
    }
    expect(seen).toEqual(before);
  });

  it('one is shown with what it carries, without its secrets', async () => {
    await die({ events: 1 });
    const [letter] = await list();
    // Its day of the log may be over.
    await query(db.database.fork(), `delete from outbox_events where name = 'thing.happened'`);
    const { body } = await call('GET', `${PATH}/${letter!.id}`);
    expect(body).toMatchObject({ ...letter, payload: { n: 0, token: '[redacted]' } });
    expect((await call('GET', `${PATH}/event:watcher:999999`)).status).toBe(404);
    expect((await call('GET', `${PATH}/event`)).status).toBe(400);
  });

  it('an event and a job are tried again once, however often it is asked for, and the trail says who asked', async () => {
    await die({ events: 1, jobs: 1 });
    const ids = (await list()).map(({ id }) => id);
    for (const id of ids) {
      const answers = await Promise.all([1, 2, 3].map(() => call('POST', `${PATH}/${id}/retry`)));
      // Whoever comes late finds it about to be tried, or gone.
      for (const { status, body } of answers)
        expect(['retrying', 404]).toContain(status === 200 ? body['state'] : status);
    }
    while ((await listDeadLetters(db.database.fork(), {}, { limit: 1, offset: 0 })).length > 0)
      await worker.sweepNow();
    const retried = await trail('DEAD_LETTER_RETRIED');
    expect(retried.map(({ subject }) => subject).sort()).toEqual(ids.toSorted());
    expect(retried.every(({ user_id }) => user_id === admin.userId)).toBe(true);
    expect((await call('POST', `${PATH}/${ids[0]}/retry`)).status).toBe(404);
  });

  it('all that fit a filter are tried again, if they are as many as whoever asks believes', async () => {
    await die({ events: 2, jobs: 3 });
    const ask = (expected: number) =>
      call('POST', `${PATH}/retry`, { filter: { queue: 'things' }, expected });
    const refused = await ask(2);
    expect([refused.status, refused.body['code'], refused.body['found']]).toEqual([
      409,
      'dead_letters_changed',
      3,
    ]);
    expect(await list('kind=job')).toHaveLength(3);
    expect((await ask(3)).body).toEqual({ retried: 3 });
    expect(await trail('DEAD_LETTER_RETRIED')).toHaveLength(3);
    expect((await list()).map(({ kind }) => kind)).toEqual(['event', 'event']);
    expect((await ask(3)).status).toBe(409);
  });

  it('one is ended with a reason, which the trail keeps', async () => {
    await die({ events: 1, jobs: 1 });
    for (const { id } of await list()) {
      expect((await call('POST', `${PATH}/${id}/skip`, {})).status).toBe(400);
      expect((await call('POST', `${PATH}/${id}/skip`, { reason: 'It was a test' })).status).toBe(204);
      expect((await call('POST', `${PATH}/${id}/skip`, { reason: 'It was a test' })).status).toBe(404);
    }
    expect(await list()).toEqual([]);
    const skipped = await trail('DEAD_LETTER_SKIPPED');
    expect(skipped).toHaveLength(2);
    for (const { detail } of skipped) expect(detail).toContain('It was a test');
  });

  it('administrators hear of each that dies, whatever its error says, and not of those who refuse to hear', async () => {
    // PostgreSQL takes neither NUL nor half a character, in texts as in JSON.
    why = `half \u{1F600}`.slice(0, -1) + ' \0 smtp://user:pass@mail.example';
    await die({ events: 1, jobs: 1 });
    const told = await query<{ payload: { id: string; error: string } }>(
      db.database.fork(),
      `select payload from outbox_events where name = 'dead_letter.raised' order by seq desc limit 2`,
    );
    expect(told.map(({ payload }) => payload.id).sort()).toEqual((await list()).map(({ id }) => id).sort());
    for (const { payload } of told) expect(payload.error).not.toContain('user:pass');
    const delivery = audienceOf(deadLetterRaised, {
      ...{ seq: 1, id: 'e', at: '', version: 1, actorId: null, correlationId: null },
      ...{ name: deadLetterRaised.name, payload: told[0]!.payload },
    });
    expect(delivery?.rooms).toEqual(['operations.manage-dead-letters']);

    // The watcher refuses what tells of its refusals: that is dead, too, and told to nobody.
    const raised = async () =>
      (
        await query<{ n: number }>(
          db.database.fork(),
          `select count(*)::int as n from outbox_events where name = 'dead_letter.raised'`,
        )
      )[0]!.n;
    const before = await raised();
    refuses = () => true;
    await transaction(db.unitOfWork, context, async (tx) => publish(tx, happened, { n: 7, token: '' }));
    await worker.drain();
    expect((await raised()) - before).toBe(1);
    expect(await list('consumer=watcher&name=dead_letter.raised')).toHaveLength(1);
  });

  const JOBS = '/api/admin/jobs';
  type Job = Record<'uid' | 'name' | 'state' | 'queue', string> & { attempts: number };
  const jobs = async (search: string): Promise<Job[]> => {
    const { status, body } = await call('GET', `${JOBS}?${search}`);
    expect(status).toBe(200);
    expect(body['total']).toBeGreaterThanOrEqual((body['data'] as Job[]).length);
    return body['data'] as Job[];
  };
  const uidsOf = (list: readonly Job[]): string[] => list.map(({ uid }) => uid);

  it('jobs that are not over are listed by their state, in the order of their turns, slice by slice', async () => {
    await die({ jobs: 3 });
    const later = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
    await transaction(db.unitOfWork, context, async (tx) => {
      for (const minutes of [30, 10, 20]) enqueue(tx, work, { n: minutes }, { runAt: later(minutes) });
    });
    expect(await jobs('queue=things')).toEqual([
      expect.objectContaining({ name: 'thing.work', state: 'dead', attempts: 1, lastError: 'poison' }),
      expect.anything(),
      expect.anything(),
    ]);
    expect(await jobs('name=thing.other')).toEqual([]);
    const waiting = await jobs('state=pending&queue=things');
    const runs = await query<{ uid: string }>(
      db.database.fork(),
      `select uid from outbox_jobs where state = 'pending' and queue = 'things' order by run_at`,
    );
    expect(uidsOf(waiting)).toEqual(runs.map(({ uid }) => uid));
    const first = await call('GET', `${JOBS}?state=pending&queue=things&limit=2`);
    const rest = await jobs(`state=pending&queue=things&limit=2&after=${String(first.body['next'])}`);
    expect(uidsOf([...(first.body['data'] as Job[]), ...rest])).toEqual(uidsOf(waiting));
    expect(JSON.stringify(waiting)).not.toContain('payload');
    expect((await call('GET', `${JOBS}/${waiting[0]!.uid}`)).body).toMatchObject({ payload: { n: 10 } });
    expect((await call('GET', `${JOBS}?state=done`)).status).toBe(400);
    const employee = await createTestPrincipal(db.database, {});
    for (const path of [JOBS, `${JOBS}/${waiting[0]!.uid}`, '/api/admin/consumers'])
      expect((await call('GET', path, undefined, employee)).status).toBe(403);
    await query(db.database.fork(), `delete from outbox_jobs where queue = 'things'`);
  });

  it('a dead job is tried again or skipped once; of one that is not dead it is said how it is', async () => {
    await die({ jobs: 2 });
    const [one, other] = await jobs('queue=things');
    const again = await Promise.all([1, 2, 3].map(() => call('POST', `${JOBS}/${one!.uid}/retry`)));
    expect(again.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = again.find(({ status }) => status === 409)!;
    expect([refused.body['code'], typeof refused.body['state']]).toEqual(['job_not_dead', 'string']);
    expect((await call('POST', `${JOBS}/${other!.uid}/skip`, { reason: 'It was a test' })).status).toBe(204);
    expect((await call('POST', `${JOBS}/${other!.uid}/skip`, { reason: 'Again' })).body).toMatchObject({
      code: 'job_not_dead',
      state: 'done',
    });
    expect((await call('POST', `${JOBS}/${randomUUID()}/retry`)).status).toBe(404);
    const trails = [await trail('DEAD_LETTER_RETRIED'), await trail('DEAD_LETTER_SKIPPED')];
    expect(trails.map((lines) => lines.map(({ subject }) => subject))).toEqual([
      [`job:${one!.uid}`],
      [`job:${other!.uid}`],
    ]);
    expect((await call('GET', `${JOBS}/${one!.uid}`)).body).toMatchObject({ state: 'done', attempts: 0 });
  });

  it('dead jobs are tried again together, if they are as many as whoever asks believes', async () => {
    await die({ jobs: 3 });
    const ask = (expected: number) =>
      call('POST', `${JOBS}/retry`, { filter: { name: 'thing.work' }, expected });
    expect((await ask(4)).body).toMatchObject({ status: 409, code: 'dead_letters_changed', found: 3 });
    expect(await jobs('queue=things')).toHaveLength(3);
    expect((await ask(3)).body).toEqual({ retried: 3 });
    expect(await jobs('queue=things')).toEqual([]);
  });

  it('the consumers are listed with what stands in their way, and an event of one is tried again or skipped', async () => {
    const consumers = async () => {
      const { body } = await call('GET', '/api/admin/consumers');
      return {
        ...body,
        watcher: (body['consumers'] as { name: string }[]).find(({ name }) => name === 'watcher'),
      };
    };
    await die({ events: 2 });
    await worker.drain();
    expect(await consumers()).toMatchObject({
      unnumbered: 0,
      watcher: { lag: 0, oldestSeconds: 0, dead: 2, retrying: 0, waitsAt: null },
    });
    const [one = 0, other = 0] = (await list('consumer=watcher')).map(({ id }) => Number(id.split(':')[2]));
    const event = (seq: number) => `/api/admin/consumers/watcher/events/${seq}`;
    expect((await call('POST', `${event(one)}/retry`)).body).toMatchObject({ state: 'retrying', seq: one });
    expect((await call('POST', `${event(other)}/skip`, { reason: 'It was a test' })).status).toBe(204);
    expect((await call('POST', `${event(other)}/skip`, { reason: 'Again' })).status).toBe(404);
    expect((await call('POST', `/api/admin/consumers/nobody/events/1/retry`)).status).toBe(404);
    while ((await list('consumer=watcher')).length > 0) await worker.sweepNow();
    expect((await consumers()).watcher).toMatchObject({ dead: 0, retrying: 0 });
  });
});
