import { z } from 'zod';
import { developmentUsers } from '@antrean/accounts';
import { DemoError } from './demo-error.ts';
import { listen, type Listener } from './listener.ts';

/** A part of the day. Returns the lines of its summary. @throws {DemoError} when something did not happen */
export interface Part {
  readonly name: string;
  readonly play: (world: World) => Promise<string[]>;
}

/** Somebody who is logged in. */
export interface Person {
  readonly nik: string;
  readonly userId: number;
  /** A request with a JSON body. Returns the answer's body. @throws {DemoError} unless the answer is 2xx */
  ask(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<unknown>;
  /** Sends the bytes of a file. Returns the answer's body. @throws {DemoError} unless the answer is 2xx */
  upload(path: string, bytes: Buffer, contentType: string): Promise<unknown>;
  /** The whole answer, for files. @throws {DemoError} unless it is 2xx */
  fetch(path: string): Promise<Response>;
  /** Opens a socket on /notifications, caught up from `since` when that is given. */
  listen(role: string, since?: number): Promise<Listener>;
}

export interface World {
  readonly folder: string;
  readonly say: (line: string) => void;
  /** Rejects when a reaction to an event failed; await it beside what you wait for. */
  readonly trouble: Promise<never>;
  assertRuns(): Promise<void>;
  /** Logs a development user in. */
  login(nik: string): Promise<Person>;
  /** Whoever holds this token. */
  enter(name: string, token: string, userId: number): Person;
  /** A request of nobody in particular. Returns the answer's body. @throws {DemoError} unless the answer is 2xx */
  post(path: string, body: object): Promise<unknown>;
  /** The same, to read what is public. */
  get(path: string): Promise<unknown>;
  /** All mails of the development mailbox; null when there is none. */
  readMails(): Promise<unknown>;
  /** Runs a reaction to an event; its failure ends the demo. */
  react(work: () => Promise<void>): void;
  /** The time that a person would take. */
  pause(): Promise<void>;
  close(): void;
}

const LOGIN = z.object({ accessToken: z.string(), user: z.object({ id: z.int() }) });

/** The running system as the parts see it. */
export function openWorld(options: {
  baseUrl: string;
  /** The page of the development mailbox. */
  mailUrl: string;
  /** Where files are saved. */
  folder: string;
  paceMs: number;
  say: (line: string) => void;
}): World {
  const { baseUrl, mailUrl, folder, paceMs, say } = options;
  const listeners: Listener[] = [];
  const failed = Promise.withResolvers<never>();
  // A part hears of it when it waits; until then it must not count as unhandled.
  failed.promise.catch(() => undefined);

  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(baseUrl + path, init);
    if (response.ok) return response;
    throw new DemoError(
      `${init.method ?? 'GET'} ${path} answered ${response.status}: ${await response.text()}`,
    );
  };

  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    return (await request(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };

  const person = (nik: string, token: string, userId: number): Person => {
    const authorization = `Bearer ${token}`;
    return {
      nik,
      userId,
      ask: async (method, path, body, headers = {}) => {
        const response = await request(path, {
          method,
          headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        return response.status === 204 ? undefined : response.json();
      },
      upload: async (path, bytes, contentType) => {
        const headers = { authorization, 'content-type': contentType };
        return (await request(path, { method: 'POST', headers, body: new Uint8Array(bytes) })).json();
      },
      fetch: (path) => request(path, { headers: { authorization } }),
      listen: async (role, since) => {
        const listener = await listen(`${baseUrl}/notifications`, { token, role, since });
        listeners.push(listener);
        return listener;
      },
    };
  };

  return {
    folder,
    say,
    trouble: failed.promise,
    assertRuns: async () => {
      const health = await fetch(`${baseUrl}/api/health/ready`).catch(() => undefined);
      if (health?.ok) return;
      throw new DemoError(
        `Nothing that is ready answers at ${baseUrl}${health ? ` (${health.status})` : ''}.\n` +
          'Start the system in another terminal with `npm start`, wait for "Antrean runs.", and run the demo again.\n' +
          'If it listens elsewhere: BASE_URL=http://localhost:4000 npm run demo',
      );
    },
    login: async (nik) => {
      const password = developmentUsers.find((user) => user.nik === nik)?.password;
      const { accessToken, user } = LOGIN.parse(await post('/api/auth/login', { nik, password }));
      return person(nik, accessToken, user.id);
    },
    enter: person,
    post,
    get: async (path) => (await request(path, {})).json(),
    readMails: async () => {
      const answer = await fetch(`${mailUrl}/email`).catch(() => undefined);
      return answer?.ok ? answer.json() : null;
    },
    react: (work) => void work().catch((error: unknown) => failed.reject(error)),
    pause: () => new Promise((resolve) => setTimeout(resolve, paceMs)),
    close: () => {
      for (const listener of listeners) listener.close();
    },
  };
}
