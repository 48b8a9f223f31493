import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { definePermissions } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { CONCURRENCY } from '@antrean/platform/queue';
import { defineReport, streamRows } from '@antrean/platform/report';
import { z } from 'zod';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import type { ReportJobView } from './report-job.contract.ts';
import { HANDED_OVER } from './report-turn.ts';

/** As many as a worker makes at once, which is as many as its pool has connections. */
const AT_ONCE = CONCURRENCY;
const everybodyReads = Promise.withResolvers<void>();
let reading = 0;

/** Each holds the connection of its rows when it asks for another one, and no one before all hold theirs. */
const needy = defineReport({
  name: 'needy',
  path: '/api/reports/needy',
  title: { id: 'Perlu', en: 'Needy' },
  summary: 'For tests',
  permission: definePermissions('reports', ['test']).test,
  parameters: z.object({}),
  response: z.array(z.unknown()),
  columns: [{ key: 'n', header: { id: 'n', en: 'n' } }],
  rows: async function* ({ database, signal }) {
    const rows = streamRows<{ n: number }>(database, `select n from generate_series(1, 5000) n`, [], signal);
    let batches = 0;
    for await (const batch of rows.batches()) {
      if (batches === 0) reading += 1;
      batches += 1;
      if (reading === AT_ONCE) everybodyReads.resolve();
      await everybodyReads.promise;
      await query(database.fork(), 'select 1');
      yield* batch;
    }
  },
});

let api: ReportApi;
beforeAll(async () => {
  api = await startReportApi({ reports: [needy], poolSize: AT_ONCE });
}, 60_000);
afterAll(() => api.close());

it('as many reports at once as the worker has connections all end, though each asks for another one', async () => {
  for (let n = 0; n < AT_ONCE; n += HANDED_OVER) {
    const reader = await createTestPrincipal(api.database, { role: 'administrator' });
    for (let k = n; k < Math.min(n + HANDED_OVER, AT_ONCE); k += 1) {
      const body = { report: 'needy', params: {}, format: 'csv' };
      expect((await api.fetch(reader, '/api/report-jobs', { method: 'POST', body })).status).toBe(202);
    }
  }
  await api.drain();
  const jobs = await api.sql<Pick<ReportJobView, 'status'> & { attempts: number }>(
    `select r.status, j.attempts, j.generation from report_jobs r
     join outbox_jobs j on j.payload->>'reportJobId' = r.id::text`,
  );
  expect(jobs).toEqual(
    Array.from({ length: AT_ONCE }, () => ({ status: 'completed', attempts: 0, generation: 1 })),
  );
}, 60_000);
