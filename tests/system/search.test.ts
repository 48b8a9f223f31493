import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createTestUser } from '@antrean/accounts/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { accessTokenOf, createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import { startInProcessApi, type InProcessApi } from './in-process-api.ts';

interface Found {
  kind: string;
  id: number;
  title: string;
  detail: string;
}

let api: InProcessApi;
beforeAll(async () => {
  api = await startInProcessApi();
}, 60_000);
afterAll(() => api.close());

const call = async <Body>(actor: UserPrincipal | null, method: string, path: string, body?: object) => {
  const response = await fetch(`${api.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(actor && { authorization: `Bearer ${accessTokenOf(actor, api.config)}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
};
const find = async (actor: UserPrincipal, q: string): Promise<string[]> => {
  const { status, body } = await call<{ data: Found[] }>(
    actor,
    'GET',
    `/api/search?q=${encodeURIComponent(q)}`,
  );
  expect(status).toBe(200);
  return body.data.map(({ kind, title }) => `${kind} ${title}`);
};
const person = (role: string, departmentId = 1) =>
  createTestPrincipal(api.db.database, { role, departmentId });

it('finds by number, whole, without its prefix, or today’s, and by a part of a name, to each what they may read', async () => {
  const [admin, employee, other, cook, courier, cashier] = await Promise.all(
    [['administrator'], ['employee'], ['employee', 2], ['dapur'], ['delivery'], ['cashier']].map(
      ([role, department]) => person(String(role), Number(department ?? 1)),
    ),
  );
  const { body: order } = await call<{ kodePesanan: string }>(employee!, 'POST', '/api/orders', {
    shiftId: 1,
    jumlahPesanan: 3,
  });
  const { body: sale } = await call<{ invoice_number: string }>(cashier!, 'POST', '/api/v1/orders', {
    payment_method: 'CASH',
    items: [{ product_id: 2, qty: 1 }],
  });
  const operator = await createTestUser(api.db.database, { role: 'production_operator' });
  await call(admin!, 'POST', '/api/workorders', {
    ...{ product_name: 'Chair', quantity: 5, deadline: '2099-01-01', operator_id: operator.id },
  });
  const [{ number } = { number: '' }] = await query<{ number: string }>(
    api.db.database.fork(),
    `select number from work_orders`,
  );
  const [code, invoice] = [order.kodePesanan, sale.invoice_number];

  for (const q of [code, code.toLowerCase(), code.replace('PM-', ''), '1', '001', ` ${code} `])
    expect(await find(admin!, q)).toContain(`order ${code}`);
  expect(await find(admin!, '2')).toEqual([]);
  expect(await find(admin!, '20010101-001')).toEqual([]);
  expect(await find(admin!, invoice)).toEqual([`sale ${invoice}`]);
  expect(await find(admin!, number)).toContain(`work-order ${number}`);

  // To each what concerns them: their own, those before them, those of their outlets, those assigned to them.
  expect(await find(employee!, code)).toEqual([`order ${code}`]);
  expect(await find(cook!, code)).toEqual([`order ${code}`]);
  for (const stranger of [other!, courier!, cashier!]) expect(await find(stranger, code)).toEqual([]);
  expect(await find(cashier!, '1')).toEqual([`sale ${invoice}`]);
  expect(await find(employee!, invoice)).toEqual([]);
  expect(await find(await createTestSession(api.db.database, operator), number)).toEqual([
    `work-order ${number}`,
  ]);
  expect(await find(await person('production_operator'), number)).toEqual([]);
  await query(
    api.db.database.fork(),
    `insert into scoped_roles (user_id, role_key, outlet_id) select ?, 'cashier', id from outlets limit 1`,
    [other!.userId],
  );
  expect(await find(other!, invoice)).toEqual([]);
});

it('names of people and machines are for who may see them, by three letters, at most five, and no pattern of their own', async () => {
  const [admin, employee, keeper] = await Promise.all(
    ['administrator', 'employee', 'rvm_operator'].map((role) => person(role)),
  );
  for (const n of [1, 2, 3, 4, 5, 6, 7])
    await call(admin!, 'POST', '/api/rvms', {
      ...{ code: `RVM-LOBI-${n}`, name: 'Lobi 100%', location: { address: 'Jl. Sudirman' }, capacity: 10 },
    });
  expect(await find(admin!, 'lobi')).toHaveLength(5);
  expect(await find(keeper!, 'LOBI-7')).toEqual(['machine RVM-LOBI-7']);
  expect(await find(keeper!, '100%')).toHaveLength(5);
  expect(await find(keeper!, '%%%')).toEqual([]);
  expect(await find(keeper!, 'lo')).toEqual([]);
  expect(await find(employee!, 'lobi')).toEqual([]);
  const [name] = await query<{ name: string }>(
    api.db.database.fork(),
    `select full_name as name from users where id = ?`,
    [employee!.userId],
  );
  expect((await find(admin!, name!.name)).length).toBeGreaterThan(0);
  for (const stranger of [employee!, keeper!]) expect(await find(stranger, name!.name)).toEqual([]);
  expect((await call(null, 'GET', '/api/search?q=lobi')).status).toBe(401);
  for (const q of ['', '   ', 'x'.repeat(101)])
    expect((await call(admin!, 'GET', `/api/search?q=${q}`)).status).toBe(400);
});
