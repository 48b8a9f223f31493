import { createHash, verify } from 'node:crypto';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { insertOrders } from '@antrean/meal-orders/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { startReportApi, type ReportApi } from './testing.ts';
import type { ReportJobView } from '@antrean/report-jobs';
import { createTestPrincipal } from '@antrean/sessions/testing';
import type { ReportVerification } from './report-file.contract.ts';

describe('the file of a report', () => {
  let api: ReportApi;
  let admin: UserPrincipal;
  let job: ReportJobView;
  let bytes: Buffer;
  let etag: string;
  let path: string;

  beforeAll(async () => {
    api = await startReportApi();
    admin = await createTestPrincipal(api.database, { role: 'administrator' });
    const department = await createDepartment(api.database);
    const shift = await createShift(api.database);
    await insertOrders(api.database, admin.userId, admin.karyawanId!, [
      { createdAt: '2025-10-01T03:00:00Z', departmentId: department.id, shiftId: shift.id, quantity: 7 },
    ]);
  });
  beforeEach(async () => {
    const body = { report: 'consumption', params: { tanggalMulai: '2025-10-01' }, format: 'pdf' };
    const asked = await api.fetch(admin, '/api/report-jobs', { method: 'POST', body });
    const { id } = (await asked.json()) as ReportJobView;
    await api.drain();
    job = (await (await api.fetch(admin, `/api/report-jobs/${id}`)).json()) as ReportJobView;
    bytes = Buffer.from(await (await get()).arrayBuffer());
    etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
    path = (await api.files()).find((file) => file.includes(id))!;
  });
  afterAll(() => api.close());

  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    api.fetch(admin, `/api/report-jobs/${job.id}/download`, { method, headers });
  const body = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());
  const check = async (): Promise<ReportVerification> => {
    const answer = await api.fetch(admin, `/api/report-jobs/${job.id}/verify`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as ReportVerification;
  };

  it('CARD-USE-03 a download that broke off goes on where it stopped', async () => {
    const whole = await get();
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('etag')).toBe(etag);
    await whole.body?.cancel();
    const size = bytes.length;
    for (const [range, from, to] of [
      ['bytes=0-99', 0, 99],
      ['bytes=100-', 100, size - 1],
      ['bytes=-10', size - 10, size - 1],
      [`bytes=5-${size * 2}`, 5, size - 1],
    ] as const) {
      for (const headers of [{ range }, { range, 'if-range': etag }]) {
        const part = await get(headers);
        expect(part.status).toBe(206);
        expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to}/${size}`);
        expect(part.headers.get('content-length')).toBe(String(to - from + 1));
        expect((await body(part)).equals(bytes.subarray(from, to + 1))).toBe(true);
      }
    }
    const parts = [await get({ range: 'bytes=0-499' }), await get({ range: 'bytes=500-' })];
    expect(Buffer.concat([await body(parts[0]!), await body(parts[1]!)]).equals(bytes)).toBe(true);
  });

  it('a part of another file, several parts, or a range that cannot be read get the whole file', async () => {
    for (const headers of [
      { range: 'bytes=0-9', 'if-range': '"another"' },
      { range: 'bytes=0-9', 'if-range': `W/${etag}` },
      { range: 'bytes=0-9', 'if-range': 'Wed, 01 Oct 2025 00:00:00 GMT' },
      { range: 'bytes=0-9,20-29' },
      { range: 'lines=0-9' },
      { range: 'nonsense' },
    ] as Record<string, string>[]) {
      const answer = await get(headers);
      expect([headers, answer.status]).toEqual([headers, 200]);
      expect((await body(answer)).equals(bytes)).toBe(true);
    }
  });

  it('a range outside the file is refused and told the size', async () => {
    const answer = await get({ range: `bytes=${bytes.length}-` });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect(await answer.json()).toMatchObject({ code: 'range_not_satisfiable', size: bytes.length });
  });

  it('who has the file already gets 304, and HEAD gets the headers alone', async () => {
    for (const tag of [etag, `"other", W/${etag}`, '*']) {
      const answer = await get({ 'if-none-match': tag, range: 'bytes=0-9' });
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(await answer.text()).toBe('');
    }
    const changed = await get({ 'if-none-match': '"other"' });
    expect(changed.status).toBe(200);
    await changed.body?.cancel();
    const head = await get({}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(bytes.length));
    expect(head.headers.get('etag')).toBe(etag);
    expect(await head.text()).toBe('');
  });

  it('is signed: anybody with the public key can check it without us', async () => {
    const found = await check();
    expect(found).toMatchObject({ jobId: job.id, valid: true, failedAt: null });
    expect(found.checks.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect([found.signature, found.keyId]).toEqual([job.signature, job.keyId]);
    const parameters = '{"groupBy":"DAILY","tanggalMulai":"2025-10-01"}';
    expect(job.params).toEqual(JSON.parse(parameters));
    const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
    const text = ['antrean-report-v1', job.id, 'consumption', sha256(parameters), sha256(bytes)].join('\n');
    expect(verify(null, Buffer.from(text), found.publicKey, Buffer.from(job.signature!, 'base64'))).toBe(
      true,
    );
  });

  it('verification tells where it first fails', async () => {
    const original = await readFile(path);
    const changed = Buffer.from(original);
    changed[changed.length - 20]! ^= 1;
    await writeFile(path, changed);
    expect(await check()).toMatchObject({
      valid: false,
      failedAt: 'sha256',
      found: { size: original.length },
    });
    await truncate(path, original.length - 1);
    expect(await check()).toMatchObject({ valid: false, failedAt: 'size' });
    // Who changes the file and its row as well still lacks the key.
    await writeFile(path, changed);
    const forged = createHash('sha256').update(changed).digest('hex');
    await api.sql(`update report_jobs set sha256 = '${forged}' where id = '${job.id}'`);
    expect(await check()).toMatchObject({ valid: false, failedAt: 'signature' });
    await writeFile(path, original);
    await api.sql(`update report_jobs set sha256 = '${job.sha256}' where id = '${job.id}'`);
    expect(await check()).toMatchObject({ valid: true });
    await api.sql(
      `update report_jobs set parameters = parameters || '{"groupBy":"MONTHLY"}' where id = '${job.id}'`,
    );
    expect(await check()).toMatchObject({ valid: false, failedAt: 'signature' });
    await api.sql(`update report_jobs set key_id = 'another' where id = '${job.id}'`);
    expect(await check()).toMatchObject({ valid: false, failedAt: 'key' });
    await rm(path);
    expect(await check()).toMatchObject({ valid: false, failedAt: 'file', found: null });
  });

  it('is verified by who may read it, when there is one', async () => {
    const employee = await createTestPrincipal(api.database, { role: 'employee' });
    const at = (actor: UserPrincipal | null) => api.fetch(actor, `/api/report-jobs/${job.id}/verify`);
    expect((await at(null)).status).toBe(401);
    expect((await at(employee)).status).toBe(404);
    await api.sql(`update report_jobs set file_key = null where id = '${job.id}'`);
    expect((await at(admin)).status).toBe(410);
    await api.sql(`update report_jobs set status = 'running' where id = '${job.id}'`);
    expect((await at(admin)).status).toBe(409);
  });
});
