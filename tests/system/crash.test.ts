import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';
import { connectSocket, type Received } from './socket-client.ts';

interface Order {
  id: number;
  kodePesanan: string;
}

/** Kills our processes at the worst instants; a fail point tells when the instant has come. */
describe('S3-EVT-10 a process that is killed loses and doubles nothing', () => {
  let system: TestSystem;
  let api: AppProcess;
  let employee: string;
  const sockets: { close(): void }[] = [];

  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('realtime');
    api = await system.start('api');
    employee = await system.login('EMP001', 'emp123');
  }, 60_000);
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await system.stop();
  });

  const order = async (quantity: number): Promise<Order> => {
    const { status, body, text } = await system.call<Order>('POST', '/api/orders', {
      token: employee,
      body: { shiftId: 1, jumlahPesanan: quantity },
    });
    if (status !== 201) throw new Error(`${status} ${text}`);
    return body;
  };
  const audited = async (codes: readonly string[]): Promise<string[]> =>
    (
      await query<{ subject: string }>(
        system.db.database.fork(),
        `select subject from log_audit_trail where action = 'ORDER_CREATED' and subject = any(?) order by subject`,
        [`{${codes.join(',')}}`],
      )
    ).map(({ subject }) => subject);

  it.each([
    ['the relay, after it numbered events', 'relay.after-number'],
    [
      'the audit consumer, after its effect committed and before the job completed',
      'consumer.audit.after-effect',
    ],
    ['the realtime consumer, after it emitted', 'consumer.realtime.after-effect'],
  ])(
    '%s',
    async (_name, failPoint) => {
      const admin = await system.login('ADM001', 'admin123');
      const heard: Received[] = [];
      const socket = await connectSocket(`${system.apiUrl}/notifications`, { token: admin }, heard);
      sockets.push(socket);
      const doomed = await system.start('worker', { FAIL_POINTS: failPoint });
      const orders = [await order(1), await order(2), await order(3)];
      await doomed.said(`fail point reached: ${failPoint}`);
      await doomed.kill('SIGKILL');
      orders.push(await order(4));
      const successor = await system.start('worker');
      await system.drain(60_000);
      const codes = orders.map(({ kodePesanan }) => kodePesanan).sort();
      expect(await audited(codes)).toEqual(codes);
      await socket.until(() =>
        codes.every((code) => heard.some(({ payload }) => payload['kodePesanan'] === code)),
      );
      const created = heard.filter(({ name }) => name === 'order.created');
      expect(created.map(({ payload }) => payload['kodePesanan']).sort()).toEqual(codes);
      expect(new Set(created.map(({ meta }) => meta.id)).size).toBe(codes.length);
      socket.close();
      await successor.kill('SIGTERM');
    },
    90_000,
  );

  it.each([
    ['the relay, after it claimed a job', 'relay.after-claim'],
    ['the relay, after it added a job to BullMQ', 'relay.after-add'],
    ['the worker, after the effect committed and before the job completed', 'worker.after-effect'],
  ])(
    '%s',
    async (_name, failPoint) => {
      const admin = await system.login('ADM001', 'admin123');
      // Before the worker is there, so that this job is the first that comes to the fail point.
      const { body, status } = await system.call<{ id: string }>('POST', '/api/report-jobs', {
        token: admin,
        body: { report: 'consumption', params: {}, format: 'pdf' },
      });
      expect(status).toBe(202);
      const doomed = await system.start('worker', { FAIL_POINTS: failPoint });
      await doomed.said(`fail point reached: ${failPoint}`);
      await doomed.kill('SIGKILL');
      const successor = await system.start('worker');
      await system.drain(60_000);
      const job = await system.call<{ status: string }>('GET', `/api/report-jobs/${body.id}`, {
        token: admin,
      });
      expect(job.body.status).toBe('completed');
      const completed = await query<{ n: number }>(
        system.db.database.fork(),
        `select count(*)::int as n from outbox_events where name = 'job.completed' and payload ->> 'jobId' = ?`,
        [body.id],
      );
      expect(completed).toEqual([{ n: 1 }]);
      await successor.kill('SIGTERM');
    },
    90_000,
  );

  it('the worker, after a turn of a schedule committed: each schedule has its one next turn, and takes it', async () => {
    const doomed = await system.start('worker', { FAIL_POINTS: 'worker.after-turn' });
    await doomed.said('fail point reached: worker.after-turn');
    await doomed.kill('SIGKILL');
    const sql = <Row extends object>(text: string) => query<Row>(system.db.database.fork(), text);
    await sql(`update outbox_jobs set run_at = now() where queue = 'schedules' and state = 'pending'`);
    await sql(`create table turns_before as select name, run_at from outbox_jobs where queue = 'schedules'`);
    const successor = await system.start('worker');
    const waiting = () =>
      sql(`select from turns_before b where not exists (
        select from outbox_jobs j where j.name = b.name and j.run_at > b.run_at and j.attempts = 0)`);
    while ((await waiting()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const doubled = await sql(
      `select name from outbox_jobs where queue = 'schedules' and state <> 'cancelled' group by name having count(*) <> 1`,
    );
    expect(doubled).toEqual([]);
    await successor.kill('SIGTERM');
  }, 90_000);

  it('the api, after the commit and before the answer: the order is there once, and the repetition tells so', async () => {
    await api.kill('SIGTERM');
    const doomed = await system.start('api', { FAIL_POINTS: 'api.after-commit' });
    const key = { 'idempotency-key': 'killed-after-commit' };
    const request = () =>
      system.call<Order>('POST', '/api/orders', {
        token: employee,
        body: { shiftId: 1, jumlahPesanan: 77 },
        headers: key,
      });
    const unanswered = request().catch((error: unknown) => String(error));
    await doomed.said('fail point reached: api.after-commit');
    await doomed.kill('SIGKILL');
    expect(typeof (await unanswered)).toBe('string');
    api = await system.start('api');
    const { status, body } = await request();
    expect(status).toBe(201);
    const rows = await query<{ code: string }>(
      system.db.database.fork(),
      `select code from meal_orders where quantity = 77`,
    );
    expect(rows).toEqual([{ code: body.kodePesanan }]);
    const worker = await system.start('worker');
    await system.drain();
    expect(await audited([body.kodePesanan])).toEqual([body.kodePesanan]);
    await worker.kill('SIGTERM');
  }, 60_000);
});
