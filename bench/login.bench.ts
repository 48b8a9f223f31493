import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchSystem } from './bench-system.ts';
import { cpuSeconds, median, quantile, type Comparison } from './measure.ts';

const LOGINS = 200;
const SAMPLES = 1_000;
const EVERY_MS = 10;
/** Each takes as long as the logins do: a minute. */
const MOST_ROUNDS = 3;
const USERS = ['EMP001', 'EMP002'] as const;

/** By the plain client, which costs less of the cores that all share. @returns status and milliseconds */
async function send(
  system: BenchSystem,
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<{ status: number; took: number }> {
  const at = performance.now();
  const sending = request(`${system.apiUrl}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  }).end(body === undefined ? undefined : JSON.stringify(body));
  const status = await new Promise<number>((resolve, reject) => {
    sending
      .once('error', reject)
      .once('response', (answer) => void text(answer).then(() => resolve(answer.statusCode ?? 0), reject));
  });
  return { status, took: performance.now() - at };
}

/** The slowest of a hundred reads of one's profile, which is a check of the session and little else, at a steady rate. */
async function p99(
  system: BenchSystem,
  token: string,
  goesOn = (sent: number): boolean => sent < SAMPLES,
): Promise<number> {
  const reads: ReturnType<typeof send>[] = [];
  while (goesOn(reads.length)) {
    reads.push(send(system, 'GET', '/api/auth/me', { token }));
    await pause(EVERY_MS);
  }
  return quantile(
    (await Promise.all(reads)).map(({ took }) => took),
    0.99,
  );
}

/** What 200 logins at once do to the requests of others, how many logins a second come through, and what a session's check costs. */
export async function benchLogin(system: BenchSystem, rounds: number): Promise<Comparison[]> {
  const token = await system.login('ADM001', 'admin123');
  await p99(system, token); // warm-up
  const ours: number[] = [];
  const baseline: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
    baseline.push(await p99(system, token));
    const begun = performance.now();
    const logins = Promise.all(
      Array.from({ length: LOGINS }, (_, n) =>
        send(system, 'POST', '/api/auth/login', {
          body: { nik: USERS[n % USERS.length], password: 'emp123' },
        }),
      ),
    );
    let isOver = false;
    const end = logins.finally(() => (isOver = true));
    ours.push(await p99(system, token, () => !isOver));
    await end;
    const served = (await logins).filter(({ status }) => status === 200).length;
    rates.push((served / (performance.now() - begun)) * 1_000);
  }
  const before = cpuSeconds(system.apiPid);
  const CHECKS = 2_000;
  for (let n = 0; n < CHECKS; n += 1) await send(system, 'GET', '/api/auth/me', { token });
  const check = ((cpuSeconds(system.apiPid) - before) / CHECKS) * 1_000_000;
  const ratios = ours.map((during, round) => during / (baseline[round] ?? Number.NaN));
  return [
    {
      name: `login: p99 of others during ${LOGINS} logins ÷ without`,
      ...{ ratios, ours, baseline },
      unit: 'ms',
      goal: '≤ 2',
      met: median(ratios) <= 2,
      note: `${median(rates).toFixed(1)} logins/s; a request that checks its session takes ${check.toFixed(0)} µs CPU`,
    },
  ];
}
