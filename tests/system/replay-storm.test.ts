import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { connectDatabase, type Database } from '@antrean/platform/database';
import {
  appendStatusChanges,
  freePort,
  startTestSystem,
  testConfig,
  testLog,
  type TestSystem,
} from '@antrean/testing';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { connectSocket, type Received, type SocketClient } from './socket-client.ts';

const JWT_SECRET = 'a secret for the test of a storm of clients';
/** So many that what each is replayed, live events of a fast machine included, stays within a user's budget. */
const USERS = 15;
const CLIENTS = 300;
/** Every 25th event is the kitchen's. An instance has the last thousand in memory when it starts. */
const LOG = 2_500;
const EVERY = 25;
const SHORTLY_AWAY = 500;

let system: TestSystem;
let database: Database;
let opsPort: number;
let tokens: string[];
let watcher: SocketClient;
let first: number;
let head: number;
const heard: Received[] = [];

/** Numbered events of which every 25th is for kitchens and the others for administrators. */
async function writeLog(): Promise<void> {
  head = await appendStatusChanges(database, { count: LOG, every: EVERY, role: 'dapur' });
  first = head - LOG;
}

beforeAll(async () => {
  opsPort = await freePort();
  system = await startTestSystem({ JWT_SECRET });
  database = await connectDatabase({
    url: system.db.url,
    poolSize: 2,
    applicationName: 'antrean-test',
    entities: [...organizationEntities, ...identityEntities],
    log: testLog,
  });
  const actors = [];
  for (let n = 0; n < USERS; n += 1)
    actors.push(await createTestPrincipal(database, { role: 'dapur', departmentId: null }));
  tokens = actors.map((actor) => accessTokenOf(actor, testConfig({ JWT_SECRET })));
  await system.start('worker');
  await system.drain();
  await writeLog();
  await Promise.all([system.start('api'), system.start('realtime', { REALTIME_OPS_PORT: String(opsPort) })]);
  const token = await system.login('KIT001', 'kitchen123');
  watcher = await connectSocket(`${system.apiUrl}/notifications`, { token }, heard);
  await watcher.until(() => heard.some(({ name }) => name === 'stream.position'));
}, 90_000);
afterAll(async () => {
  watcher.close();
  await database.close();
  await system.stop();
});

/** The sum of a counter of the realtime instance over its labels that begin with `labels`. */
async function counted(name: string, labels = ''): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
  return page
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && line.includes(labels))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

it('S0-RT-05 a storm of returning clients is read for once, and live events are not behind it', async () => {
  const employee = await system.login('EMP001', 'emp123');
  const url = `http://127.0.0.1:${system.environment['WS_PORT']}/notifications`;
  let back = 0;
  const clients = Array.from({ length: CLIENTS }, async (_, n) => {
    const since = n % 2 === 0 ? first : head - SHORTLY_AWAY;
    const received: Received[] = [];
    const socket = await connectSocket(url, { token: tokens[n % USERS], since }, received);
    await socket.until(() => received.some(({ name }) => name === 'stream.position'));
    back += 1;
    return { since, received, socket };
  });
  const all = Promise.all(clients);

  /** How many clients were taken care of while one live event was on its way. */
  const overtaking: number[] = [];
  while (back < CLIENTS) {
    const { body } = await system.call<{ id: number }>('POST', '/api/orders', {
      token: employee,
      body: { shiftId: 1, jumlahPesanan: 1 },
    });
    const before = back;
    await watcher.until(() => heard.some(({ payload }) => payload['orderId'] === body.id));
    overtaking.push(back - before);
  }
  const storm = await all;

  expect(overtaking.length).toBeGreaterThan(5);
  const [median = CLIENTS] = overtaking.sort((a, b) => a - b).slice(overtaking.length >> 1);
  expect(median).toBeLessThan(CLIENTS / 5);

  // Half of them came from memory; for the others each event was read and parsed once, not once for each.
  expect(await counted('realtime_replays_total', 'outcome="memory"')).toBe(CLIENTS / 2);
  expect(await counted('realtime_replays_total', 'outcome="log"')).toBe(CLIENTS / 2);
  expect(await counted('realtime_replays_total', 'outcome="gap"')).toBe(0);
  const read = await counted('realtime_replay_events_read_total');
  expect(read).toBeGreaterThanOrEqual(LOG / EVERY);
  // Kitchens that came late missed orders of the storm, too.
  expect(read).toBeLessThanOrEqual(LOG / EVERY + overtaking.length);

  // And each has got what it missed, in order and once.
  for (const { since, received, socket } of storm) {
    const seqs = received.flatMap(({ meta }) => (meta ? [meta.seq] : []));
    expect(seqs.filter((seq) => seq <= head)).toEqual(
      Array.from({ length: (head - since) / EVERY }, (_, n) => since + (n + 1) * EVERY),
    );
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    socket.close();
  }
}, 90_000);
