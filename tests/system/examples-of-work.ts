import { createTestMealOrder } from '@antrean/meal-orders/testing';
import { createTestWorkOrder } from '@antrean/work-orders/testing';
import { type ExampleScene, type Rehearsal } from './example-scene.ts';

/** Of meals, sales, work orders, machines and reports. */
export function examplesOfWork(scene: ExampleScene): readonly Rehearsal[] {
  const { person, put, png, pdf, tomorrow, machine, alarm, sale, reportJob, serialNumber, database } = scene;
  return [
    // Meals.
    [
      /^PATCH \/api\/orders\/\{id\}\/status$|^POST \/api\/orders\/\{id\}\/request-/,
      async () => {
        const owner = await person('employee');
        return { actor: await person('dapur'), ids: [(await createTestMealOrder(database, owner)).id] };
      },
    ],
    [
      /^POST \/api\/orders\/\{id\}\/recall$/,
      async () => {
        const cook = await person('dapur');
        const { id } = await createTestMealOrder(database, await person('employee'));
        await put(cook, 'PATCH', `/api/orders/${id}/status`, { status: 'IN_PROGRESS' });
        return { actor: cook, ids: [id] };
      },
    ],
    [
      /^POST \/api\/orders\/\{id\}\/approve-reject$/,
      async () => {
        const owner = await person('employee');
        const pending = { by: await person('dapur') };
        return { ids: [(await createTestMealOrder(database, owner, { pending })).id] };
      },
    ],
    // The point of sale.
    [/\/api\/v1\/orders\/\{invoice\}/, sale],
    [
      /^GET \/api\/v1\/display-tokens\/current$/,
      async () =>
        put<{ token: string }>(await person('super_admin'), 'POST', '/api/v1/display-tokens', {
          label: 'Kitchen',
        }),
    ],
    [
      /^DELETE \/api\/v1\/display-tokens\/\{id\}$/,
      async () => {
        const actor = await person('super_admin');
        const made = await put<{ id: string }>(actor, 'POST', '/api/v1/display-tokens', { label: 'Kitchen' });
        return { actor, ids: [made.id] };
      },
    ],
    // Work orders.
    [
      /^POST (\/api)?\/workorders$/,
      async () => ({
        body: { operator_id: (await person('production_operator')).userId, deadline: tomorrow() },
      }),
    ],
    [
      /^(GET|DELETE) (\/api)?\/workorders\/\{id\}\/attachments\/\{attachmentId\}$/,
      async () => {
        const actor = await person('production_operator');
        const { id } = await createTestWorkOrder(database, actor, { status: 'In Progress' });
        const path = `/api/workorders/${id}/attachments?filename=a.png`;
        return { actor, ids: [id, (await put<{ id: number }>(actor, 'POST', path, await png())).id] };
      },
    ],
    [
      /^\w+ (\/api)?\/workorders\/\{id\}/,
      async (name) => {
        const actor = await person('production_operator');
        const { id } = await createTestWorkOrder(database, actor, { status: 'In Progress' });
        const occasion = { ids: [id], file: pdf };
        if (name.startsWith('PUT') && !name.endsWith('status'))
          return { ...occasion, body: { deadline: tomorrow() } };
        if (name.endsWith('split')) return { ...occasion, body: { deadline: tomorrow() } };
        return name.includes('progress') || name.includes('attachments') ? { ...occasion, actor } : occasion;
      },
    ],
    // Machines.
    [/^POST \/api\/rvms$/, async () => ({ body: { code: `RVM-EX-${serialNumber()}` } })],
    [
      /^POST \/api\/rvms\/\{id\}\/(status|heartbeat)$/,
      async () => {
        const { id, token } = await machine();
        return { ids: [id], token };
      },
    ],
    [
      /^PATCH \/api\/rvms\/\{id\}$/,
      async () => ({
        ids: [(await machine()).id],
        body: { code: `RVM-EX-${serialNumber()}` },
      }),
    ],
    [
      /^DELETE \/api\/rvms\/\{id\}\/device-tokens\/\{tokenId\}$/,
      async () => {
        const { id, actor } = await machine();
        const path = `/api/rvms/${id}/device-tokens`;
        return { actor, ids: [id, (await put<{ id: string }>(actor, 'POST', path, { name: 'Lobi' })).id] };
      },
    ],
    [
      /^PUT \/api\/rvms\/\{id\}\/override$/,
      async () => ({
        ids: [(await machine()).id],
        body: { until: tomorrow() },
      }),
    ],
    [
      /^DELETE \/api\/rvms\/\{id\}\/override$/,
      async () => {
        const { id, actor } = await machine();
        await put(actor, 'PUT', `/api/rvms/${id}/override`, { status: 'MAINTENANCE', until: tomorrow() });
        return { actor, ids: [id] };
      },
    ],
    [/\/api\/rvms\/\{id\}/, async () => ({ ids: [(await machine()).id] })],
    [
      /\/api\/rvm-alarms\/\{id\}/,
      async () => {
        const { actor, id } = await alarm();
        return { actor, ids: [id] };
      },
    ],
    [
      /^(GET|PATCH|DELETE) \/api\/admin\/ip-blocks\/\{id\}$/,
      async () => {
        const actor = await person('super_admin');
        const made = await put<{ id: number }>(actor, 'POST', '/api/admin/ip-blocks', {
          ...{ cidr: `203.0.113.${serialNumber() % 250}`, reason: 'Guesses' },
        });
        return { actor, ids: [made.id] };
      },
    ],
    // Reports.
    [/\/api\/report-jobs\/\{id\}(\/cancel)?$/, reportJob],
    [
      /\/api\/report-jobs\/\{id\}\/retry$/,
      async () => {
        const { actor, ids } = await reportJob();
        await put(actor, 'POST', `/api/report-jobs/${ids[0]}/cancel`);
        return { actor, ids };
      },
    ],
    [
      /\/api\/report-schedules\/\{id\}/,
      async () => {
        const actor = await person('super_admin');
        const { id } = await put<{ id: number }>(actor, 'POST', '/api/report-schedules', {
          ...{ name: 'Pagi', report: 'workorders', format: 'csv', cron: '0 7 * * *' },
          recipients: ['ani@example.test'],
        });
        return { actor, ids: [id] };
      },
    ],
  ];
}
