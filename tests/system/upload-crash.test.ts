import { once } from 'node:events';
import { readdir, stat, utimes } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000, 7)]);

let system: TestSystem;
let api: AppProcess;
let manager: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  system = await startTestSystem();
  api = await system.start('api');
  manager = await system.login('PRM001', 'manager123');
}, 60_000);
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await system.stop();
});

const sql = <Row extends object>(text: string, parameters: readonly number[] = []): Promise<Row[]> =>
  query<Row>(system.db.database.fork(), text, parameters);
/** Looks again and again, each time after a round trip to the database; the test's own time limit ends it. */
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sql('select 1');
};
const stored = async (): Promise<string[]> =>
  (await readdir(system.dataDir, { recursive: true })).filter((name) =>
    /^work-orders\/\d+\/[0-9a-f-]{36}$/.test(name),
  );
const draftFolder = (): string => join(system.dataDir, '.tmp');
const drafts = (): Promise<string[]> => readdir(draftFolder()).catch(() => []);
const unkept = async (): Promise<number> => (await sql(`select key from unkept_files`)).length;

async function createOrder(): Promise<number> {
  const [operator] = await sql<{ id: number }>(
    `select user_id as id from user_roles where role_key = 'production_operator' limit 1`,
  );
  const { status, body } = await system.call<{ id: number }>('POST', '/api/workorders', {
    token: manager,
    body: { product_name: 'Chair', quantity: 5, deadline: '2099-01-01', operator_id: operator!.id },
  });
  expect(status).toBe(201);
  return body.id;
}

/** Announces the PDF to an order and sends so many bytes of it. */
async function send(orderId: number, bytes: number): Promise<Socket> {
  const socket = connect(Number(new URL(system.apiUrl).port), '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(
    `POST /api/workorders/${orderId}/attachments?filename=a.pdf HTTP/1.1\r\nHost: x\r\n` +
      `Authorization: Bearer ${manager}\r\nContent-Type: application/pdf\r\nContent-Length: ${PDF.length}\r\n\r\n`,
  );
  socket.write(PDF.subarray(0, bytes));
  return socket;
}

it('an api that is killed before, while or after a file arrives leaves the files that are kept, and no other', async () => {
  const order = await createOrder();
  const busy = await createOrder();
  const files = `/api/workorders/${order}/attachments`;

  const kept = await send(order, PDF.length);
  expect(String((await once(kept, 'data'))[0])).toMatch(/^HTTP\/1\.1 201 /);
  const [keptFile] = await stored();
  expect(await unkept()).toBe(0);

  await send(order, 0);
  await until(async () => (await unkept()) === 1);
  await send(order, PDF.length / 2);
  await until(async () => {
    const sizes = (await drafts()).map(async (name) => (await stat(join(draftFolder(), name))).size);
    return (await Promise.all(sizes)).some((size) => size > 10_000);
  });
  // All of the third has arrived; the row that it belongs to is being changed by somebody else.
  await system.db.database.fork().transactional(async (em) => {
    await query(em, `select id from work_orders where id = ? for update`, [busy]);
    await send(busy, PDF.length);
    await until(async () => (await stored()).length === 2);
    await api.kill('SIGKILL');
  });
  expect([await unkept(), (await drafts()).length, (await stored()).length]).toEqual([3, 2, 2]);

  // An hour later.
  await sql(`update outbox_jobs set run_at = now() where name = 'files.discard' and state = 'pending'`);
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const name of await drafts()) await utimes(join(draftFolder(), name), longAgo, longAgo);
  await system.start('worker');
  await system.drain(60_000);
  await until(async () => (await drafts()).length === 0);
  expect([await unkept(), await stored()]).toEqual([0, [keptFile]]);

  await system.start('api');
  const { body } = await system.call<{ data: { id: number }[] }>('GET', files, { token: manager });
  expect(body.data).toHaveLength(1);
  const answer = await fetch(`${system.apiUrl}${files}/${body.data[0]!.id}`, {
    headers: { authorization: `Bearer ${manager}` },
  });
  expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
}, 120_000);
