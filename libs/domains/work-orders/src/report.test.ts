import { mergeRoleDefaults, type UserPrincipal } from '@antrean/platform/auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportRoleDefaults } from '@antrean/report-jobs';
import { ensureRoles } from '@antrean/access';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startReportApi, type ReportApi } from '@antrean/reports/testing';
import { workOrderRoleDefaults } from './index.ts';
import { workOrderReports as reports } from './report.ts';

let api: ReportApi;
let manager: UserPrincipal;

beforeAll(async () => {
  api = await startReportApi({ reports });
  // The roles as a fresh installation gets them from all domains.
  await api.sql(`delete from known_permissions`);
  await ensureRoles(api.database, mergeRoleDefaults(workOrderRoleDefaults, reportRoleDefaults(reports)));
  manager = await createTestPrincipal(api.database, { role: 'production_manager' });
  const { userId } = await createTestPrincipal(api.database, {
    role: 'production_operator',
    fullName: 'Hadi Wijaya',
  });
  await api.sql(
    `with completed as (
       insert into work_orders (number, product_name, quantity, deadline, operator_id, status, created_by,
         business_date, created_at, completed_at)
       values ('WO-20251001-001', 'Kursi', 10, '2025-10-02T00:00Z', ${userId}, 'Completed', ${userId},
         '2025-10-01', '2025-10-01T00:00Z', '2025-10-01T06:30Z') returning id
     )
     insert into work_order_status_history (work_order_id, previous_status, status, quantity, operator_id, changed_by)
     select id, 'Pending', 'Completed', 10, ${userId}, ${userId} from completed`,
  );
});
afterAll(() => api.close());

const ask = (actor: UserPrincipal | null, path: string) => api.fetch(actor, `/api/reports/${path}`);

describe.each(['workorders', 'operators'])('the report of %s', (name) => {
  it.each(['production_manager', 'administrator', 'super_admin'])(
    'S2-RPT-01 S2-RPT-02 is for a %s',
    async (role) => {
      const answer = await ask(await createTestPrincipal(api.database, { role }), name);
      expect([answer.status, await answer.json()]).toMatchObject([
        200,
        [expect.any(Object), ...(name === 'operators' ? [] : [{}, {}])],
      ]);
    },
  );

  it.each(['production_operator', 'employee', 'dapur', 'cashier', 'customer'])(
    'S2-RPT-01 S2-RPT-02 S2-AUTH-05 is not for a %s',
    async (role) => {
      expect((await ask(await createTestPrincipal(api.database, { role }), name)).status).toBe(403);
    },
  );

  it('S2-AUTH-04 asks for a login', async () => {
    expect((await ask(null, name)).status).toBe(401);
  });

  it('S2-RPT-01 S2-RPT-02 comes as a PDF too', async () => {
    const answer = await ask(manager, `${name}?format=pdf&startDate=2025-10-01&endDate=2025-10-01`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.subarray(-6).toString()).toContain('%%EOF');
  });
});

describe('as CSV', () => {
  it('S2-RPT-01 the recap has a line for each status', async () => {
    const answer = await ask(manager, 'workorders?format=csv');
    expect(answer.headers.get('content-disposition')).toContain('workorders.csv');
    expect((await answer.text()).trim().split('\r\n')).toEqual([
      'status,total_orders,total_quantity,completed_quantity,overdue_orders',
      'Pending,0,0,0,0',
      'In Progress,0,0,0,0',
      'Completed,1,10,10,0',
    ]);
  });

  it('S2-RPT-02 the results have a line for each operator', async () => {
    const [header, line] = (await (await ask(manager, 'operators?format=csv')).text()).split('\r\n');
    expect(header).toBe(
      'operator_id,operator_name,completed_orders,completed_quantity,on_time_orders,late_orders,avg_lead_time_hours',
    );
    expect(line).toMatch(/^\d+,Hadi Wijaya,1,10,1,0,6\.5$/);
  });
});
