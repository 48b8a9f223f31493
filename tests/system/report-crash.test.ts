import { createHash } from 'node:crypto';
import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { insertOrders } from '@antrean/meal-orders/testing';

interface Job {
  id: string;
  status: string;
  size: number | null;
  sha256: string | null;
  downloadUrl: string | null;
}

/** Rejections with long notes: a PDF of several pages, of which all but the last are in the file before its end is. */
const ROWS = 200;
const FAIL_POINTS = ['report.half-written', 'export.half-written'];
const EXPORT = '/api/profile/export';

let system: TestSystem;
let admin: string;

beforeAll(async () => {
  system = await startTestSystem();
  await system.start('api');
  admin = await system.login('ADM001', 'admin123');
  const [scene] = await sql<{ userId: number; employeeId: number; departmentId: number; shiftId: number }>(
    `select u.id as "userId", e.id as "employeeId", e.department_id as "departmentId",
       (select min(id) from shifts) as "shiftId"
     from users u join employees e on e.id = u.employee_id where e.nik = 'EMP001'`,
  );
  const { userId, employeeId, ...place } = scene!;
  await insertOrders(
    system.db.database,
    userId,
    employeeId,
    Array.from({ length: ROWS }, (_, n) => ({
      ...place,
      createdAt: '2025-10-04T03:00:00Z',
      status: 'MENUNGGU_PERSETUJUAN',
      requestType: 'REJECT' as const,
      approvalStatus: 'PENDING' as const,
      kitchenNote: `Bahan nomor ${n} sudah habis dan baru dikirim besok pagi`,
    })),
  );
}, 60_000);
afterAll(() => system.stop());

const sql = <Row extends object>(text: string, parameters: readonly string[] = []): Promise<Row[]> =>
  query<Row>(system.db.database.fork(), text, parameters);
/** Looks again and again, each time after a round trip to the database; the test's own time limit ends it. */
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sql('select 1');
};
const temporaryFolder = (): string => join(system.dataDir, '.tmp');
const drafts = (): Promise<string[]> => readdir(temporaryFolder()).catch(() => []);
const reportFiles = async (): Promise<string[]> =>
  (await readdir(system.dataDir, { recursive: true })).filter((name) => /^reports\/.*\.pdf$/.test(name));
const exportFiles = async (): Promise<string[]> =>
  (await readdir(system.dataDir, { recursive: true })).filter((name) => /^exports\/.*\.zip$/.test(name));
const statusOfExport = async (): Promise<number> =>
  (await fetch(`${system.apiUrl}${EXPORT}`, { headers: { authorization: `Bearer ${admin}` } })).status;
const read = async (id: string): Promise<Job> =>
  (await system.call<Job>('GET', `/api/report-jobs/${id}`, { token: admin })).body;
const download = (id: string): Promise<Response> =>
  fetch(`${system.apiUrl}/api/report-jobs/${id}/download`, { headers: { authorization: `Bearer ${admin}` } });

/** Asks for a PDF and for what is kept about the user, and kills the worker when the rows are in their drafts and the ends are not. */
async function killHalfWay(): Promise<{ id: string; draft: string; drafts: string[] }> {
  const doomed: AppProcess = await system.start('worker', { FAIL_POINTS: FAIL_POINTS.join(',') });
  const { status, body } = await system.call<Job>('POST', '/api/report-jobs', {
    token: admin,
    body: { report: 'rejections', params: { limit: ROWS }, format: 'pdf' },
  });
  expect(status).toBe(202);
  expect((await system.call('POST', EXPORT, { token: admin })).status).toBe(202);
  for (const name of FAIL_POINTS) await doomed.said(`fail point reached: ${name}`);
  // The process waits there for ever; what it has handed over to be written gets to the disk by and by.
  await until(async () => {
    const sizes = (await drafts()).map(async (name) => (await stat(join(temporaryFolder(), name))).size);
    return (await Promise.all(sizes)).filter((size) => size > 1_000).length === 2;
  });
  await doomed.kill('SIGKILL');
  const paths = (await drafts()).map((name) => join(temporaryFolder(), name));
  expect(paths).toHaveLength(2);
  const [pdf] = await Array.fromAsync(paths, async (path) => [path, await readFile(path)] as const).then(
    (all) => all.filter(([, bytes]) => bytes.subarray(0, 5).toString() === '%PDF-'),
  );
  return { id: body.id, draft: pdf![0], drafts: paths };
}

it('CARD-JOB-04 S3-RPT-12 a worker that is killed while it writes a PDF leaves nothing visible, and the job finishes later; so does what is kept about somebody', async () => {
  const { id, draft, drafts: left } = await killHalfWay();

  const half = await readFile(draft);
  expect(half.subarray(0, 5).toString()).toBe('%PDF-');
  expect(half.includes('%%EOF')).toBe(false);
  expect([await reportFiles(), await exportFiles(), await statusOfExport()]).toEqual([[], [], 202]);
  expect(await read(id)).toMatchObject({ status: 'running', size: null, sha256: null, downloadUrl: null });
  const early = await download(id);
  expect([early.status, await early.json()]).toMatchObject([409, { code: 'report_not_ready' }]);

  await system.start('worker');
  await system.drain(90_000, 'report-runs');

  const job = await read(id);
  expect(job.status).toBe('completed');
  const answer = await download(id);
  expect(answer.status).toBe(200);
  const pdf = Buffer.from(await answer.arrayBuffer());
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(job.sha256);
  expect(pdf.length).toBe(job.size);
  expect(pdf.subarray(-7).toString()).toContain('%%EOF');
  const [file, ...moreFiles] = await reportFiles();
  expect(moreFiles).toEqual([]);
  expect((await readFile(join(system.dataDir, file!))).equals(pdf)).toBe(true);
  expect(
    await sql(
      `select count(*)::int as completed,
         (select count(*)::int from log_audit_trail where subject = ? and action = 'REPORT_GENERATED') as audited
       from outbox_events where name = 'job.completed' and payload ->> 'jobId' = ?`,
      [id, id],
    ),
  ).toEqual([{ completed: 1, audited: 1 }]);

  expect([(await exportFiles()).length, await statusOfExport()]).toEqual([1, 200]);
  // What the killed tries had announced is given up, and there is nothing of it.
  await sql(`update outbox_jobs set run_at = now() where name = 'files.discard' and state = 'pending'`);
  await system.drain(90_000, 'report-runs');
  expect([(await exportFiles()).length, await sql(`select key from unkept_files`)]).toEqual([1, []]);

  // Young drafts may be somebody's work, so they are still there; an hour later they are not.
  const sweep = async (): Promise<void> => {
    const [before] = await sql<{ generation: string }>(
      `update outbox_jobs set run_at = now() where name = 'files.sweep-drafts' and state = 'pending'
       returning generation::text`,
    );
    await until(async () => {
      const turns = await sql(
        `select from outbox_jobs
         where name = 'files.sweep-drafts' and state = 'pending' and run_at > now() and generation > ?`,
        [before!.generation],
      );
      return turns.length === 1;
    });
  };
  await sweep();
  expect(await drafts()).toHaveLength(2);
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const path of left) await utimes(path, longAgo, longAgo);
  await sweep();
  expect(await drafts()).toEqual([]);
  expect(await reportFiles()).toEqual([file]);
}, 150_000);
