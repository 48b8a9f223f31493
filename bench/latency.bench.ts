import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { createAdapter } from '@socket.io/redis-adapter';
import { Emitter } from '@socket.io/redis-emitter';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { median, quantile, type Comparison } from './measure.ts';
import type { BenchSystem } from './bench-system.ts';

const SAMPLES_PER_ROUND = 150;

export async function connected(url: string, auth: Record<string, unknown>): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], auth, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** By the plain client: `fetch` takes as much CPU time as the api itself, from the cores that both share. */
async function postOrder(url: string, token: string, agent: Agent): Promise<number> {
  const body = '{"shiftId":1,"jumlahPesanan":10}';
  const sending = request(`${url}/api/orders`, {
    agent,
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    },
  }).end(body);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sending.once('response', resolve).once('error', reject);
  });
  const { id }: { id: number } = JSON.parse(await text(await answered));
  return id;
}

/** Milliseconds from sending POST /api/orders to its answer, and to the kitchen's socket having the event. */
interface Latency {
  readonly answered: number;
  readonly heard: number;
}

/** Orders at a steady rate, as long as `goesOn`. */
export async function latencyRound(
  url: string,
  socket: Socket,
  token: string,
  everyMs: number,
  goesOn = (sent: number): boolean => sent < SAMPLES_PER_ROUND,
): Promise<Latency[]> {
  const agent = new Agent({ keepAlive: true });
  const heard = new Map<number, number>();
  const onCreated = ({ orderId }: { orderId: number }): void => void heard.set(orderId, performance.now());
  socket.on('order.created', onCreated);
  const sent: Promise<{ id: number; at: number; answered: number }>[] = [];
  while (goesOn(sent.length)) {
    const at = performance.now();
    sent.push(postOrder(url, token, agent).then((id) => ({ id, at, answered: performance.now() - at })));
    await pause(everyMs);
  }
  const orders = await Promise.all(sent);
  while (orders.some(({ id }) => !heard.has(id))) await pause(5);
  socket.off('order.created', onCreated);
  agent.destroy();
  return orders.map(({ id, at, answered }) => ({ answered, heard: (heard.get(id) ?? Number.NaN) - at }));
}

/** A server that promises nothing: it inserts a row, emits through Redis to the sockets that it serves, and answers. */
async function startBare(system: BenchSystem): Promise<{ url: string; stop(): Promise<void> }> {
  const pool = new Pool({ connectionString: system.databaseUrl, max: 10 });
  await pool.query(
    `create table if not exists bare_orders (id bigint generated always as identity, body jsonb)`,
  );
  const pub = new Redis(system.redisUrl);
  const sub = pub.duplicate();
  const emitter = new Emitter(pub);
  const http = createServer((asked, answer) => {
    text(asked)
      .then(async (body) => {
        const { rows } = await pool.query<{ id: string }>(
          `insert into bare_orders (body) values ($1) returning id`,
          [body],
        );
        const id = Number(rows[0]?.id);
        emitter.to('kitchen').emit('order.created', { orderId: id });
        answer.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
      })
      .catch((error: unknown) => answer.destroy(error instanceof Error ? error : undefined));
  });
  const server = new Server(http, { adapter: createAdapter(pub, sub) });
  server.on('connection', (socket) => void socket.join('kitchen'));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop: async () => {
      await server.close();
      pub.disconnect();
      sub.disconnect();
      await pool.query('drop table bare_orders');
      await pool.end();
    },
  };
}

/**
 * POST → socket against a bare POST with an emit, in turns, at 30 % of the intake rate.
 * Needs a running worker and realtime instance.
 */
export async function benchLatency(
  system: BenchSystem,
  rounds: number,
  ordersPerSecond: number,
): Promise<Comparison[]> {
  const everyMs = 1_000 / (ordersPerSecond * 0.3);
  const token = await system.login('EMP001', 'emp123');
  const kitchen = await system.login('KIT001', 'kitchen123');
  const bare = await startBare(system);
  const ours = {
    url: system.apiUrl,
    socket: await connected(`${system.realtimeUrl}/notifications`, { token: kitchen }),
  };
  const theirs = { url: bare.url, socket: await connected(bare.url, {}) };
  const round = ({ url, socket }: typeof ours): Promise<Latency[]> =>
    latencyRound(url, socket, token, everyMs);

  // Warm-up: the code is compiled as it runs.
  for (let i = 0; i < 4; i += 1) {
    await round(ours);
    await round(theirs);
  }
  const measured = { ours: [] as Latency[][], theirs: [] as Latency[][] };
  for (let i = 0; i < rounds; i += 1) {
    if (i % 2 === 0) measured.ours.push(await round(ours));
    measured.theirs.push(await round(theirs));
    if (i % 2 === 1) measured.ours.push(await round(ours));
  }
  ours.socket.close();
  theirs.socket.close();
  await bare.stop();

  return [
    { q: 0.5, name: 'p50' },
    { q: 0.99, name: 'p99' },
  ].map(({ q, name }) => {
    const of = (latencies: readonly Latency[][], what: keyof Latency): number[] =>
      latencies.map((each) =>
        quantile(
          each.map((latency) => latency[what]),
          q,
        ),
      );
    const a = of(measured.ours, 'heard');
    const b = of(measured.theirs, 'heard');
    const ratios = a.map((value, i) => value / (b[i] ?? Number.NaN));
    return {
      name: `latency ${name}: POST → socket ÷ bare POST with an emit`,
      ours: a,
      baseline: b,
      ratios,
      unit: 'ms',
      goal: '≤ 1.2',
      met: median(ratios) <= 1.2,
      note:
        `${(ordersPerSecond * 0.3).toFixed(0)} orders/s; answered after ` +
        `${median(of(measured.ours, 'answered')).toFixed(1)} and ${median(of(measured.theirs, 'answered')).toFixed(1)} ms`,
    };
  });
}
