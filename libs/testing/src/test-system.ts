import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePorts } from './free-port.ts';
import { processEnvironment, startApp, type AppName, type AppProcess } from './app-process.ts';
import { drain } from './drain.ts';
import { createTestDatabase, sharedTemplate, type TestDatabase } from './test-database.ts';
import { startTestMailbox, type TestMailbox } from './test-mailbox.ts';
import { createTestRedis, type TestRedis } from './test-redis.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Those that read every event. */
const READERS_OF_ALL = ['audit', 'realtime'];

export interface TestSystem {
  readonly db: TestDatabase;
  readonly redis: TestRedis;
  readonly mailbox: TestMailbox;
  readonly dataDir: string;
  readonly apiUrl: string;
  /** What every process gets; for starting more of them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves when the app is ready; `onSpawned` is given it before. */
  start(
    name: AppName,
    more?: Readonly<Record<string, string>>,
    onSpawned?: (app: AppProcess) => void,
  ): Promise<AppProcess>;
  /** A request to the api with a JSON body; `token` logs in. */
  call<B = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<Answer<B>>;
  /** The access token of a development user. */
  login(nik: string, password: string): Promise<string>;
  /**
   * Resolves when everything that was committed has had its effect.
   * @param readers the consumers of some events that the test relies on: their cursors move no sooner than the sweeper
   *   looks, so others are not waited for
   */
  drain(withinMs?: number, ...readers: string[]): Promise<void>;
  stop(): Promise<void>;
}

export interface CallOptions {
  token?: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Another api than the first. */
  apiUrl?: string;
}

export interface Answer<B> {
  status: number;
  headers: Headers;
  /** The parsed body, in the shape that the caller claims; the test's assertions check it. */
  body: B;
  text: string;
}

/** The processes log in with the rights that they have in production, the tests as owner. */
function processLogin(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = 'antrean_server';
  url.password = 'of-the-processes';
  return url.href;
}

/** Runs `npm run migrate` for development: its users' passwords alone cost five seconds of a processor. */
async function bringUpToDate(ownerUrl: string): Promise<void> {
  await run(process.execPath, ['--conditions=@antrean/source', 'apps/worker/src/migrate.ts'], {
    cwd: root,
    env: {
      ...processEnvironment(),
      NODE_ENV: 'development',
      DATABASE_URL: processLogin(ownerUrl),
      DATABASE_OWNER_URL: ownerUrl,
      REDIS_URL: 'redis://127.0.0.1:1',
      SMTP_URL: 'smtp://127.0.0.1:1',
    },
  });
}

/**
 * A whole system of real processes on a database of its own with the development data: PostgreSQL, Redis, an SMTP
 * mailbox, and whichever apps the test starts.
 *
 * @param options.ownerUrl another database than that of `db`, by its owner
 */
export async function startTestSystem(
  more: Readonly<Record<string, string>> = {},
  options: { ownerUrl?: string } = {},
): Promise<TestSystem> {
  const template = await sharedTemplate('antrean_development', bringUpToDate);
  const [db, redis, mailbox, dataDir] = await Promise.all([
    createTestDatabase([], { template }),
    createTestRedis(),
    startTestMailbox(),
    mkdtemp(join(tmpdir(), 'antrean-system-')),
  ]);
  const ownerUrl = options.ownerUrl ?? db.url;
  const [port, realtimePort] = await freePorts(2);
  const environment = {
    NODE_ENV: 'development',
    DATABASE_URL: processLogin(ownerUrl),
    REDIS_URL: redis.url,
    SMTP_URL: mailbox.smtpUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    WS_PORT: String(realtimePort),
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
    ...more,
  };
  if (options.ownerUrl !== undefined) await bringUpToDate(options.ownerUrl);
  const apps: AppProcess[] = [];
  const apiUrl = `http://127.0.0.1:${port}`;
  const call = async <B>(
    method: string,
    path: string,
    { token, body, headers, apiUrl: other }: CallOptions = {},
  ): Promise<Answer<B>> => {
    const response = await fetch((other ?? apiUrl) + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    const parsed: B = JSON.parse(json ? text : 'null');
    return { status: response.status, headers: response.headers, text, body: parsed };
  };
  return {
    db,
    redis,
    mailbox,
    dataDir,
    apiUrl,
    environment,
    start: (name, extra = {}, onSpawned = () => undefined) =>
      startApp(name, { ...environment, ...extra }, (app) => {
        apps.push(app);
        onSpawned(app);
      }),
    call,
    login: async (nik, password) => {
      const { status, body, text } = await call<{ accessToken: string }>('POST', '/api/auth/login', {
        body: { nik, password },
      });
      if (status !== 200) throw new Error(`${nik} could not log in: ${status} ${text}`);
      return body.accessToken;
    },
    drain: (withinMs, ...readers) => drain(db.database, [...READERS_OF_ALL, ...readers], withinMs),
    stop: async () => {
      await Promise.all(apps.map((app) => app.kill('SIGKILL').catch(() => undefined)));
      await Promise.all([mailbox.stop(), redis.stop()]);
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
