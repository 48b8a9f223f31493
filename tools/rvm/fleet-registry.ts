import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { SimulatorOptions } from './simulator-option.ts';

/** What went wrong, in words for whoever runs the simulator. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
}

/** A machine of the fleet, and what it speaks by. */
export interface FleetMachine {
  readonly id: number;
  readonly code: string;
  readonly capacity: number;
  token: string;
}

const PREFIX = 'SIM-';
/** By which its own tokens are known again. */
const TOKEN_NAME = 'simulator';
const AT_ONCE = 8;
const TRIES = 5;

const LOGIN = z.object({ accessToken: z.string().optional() });
const MACHINE = z.object({ id: z.int(), code: z.string(), capacity: z.int() });
const PAGE = z.object({ data: z.array(MACHINE), next: z.string().nullable() });
const TOKENS = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const MADE = z.object({ token: z.string() });
const KEPT = z.record(z.string(), z.string());

/** The machines of the fleet as an administrator sees to them, by REST. */
export interface FleetRegistry {
  /** Those that are there and those that were lacking, each with a token. */
  open(size: number): Promise<FleetMachine[]>;
  /** Another token for one whose token is over. */
  renew(machine: FleetMachine): Promise<void>;
  /** Takes them away. */
  remove(machines: readonly FleetMachine[]): Promise<void>;
  /** Keeps the tokens for the next run. */
  close(): Promise<void>;
}

/** @throws {SimulatorError} when the system does not answer, or nobody may log in so */
export async function openRegistry(
  { url, user, password, tokenFile }: SimulatorOptions,
  { say, stopping }: { say: (line: string) => void; stopping: AbortSignal },
): Promise<FleetRegistry> {
  const logIn = async (signal: AbortSignal | null): Promise<string> => {
    const response = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: user, password }),
      signal,
    }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new SimulatorError(
        `Nothing answers at ${url}. Start the system with \`npm start\`, or name it with --url.`,
        { cause: error },
      );
    });
    const { accessToken } = LOGIN.catch({}).parse(await response.json().catch(() => null));
    if (accessToken !== undefined) return accessToken;
    throw new SimulatorError(
      response.ok
        ? `${user} has a second factor; name an administrator without one with --user.`
        : `${user} could not log in (${response.status}); name an administrator with --user and --password.`,
    );
  };
  let admin = await logIn(stopping);

  /** A request of the administrator, again when its token was over or there were too many. */
  const ask = async (
    method: string,
    path: string,
    body?: object,
    { allowed = [], signal = stopping }: { allowed?: readonly number[]; signal?: AbortSignal | null } = {},
  ): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${admin}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal,
      });
      const text = await response.text();
      if (response.ok || allowed.includes(response.status)) return text === '' ? null : JSON.parse(text);
      if (tries === TRIES || ![401, 429, 503].includes(response.status))
        throw new SimulatorError(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
      if (response.status === 401) admin = await logIn(signal);
      else
        await delay(Number(response.headers.get('retry-after') ?? 1) * 1_000, undefined, {
          ...(signal ? { signal } : {}),
        });
    }
  };

  const keyOf = ({ id }: Pick<FleetMachine, 'id'>): string => `${url} ${id}`;
  const kept = await readTokens(tokenFile);
  const keep = async (): Promise<void> => {
    await mkdir(dirname(tokenFile), { recursive: true });
    await writeFile(tokenFile, JSON.stringify(kept), { mode: 0o600 });
  };

  const list = async (): Promise<z.infer<typeof MACHINE>[]> => {
    const found: z.infer<typeof MACHINE>[] = [];
    for (let after = ''; ;) {
      const page = PAGE.parse(await ask('GET', `/api/rvms?q=${PREFIX}&limit=200${after}`));
      found.push(...page.data.filter(({ code }) => code.startsWith(PREFIX)));
      if (page.next === null) return found;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
  };
  const add = async (n: number): Promise<z.infer<typeof MACHINE>> =>
    MACHINE.parse(
      await ask('POST', '/api/rvms', {
        code: codeOf(n),
        name: `Simulated ${n}`,
        location: {
          address: `Jl. Simulasi ${n}, Jakarta`,
          lat: -6.2 + (n % 100) / 1_000,
          lng: 106.8 + Math.floor(n / 100) / 1_000,
        },
        capacity: 500,
      }),
    );
  const makeToken = async (machine: Pick<FleetMachine, 'id'>): Promise<string> => {
    const path = `/api/rvms/${machine.id}/device-tokens`;
    // Those of runs before this one are of no use: nobody knows them any more.
    const { data } = TOKENS.parse(await ask('GET', path));
    for (const { id } of data.filter(({ name }) => name === TOKEN_NAME))
      await ask('DELETE', `${path}/${id}`, undefined, { allowed: [404] });
    const { token } = MADE.parse(await ask('POST', path, { name: TOKEN_NAME }));
    kept[keyOf(machine)] = token;
    return token;
  };

  return {
    open: async (size) => {
      const known = new Map((await list()).map((machine) => [machine.code, machine]));
      let [added, made] = [0, 0];
      const numbers = Array.from({ length: size }, (_, i) => i + 1);
      const machines: FleetMachine[] = [];
      try {
        await eachOf(numbers, async (n) => {
          const machine = known.get(codeOf(n)) ?? (await add(n));
          if (!known.has(machine.code)) added += 1;
          let token = kept[keyOf(machine)];
          if (token === undefined) {
            token = await makeToken(machine);
            made += 1;
          }
          machines.push({ ...machine, token });
        });
      } finally {
        await keep();
      }
      say(`${size} machines, ${added} of them added; ${made} tokens made, ${size - made} known from before`);
      return machines.toSorted((a, b) => a.code.localeCompare(b.code));
    },
    renew: async (machine) => {
      machine.token = await makeToken(machine);
    },
    remove: async (machines) => {
      await eachOf(machines, async (machine) => {
        await ask('DELETE', `/api/rvms/${machine.id}`, undefined, { allowed: [404], signal: null });
        delete kept[keyOf(machine)];
      });
      say(`${machines.length} machines taken away`);
    },
    close: keep,
  };
}

/** @throws {SimulatorError} when there is a file and it holds something else */
async function readTokens(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return KEPT.parse(JSON.parse(text));
  } catch (error) {
    throw new SimulatorError(`${file} holds no tokens; take it away, or name another with --tokens.`, {
      cause: error,
    });
  }
}

const codeOf = (n: number): string => `${PREFIX}${String(n).padStart(5, '0')}`;

/** Some at a time, in order. */
async function eachOf<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const waiting = things.values();
  const lane = async (): Promise<void> => {
    for (const thing of waiting) await work(thing);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
