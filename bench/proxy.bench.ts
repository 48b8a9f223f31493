import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Socket } from 'socket.io-client';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { testConfig } from '@antrean/testing';
import { connectBench } from './bench-database.ts';
import type { BenchSystem } from './bench-system.ts';
import { connected } from './latency.bench.ts';
import { interleave, median, quantile, type Comparison } from './measure.ts';
import type { CrowdAnswer, CrowdOrder } from './socket-crowd.ts';

const STORM = 500;
const STANDING = 2_000;
/** What one user may have open at once is 60, and what one socket may ask is bounded (apps/realtime/src/limits.ts). */
const SOCKETS_PER_USER = 25;
const USERS = STANDING / SOCKETS_PER_USER;
const ASKING = 50;
const QUESTIONS = 150;
/** So many new connections of one address are let in again meanwhile as a storm brings. */
const REST_MS = 4_000;

interface Crowd {
  readonly came: Extract<CrowdAnswer, { what: 'came' }>;
  say(order: CrowdOrder): Promise<CrowdAnswer>;
  next(): Promise<CrowdAnswer>;
  leave(): Promise<void>;
}

/** Clients of a process of their own, which come all at once. */
async function gather(url: string, tokens: readonly string[]): Promise<Crowd> {
  const clients: ChildProcess = fork(fileURLToPath(new URL('socket-crowd.ts', import.meta.url)));
  await once(clients, 'message');
  const next = async (): Promise<CrowdAnswer> => {
    const [said]: CrowdAnswer[] = await once(clients, 'message', { signal: AbortSignal.timeout(60_000) });
    if (!said) throw new Error('a crowd said nothing');
    return said;
  };
  const say = (order: CrowdOrder): Promise<CrowdAnswer> => {
    const answered = next();
    clients.send(order);
    return answered;
  };
  const came = await say({ url, tokens });
  if (came.what !== 'came') throw new Error(`a crowd ${came.what}`);
  const leave = async (): Promise<void> => {
    clients.kill();
    await once(clients, 'exit');
  };
  return { came, say, next, leave };
}

/** Milliseconds of a question and its answer, the median. */
async function askAround(sockets: readonly Socket[]): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < QUESTIONS; n += 1) {
    const begun = performance.now();
    const answer: unknown = await sockets[n % sockets.length]?.timeout(10_000).emitWithAck('unwatch', 1);
    times.push(performance.now() - begun);
    if (typeof answer !== 'object' || answer === null || !('clinicId' in answer))
      throw new Error(`a question was refused: ${JSON.stringify(answer)}`);
  }
  return median(times);
}

/** Sockets at the api's port against sockets at the realtime process itself, in turns. Needs a worker and a realtime process. */
export async function benchProxy(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const database = await connectBench(system.databaseUrl, 2);
  const tokens: string[] = [];
  while (tokens.length < USERS) {
    const actor = await createTestPrincipal(database, { role: 'dapur', departmentId: null });
    // Signed with the secret of development, as all of a measured system is.
    tokens.push(accessTokenOf(actor, testConfig()));
  }
  await database.close();
  let turn = 0;
  /** The next users of all, so that nobody opens sockets sooner than may be. */
  const some = (count: number): string[] =>
    Array.from({ length: count }, () => tokens[Math.floor((turn += 1) / SOCKETS_PER_USER) % USERS] ?? '');
  const [through, direct] = [system.apiUrl, system.realtimeUrl].map((url) => `${url}/notifications`);
  if (!through || !direct) throw new Error('there is no system');
  const open = (url: string): Promise<Socket[]> =>
    Promise.all(Array.from({ length: ASKING }, (_, n) => connected(url, { token: tokens[n % USERS] })));

  const [passed, own] = [await open(through), await open(direct)];
  for (const sockets of [passed, own]) await askAround(sockets);
  const roundTrips = await interleave(
    rounds,
    () => askAround(passed),
    () => askAround(own),
  );
  for (const socket of [...passed, ...own]) socket.close();

  const firsts: number[] = [];
  const storm = async (url: string): Promise<number> => {
    const { came, leave } = await gather(url, some(STORM));
    if (url === through) firsts.push(quantile(came.waitedMs, 0.5));
    await leave();
    await pause(REST_MS);
    return came.ms;
  };
  for (const url of [through, direct]) await storm(url);
  const storms = await interleave(
    rounds,
    () => storm(through),
    () => storm(direct),
  );

  // Many that stay, all by one api: what one more asks, and when the last of them has heard of an order.
  const alone = await connected(through, { token: tokens[0] });
  const before = await askOne(alone);
  const crowds: Crowd[] = [];
  while (crowds.length < STANDING / STORM) {
    crowds.push(await gather(through, some(STORM)));
    await pause(REST_MS);
  }
  const among = await askOne(alone);
  for (const { say } of crowds) await say('listen');
  const all = crowds.map(({ next }) => next());
  const employee = await system.login('EMP001', 'emp123');
  const posted = performance.timeOrigin + performance.now();
  const response = await fetch(`${system.apiUrl}/api/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${employee}`, 'content-type': 'application/json' },
    body: '{"shiftId":1,"jumlahPesanan":10}',
  });
  if (response.status !== 201) throw new Error(await response.text());
  const heard = (await Promise.all(all)).map((said) =>
    said.what === 'heard' ? said.at - posted : Number.NaN,
  );
  alone.close();
  await Promise.all(crowds.map(({ leave }) => leave()));

  return [
    {
      name: 'proxy: a question on a socket and its answer, by the api ÷ direct',
      ...roundTrips,
      unit: 'ms',
      goal: '≤ 1.5',
      met: median(roundTrips.ratios) <= 1.5,
      note: `${ASKING} sockets by turns, one question at a time`,
    },
    {
      name: `proxy: ${STORM} connections at once until the last is in, by the api ÷ direct`,
      ...storms,
      unit: 'ms',
      goal: '≤ 1.5',
      met: median(storms.ratios) <= 1.5,
      note: `half of them are in after ${median(firsts).toFixed(0)} ms`,
    },
    {
      name: `proxy: a question beside ${STANDING} sockets by one api ÷ before they came`,
      ours: [among],
      baseline: [before],
      ratios: [among / before],
      unit: 'ms',
      goal: '≤ 1.5',
      met: among / before <= 1.5,
      note: `all stay; the last of them hears of an order after ${Math.max(...heard).toFixed(0)} ms`,
    },
  ];
}

/** Of one socket, which may ask so often and no more. */
async function askOne(socket: Socket): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const begun = performance.now();
    await socket.timeout(10_000).emitWithAck('unwatch', 1);
    times.push(performance.now() - begun);
  }
  return median(times);
}
