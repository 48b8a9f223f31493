import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';

/** The api alone: whatever an answer needs beyond it would be missing here. */
describe('an api without workers', () => {
  let system: TestSystem;
  let administrator: string;

  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('api');
    administrator = await system.login('ADM001', 'admin123');
  }, 60_000);
  afterAll(() => system.stop());

  const waiting = () =>
    system.db.database
      .fork()
      .execute<{ name: string; state: string }[]>('select name, state from outbox_jobs order by id');
  const files = async () => {
    const entries = await readdir(system.dataDir, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && entry.name !== 'signing-key.pem');
  };

  it('CARD-JOB-01 accepts a PDF report and leaves a job that makes it, and no file', async () => {
    const { status, headers } = await system.call('GET', '/api/reports/consumption?format=pdf', {
      token: administrator,
      headers: { prefer: 'respond-async' },
    });
    expect(status).toBe(202);
    expect(headers.get('location')).toMatch(/^\/api\/report-jobs\/[0-9a-f-]{36}$/);
    expect(await waiting()).toEqual([{ name: 'report.generate', state: 'pending' }]);
    expect(await files()).toEqual([]);
  });

  it('CARD-JOB-01 CARD-USE-01 validates an order, keeps it, and leaves the rest to the event log', async () => {
    const employee = await system.login('EMP001', 'emp123');
    const order = (jumlahPesanan: number) =>
      system.call('POST', '/api/orders', { token: employee, body: { shiftId: 1, jumlahPesanan } });
    expect((await order(-1)).status).toBe(400);
    const { status, body } = await order(10);
    expect(status).toBe(201);
    const read = await system.call('GET', `/api/orders/${String(body['id'])}`, { token: employee });
    expect(read.body).toMatchObject({ kodePesanan: body['kodePesanan'], statusPesanan: 'MENUNGGU' });

    const em = system.db.database.fork();
    expect(
      await em.execute(`select payload->>'kodePesanan' as code, seq from outbox_events where name = ?`, [
        'order.created',
      ]),
    ).toEqual([{ code: body['kodePesanan'], seq: null }]);
    expect(await em.execute(`select 1 from log_audit_trail`)).toEqual([]);
  });

  it('S2-SETUP-02 works on PostgreSQL, and says whether it can', async () => {
    const { status, body } = await system.call('GET', '/api/health/ready');
    expect([status, body['checks']]).toEqual([200, expect.objectContaining({ database: 'ok' })]);
    const connections = await system.db.database
      .fork()
      .execute(
        `select 1 from pg_stat_activity where application_name = 'antrean-api' and datname = current_database()`,
      );
    expect(connections.length).toBeGreaterThan(0);
  });

  it('S2-NF-01 a work order passes the JWT, then the role, then validation, and is in PostgreSQL', async () => {
    const manager = await system.login('PRM001', 'manager123');
    const employee = await system.login('EMP001', 'emp123');
    const create = (token: string | undefined, body: object) =>
      system.call('POST', '/workorders', { body, ...(token === undefined ? {} : { token }) });

    expect((await create(undefined, {})).status).toBe(401);
    expect((await create(`${manager.slice(0, -4)}AAAA`, {})).status).toBe(401);
    // The role is asked before the body is looked at.
    expect((await create(employee, {})).status).toBe(403);
    const invalid = await create(manager, { product_name: '', quantity: 0 });
    expect([invalid.status, invalid.body['code']]).toEqual([400, 'invalid_request']);

    const em = system.db.database.fork();
    const [operator] = await em.execute<{ id: number }[]>(
      `select user_id as id from user_roles where role_key = 'production_operator' limit 1`,
    );
    const created = await create(manager, {
      product_name: 'Chair',
      quantity: 5,
      deadline: '2099-01-01',
      operator_id: operator?.id,
    });
    expect(created.status).toBe(201);
    expect(await em.execute('select product_name, quantity from work_orders')).toEqual([
      { product_name: 'Chair', quantity: 5 },
    ]);
  });
});
