import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { createAdapter } from '@socket.io/redis-adapter';
import { Emitter } from '@socket.io/redis-emitter';
import { Redis } from 'ioredis';
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
async function postOrder(apiUrl: string, token: string, agent: Agent): Promise<number> {
  const body = '{"shiftId":1,"jumlahPesanan":10}';
  const sending = request(`${apiUrl}/api/orders`, {
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
export async function antreanRound(
  system: BenchSystem,
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
    sent.push(
      postOrder(system.apiUrl, token, agent).then((id) => ({ id, at, answered: performance.now() - at })),
    );
    await pause(everyMs);
  }
  const orders = await Promise.all(sent);
  while (orders.some(({ id }) => !heard.has(id))) await pause(5);
  socket.off('order.created', onCreated);
  agent.destroy();
  return orders.map(({ id, at, answered }) => ({ answered, heard: (heard.get(id) ?? Number.NaN) - at }));
}

/** The same with nothing but an emitter, Redis, the adapter and a socket. */
async function bareRound(emitter: Emitter, socket: Socket, everyMs: number): Promise<number[]> {
  const latencies: number[] = [];
  const onTick = (at: number): void => void latencies.push(performance.now() - at);
  socket.on('tick', onTick);
  for (let i = 0; i < SAMPLES_PER_ROUND; i += 1) {
    emitter.to('kitchen').emit('tick', performance.now());
    await pause(everyMs);
  }
  while (latencies.length < SAMPLES_PER_ROUND) await pause(5);
  socket.off('tick', onTick);
  return latencies;
}

/**
 * POST → socket against a bare emit through the Redis adapter, in turns, at 30 % of the intake rate.
 * Needs a running worker and realtime instance.
 */
export async function benchLatency(
  system: BenchSystem,
  rounds: number,
  ordersPerSecond: number,
): Promise<Comparison[]> {
  const everyMs = 1_000 / (ordersPerSecond * 0.3);
  const employee = await system.login('EMP001', 'emp123');
  const kitchen = await system.login('KIT001', 'kitchen123');
  const ours = await connected(`${system.realtimeUrl}/notifications`, { token: kitchen });

  const pub = new Redis(system.redisUrl);
  const sub = pub.duplicate();
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server = new Server(http, { adapter: createAdapter(pub, sub) });
  server.on('connection', (socket) => void socket.join('kitchen'));
  const address = http.address();
  const bare = await connected(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, {});
  const emitter = new Emitter(pub);

  // Warm-up: the worker's and the realtime tier's code is compiled as it runs.
  for (let i = 0; i < 4; i += 1) await antreanRound(system, ours, employee, everyMs);
  const answered: number[][] = [];
  const mine: number[][] = [];
  const theirs: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const orders = await antreanRound(system, ours, employee, everyMs);
    answered.push(orders.map((order) => order.answered));
    mine.push(orders.map((order) => order.heard));
    theirs.push(await bareRound(emitter, bare, everyMs));
  }
  ours.close();
  bare.close();
  await server.close();
  pub.disconnect();
  sub.disconnect();

  return [
    { q: 0.5, name: 'p50', allowance: 8 },
    { q: 0.99, name: 'p99', allowance: 25 },
  ].map(({ q, name, allowance }) => {
    const a = mine.map((round) => quantile(round, q));
    const b = theirs.map((round) => quantile(round, q));
    const differences = a.map((value, i) => value - (b[i] ?? 0));
    return {
      name: `latency ${name}: POST → socket − bare emit`,
      ours: a,
      baseline: b,
      ratios: differences,
      unit: 'ms',
      goal: `≤ bare + ${allowance} ms`,
      met: median(differences) <= allowance,
      note:
        `column "ratio" is the difference in ms; ${(ordersPerSecond * 0.3).toFixed(0)} orders/s; ` +
        `the POST itself is answered after ${median(answered.map((round) => quantile(round, q))).toFixed(1)} ms`,
    };
  });
}
