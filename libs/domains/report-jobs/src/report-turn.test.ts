import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { defineReport } from '@antrean/platform/report';
import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import type { ReportJobView } from './report-job.contract.ts';
import { createReportJob } from './request-report.ts';
import { reportTurns } from './report-turn.schedule.ts';
import { HANDED_OVER, OPEN_JOBS } from './report-turn.ts';

/** Reports whose names are held wait for `release`. */
let running: string[] = [];
let most = 0;
let gate = Promise.withResolvers<void>();
const gated = defineReport({
  name: 'gated',
  path: '/api/reports/gated',
  title: { id: 'Tertahan', en: 'Gated' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({ held: z.string().optional() }),
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' } }],
  rows: async function* (_source, { held }) {
    if (held !== undefined) {
      running.push(held);
      most = Math.max(most, running.length);
      await gate.promise;
      running = running.filter((name) => name !== held);
    }
    yield { n: 1 };
  },
});

describe('turns of reports', () => {
  let api: ReportApi;
  let second: Awaited<ReturnType<ReportApi['startAnotherWorker']>>;
  beforeAll(async () => {
    api = await startReportApi({ reports: [gated] });
    second = await api.startAnotherWorker();
  });
  afterEach(async () => {
    gate.resolve();
    await drained();
    gate = Promise.withResolvers();
    most = 0;
  });
  afterAll(async () => {
    await second.stop();
    await api.close();
  });

  const actor = (): Promise<UserPrincipal> => createTestPrincipal(api.database, { role: 'administrator' });
  const ask = async (who: UserPrincipal, held?: string): Promise<ReportJobView> => {
    const body = { report: 'gated', format: 'csv', params: held === undefined ? {} : { held } };
    const answer = await api.fetch(who, '/api/report-jobs', { method: 'POST', body });
    expect(answer.status).toBe(202);
    return (await answer.json()) as ReportJobView;
  };
  const post = (who: UserPrincipal, path: string) =>
    api.fetch(who, `/api/report-jobs/${path}`, { method: 'POST' });
  /** As the api would, without two hundred requests. */
  const askMany = async (who: UserPrincipal, count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const wanted = { report: 'gated', format: 'csv', language: 'id', requestedBy: who.userId } as const;
      await transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
        createReportJob(tx, { ...wanted, parameters: { held: `${who.userId}-${n}` } }),
      );
    }
  };
  const statusesOf = async (who: UserPrincipal): Promise<Record<string, number>> => {
    const rows = await query<{ status: string; count: number }>(
      api.database.fork(),
      `select case when status = 'queued' and handed_over_at is null then 'waiting' else status end as status,
         count(*)::int from report_jobs where requested_by = ? group by 1`,
      [who.userId],
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };
  const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const open = async (): Promise<number> =>
    (await api.sql(`select 1 from report_jobs where status in ('queued', 'running') limit 1`)).length;
  const drained = async (): Promise<void> => {
    await until(async () => (await open()) === 0);
    await api.drain();
  };

  it('200 of one person hold up nobody else: their report is made while all of those wait', async () => {
    const [busy, other] = [await actor(), await actor()];
    await askMany(busy, 200);
    await until(() => running.length === HANDED_OVER);
    const { id } = await ask(other);
    // It comes to its end although none of the 200 does.
    await until(async () => (await statusesOf(other))['completed'] === 1);
    expect(id).toEqual(expect.any(String));
    expect(await statusesOf(busy)).toEqual({ running: HANDED_OVER, waiting: 200 - HANDED_OVER });
    gate.resolve();
    await drained();
    expect(await statusesOf(busy)).toEqual({ completed: 200 });
    expect(most).toBe(HANDED_OVER);
    // Each once, in their order but for those that run beside each other.
    const begun = await query<{ held: string }>(
      api.database.fork(),
      `select parameters->>'held' as held from report_jobs where requested_by = ? order by handed_over_at, created_at`,
      [busy.userId],
    );
    expect(begun.map(({ held }) => held)).toEqual(
      Array.from({ length: 200 }, (_, n) => `${busy.userId}-${n}`),
    );
  }, 120_000);

  it('one that is cancelled, while it waits or runs, gives its turn to the next, and a retry waits again', async () => {
    const who = await actor();
    const jobs = [];
    for (const name of ['a', 'b', 'c', 'd']) jobs.push(await ask(who, name));
    const [a, b, c, d] = jobs as [ReportJobView, ReportJobView, ReportJobView, ReportJobView];
    await until(() => running.length === 2);
    expect((await post(who, `${c.id}/cancel`)).status).toBe(200);
    expect((await post(who, `${a.id}/cancel`)).status).toBe(200);
    await until(() => running.includes('d'));
    expect((await post(who, `${c.id}/retry`)).status).toBe(202);
    expect(await statusesOf(who)).toEqual({ cancelled: 1, running: 2, waiting: 1 });
    gate.resolve();
    await drained();
    expect(await statusesOf(who)).toEqual({ cancelled: 1, completed: 3 });
    expect([b.id, d.id]).toHaveLength(2);
  });

  it('what an older worker leaves waiting is handed over by the next turn', async () => {
    const who = await actor();
    for (const name of ['e', 'f', 'g']) await ask(who, name);
    await until(() => running.length === 2);
    // It finishes jobs without looking for the next ones.
    await api.sql(`update report_jobs set status = 'cancelled', finished_at = now()
      where requested_by = ${who.userId} and status = 'running'`);
    const turn = () =>
      transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) => reportTurns().run(tx));
    await Promise.all([turn(), turn()]);
    await until(async () => (await statusesOf(who))['running'] === 1);
    gate.resolve();
    await drained();
    expect(await statusesOf(who)).toEqual({ cancelled: 2, completed: 1 });
  });

  it('more than one person may have open is refused, and told how many that are', async () => {
    const who = await actor();
    await api.sql(`insert into report_jobs (id, report, format, parameters, language, requested_by, handed_over_at)
      select gen_random_uuid(), 'gated', 'csv', '{}', 'id', ${who.userId}, null from generate_series(1, ${OPEN_JOBS})`);
    const body = { report: 'gated', format: 'csv' };
    const answer = await api.fetch(who, '/api/report-jobs', { method: 'POST', body });
    expect([answer.status, await answer.json()]).toMatchObject([
      429,
      { code: 'report_queue_full', limit: OPEN_JOBS },
    ]);
    expect(answer.headers.get('retry-after')).toBe('60');
    await api.sql(`delete from report_jobs where requested_by = ${who.userId}`);
  });
});
