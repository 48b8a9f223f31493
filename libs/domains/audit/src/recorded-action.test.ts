import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { readPdf } from '@antrean/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment, createShift } from '@antrean/organization/testing';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';

interface Line {
  timestamp: string;
  aksi: string;
  detail: string;
  user: { id: number } | null;
}

describe('what people do is in the trail', () => {
  let api: ReportApi;
  let admin: UserPrincipal;

  beforeAll(async () => {
    api = await startReportApi();
    admin = await createTestPrincipal(api.database, {
      role: 'administrator',
      nik: 'ADM001',
      password: 'admin123',
    });
  });
  afterAll(() => api.close());

  const call = async (
    actor: UserPrincipal | null,
    method: string,
    path: string,
    body: unknown,
  ): Promise<Record<string, string>> => {
    const response = await api.fetch(actor, path, { method, body });
    expect(response.ok).toBe(true);
    return (await response.json()) as Record<string, string>;
  };
  const lines = async (aksi: string): Promise<Line[]> => {
    await api.drain();
    const answer = await api.fetch(admin, `/api/reports/audit-trail?aksi=${aksi}&limit=200`);
    return ((await answer.json()) as { data: Line[] }).data;
  };

  it('S3-AUD-01 S3-AUD-07 S3-AUD-08 S3-AUD-09 S3-AUD-10 S3-AUD-11 S3-AUD-12 S3-AUD-13 each action on an order leaves one line with actor and code', async () => {
    const departmentId = (await createDepartment(api.database)).id;
    const shift = await createShift(api.database);
    const employee = await createTestPrincipal(api.database, { departmentId });
    const cook = await createTestPrincipal(api.database, { role: 'dapur' });

    const order = await call(employee, 'POST', '/api/orders', { shiftId: shift.id, jumlahPesanan: 10 });
    const path = `/api/orders/${order['id']}`;
    await call(cook, 'PATCH', `${path}/status`, { status: 'IN_PROGRESS' });
    await call(cook, 'POST', `${path}/request-edit`, { jumlahPesananBaru: 8, catatanDapur: 'Hanya bisa 8' });
    await call(admin, 'POST', `${path}/approve-reject`, { decision: 'APPROVED' });
    await call(cook, 'POST', `${path}/request-rejection`, { catatanDapur: 'Bahan sudah habis' });
    await call(admin, 'POST', `${path}/approve-reject`, { decision: 'REJECTED', catatanAdmin: 'Masih ada' });
    await call(admin, 'PATCH', `${path}/status`, { status: 'READY' });
    await api.drain();

    const code: string = order['kodePesanan']!;
    const history = await api.fetch(admin, `/api/reports/audit-trail/order/${code}`);
    const found = (await history.json()) as Line[];
    expect(found.map(({ aksi, user }) => [aksi, user?.id])).toEqual([
      ['ORDER_CREATED', employee.userId],
      ['ORDER_STATUS_CHANGED', cook.userId],
      ['ORDER_EDIT_REQUESTED', cook.userId],
      ['APPROVAL_DECIDED', admin.userId],
      ['ORDER_REJECTION_REQUESTED', cook.userId],
      ['APPROVAL_DECIDED', admin.userId],
      ['ORDER_OVERRIDE', admin.userId],
    ]);
    expect(found.every(({ detail }) => detail.includes(code))).toBe(true);
    const [stored] = await api.sql<{ n: number }>(
      `select count(*)::int as n from log_audit_trail where subject = '${code}'`,
    );
    expect(stored?.n).toBe(7);
  });

  it('S3-AUD-02 S3-AUD-03 S3-AUD-17 logins are written, refused ones without the password and also for nobody known', async () => {
    await call(null, 'POST', '/api/auth/login', { nik: 'ADM001', password: 'admin123' });
    for (const nik of ['ADM001', 'NOBODY']) {
      const refused = await api.fetch(null, '/api/auth/login', {
        method: 'POST',
        body: { nik, password: 'hunter2hunter2' },
      });
      expect(refused.status).toBe(401);
    }
    const successes = await lines('LOGIN_SUCCESS');
    expect(successes).toHaveLength(1);
    expect(successes[0]).toMatchObject({
      detail: expect.stringContaining('ADM001'),
      user: { id: admin.userId, nomorIndukKaryawan: 'ADM001', roleAccess: 'administrator' },
    });
    const failures = await lines('LOGIN_FAILURE');
    expect(failures.map(({ user }) => user?.id ?? null).sort()).toEqual([admin.userId, null].sort());
    // People type passwords there: what nobody is called is kept as a mask.
    const [mask = ''] = /unknown#[0-9a-f]{16}/.exec(failures.find(({ user }) => !user)?.detail ?? '') ?? [];
    expect(JSON.stringify(failures)).not.toMatch(/hunter2|NOBODY/);

    const csv = await api.fetch(
      admin,
      `/api/reports/audit-trail?aksi=LOGIN_FAILURE&search=${encodeURIComponent(mask)}&format=csv`,
    );
    const [, line] = (await csv.text()).split('\r\n');
    expect(line).toMatch(/^\d+,[^,]+,LOGIN_FAILURE,.*unknown#.*,,,,,,$/);
    expect(line).toContain(mask);
  });

  it('S3-AUD-04 S3-AUD-05 S3-AUD-06 what administrators do to users is written once, with who did it', async () => {
    const user = await call(admin, 'POST', '/api/users', {
      nik: 'EMP777',
      password: 'a-fine-password',
      role: 'employee',
      namaLengkap: 'Siti',
    });
    await call(admin, 'PATCH', `/api/users/${user['id']}/status`, { isActive: false });
    await call(admin, 'PATCH', `/api/users/${user['id']}/status`, { isActive: true });
    await call(admin, 'POST', `/api/users/${user['id']}/reset-password`, {});
    const of = async (aksi: string) =>
      (await lines(aksi)).map(({ detail, user: who }) => [detail.includes('EMP777'), who?.id]);
    expect(await of('USER_CREATED')).toEqual([[true, admin.userId]]);
    expect(await of('USER_STATUS_CHANGED')).toEqual([
      [true, admin.userId],
      [true, admin.userId],
    ]);
    expect(await of('PASSWORD_RESET')).toEqual([[true, admin.userId]]);
    expect(JSON.stringify(await lines('USER_CREATED'))).not.toContain('a-fine-password');
  });

  it('the PDF tells the instant of each line to the second, in the business zone', async () => {
    await call(null, 'POST', '/api/auth/login', { nik: 'ADM001', password: 'admin123' });
    const [line] = await lines('LOGIN_SUCCESS');
    const { timestamp } = line!;
    const pdf = await api.fetch(admin, '/api/reports/audit-trail?aksi=LOGIN_SUCCESS&format=pdf');
    expect(pdf.status).toBe(200);
    const written = new Intl.DateTimeFormat('id', { timeStyle: 'medium', timeZone: 'Asia/Jakarta' });
    expect((await readPdf(new Uint8Array(await pdf.arrayBuffer()))).join('\n')).toContain(
      written.format(new Date(timestamp)),
    );
  });

  it('what a job does in the background bears who asked for it and the request that it came from', async () => {
    const response = await api.fetch(admin, '/api/report-jobs', {
      method: 'POST',
      body: {
        report: 'audit-trail',
        format: 'csv',
        params: { tanggalMulai: '2025-10-01', tanggalAkhir: '2025-10-31' },
      },
      headers: { 'x-correlation-id': 'asked-by-an-administrator' },
    });
    expect(response.status).toBe(202);
    const { id } = (await response.json()) as { id: string };
    await api.drain();
    const trail = await api.sql(
      `select l.action, l.user_id, l.correlation_id, e.actor_id::int as actor
       from log_audit_trail l join outbox_events e on e.uid = l.event_id where l.subject = '${id}' order by l.seq`,
    );
    const by = { user_id: admin.userId, actor: admin.userId, correlation_id: 'asked-by-an-administrator' };
    expect(trail).toEqual([
      { action: 'REPORT_REQUESTED', ...by },
      { action: 'REPORT_GENERATED', ...by },
    ]);
  });
});
