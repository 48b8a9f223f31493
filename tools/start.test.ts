import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeProcess, hasEnded, readRecord, type ProcessRecord } from '@antrean/embedded';
import pg from 'pg';
import { createStandInSystem, NO_SERVICES, type StandInSystem, type Terminal } from './start.factory.ts';

let system: StandInSystem;
let squatter: Server | undefined;

beforeEach(async () => {
  system = await createStandInSystem();
});

afterEach(async () => {
  squatter?.close();
  squatter = undefined;
  await system.remove();
});

/** The process that a stand-in said that it is. */
async function processIn(terminal: Terminal, pattern: RegExp, times = 1): Promise<ProcessRecord> {
  const pid = Number(/pid (\d+)/.exec(await terminal.line(pattern, times))?.[1]);
  const record = await describeProcess(pid);
  if (record === undefined) throw new Error(`Process ${pid} does not run`);
  return record;
}

/** The plan of these tests migrates nothing, so that the database has its owner's login alone. */
function urlsIn(line: string): { databaseOwnerUrl: string; redisUrl: string; smtpUrl: string } {
  return JSON.parse(line.replace('everything runs ', ''));
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('npm start', () => {
  it('starts the services, migrates, starts the processes, and ends them in order at Ctrl-C', async () => {
    await system.write(
      'server.mjs',
      `
      import { createServer } from 'node:http';
      import { connect } from 'node:net';
      import { once } from 'node:events';
      createServer((request, response) => response.end()).listen(Number(process.env.PORT));
      process.on('SIGTERM', async () => {
        const { DATABASE_URL, REDIS_URL, SMTP_URL, TZ, DATA_DIR } = process.env;
        for (const url of [DATABASE_URL, REDIS_URL, SMTP_URL]) await once(connect(new URL(url).port, '127.0.0.1'), 'connect');
        console.log('services are still there', TZ, DATA_DIR);
        process.exit(0);
      });`,
    );
    const first = system.start();
    const urls = urlsIn(await first.line(/^everything runs/));
    await query(urls.databaseOwnerUrl, 'CREATE TABLE note AS SELECT 42 AS number');

    first.signal('SIGINT');

    expect(await first.ended).toBe(0);
    const steps = [
      '[start] PostgreSQL embedded, ready at',
      '[start] Redis embedded, ready at',
      '[start] mail embedded, ready at',
      '[migrate] migrating',
      '[start] server ready',
      'everything runs',
      '[start] ending',
      `[server] services are still there UTC ${path.join(system.folder, '.data')}`,
    ];
    const printed = first.lines();
    const places = steps.map((step) => printed.findIndex((line) => line.startsWith(step)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    await expect(query(urls.databaseOwnerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);

    const second = system.start();
    const again = urlsIn(await second.line(/^everything runs/));
    expect(await query(again.databaseOwnerUrl, 'SELECT number FROM note')).toEqual([{ number: 42 }]);
  });

  it('starts Redis and PostgreSQL again on their ports when they die', async () => {
    const terminal = system.start();
    const { databaseOwnerUrl: databaseUrl } = urlsIn(await terminal.line(/^everything runs/));
    const redis = await readRecord(path.join(system.folder, '.data', 'redis.process'));
    const [server] = await query(
      databaseUrl,
      "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid",
    );

    process.kill(redis!.pid, 'SIGKILL');
    await terminal.line(/^\[start\] redis ended \(signal SIGKILL\) and is started again/);
    process.kill(Number(server?.['pid']), 'SIGKILL');
    await terminal.line(/^\[start\] postgres ended \(signal SIGKILL\) and is started again/);

    await terminal.line(/^\[start\] redis runs again/);
    await terminal.line(/^\[start\] postgres runs again/);
    expect(await query(databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('leaves nothing running for long when it is killed itself, and starts again', async () => {
    const first = system.start();
    const { databaseOwnerUrl: databaseUrl } = urlsIn(await first.line(/^everything runs/));
    const [server, worker] = [await processIn(first, /serving/), await processIn(first, /worker ready, pid/)];
    await query(databaseUrl, 'CREATE TABLE note AS SELECT 42 AS number');

    process.kill(first.pid, 'SIGKILL');

    expect(await hasEnded(server, 20_000)).toBe(true);
    expect(await hasEnded(worker, 20_000)).toBe(true);
    const second = system.start();
    const again = urlsIn(await second.line(/^everything runs/));
    expect(again.databaseOwnerUrl).toBe(databaseUrl);
    expect(await query(databaseUrl, 'SELECT number FROM note')).toEqual([{ number: 42 }]);
  });
});

describe('npm start with given services', () => {
  it('starts none of its own', async () => {
    const terminal = system.start(NO_SERVICES);

    expect(urlsIn(await terminal.line(/^everything runs/))).toEqual({
      databaseUrl: NO_SERVICES.DATABASE_URL,
      redisUrl: NO_SERVICES.REDIS_URL,
      smtpUrl: NO_SERVICES.SMTP_URL,
    });
    expect(terminal.lines().filter((line) => line.includes('as given'))).toHaveLength(3);
  });

  it('starts a process again that dies, however it dies', async () => {
    const terminal = system.start(NO_SERVICES);
    await terminal.line(/^everything runs/);

    process.kill((await processIn(terminal, /serving/)).pid, 'SIGKILL');
    process.kill((await processIn(terminal, /worker ready, pid/)).pid, 'SIGTERM');

    const server = await processIn(terminal, /serving/, 2);
    const worker = await processIn(terminal, /worker ready, pid/, 2);
    expect(server.pid).not.toBe(worker.pid);
    expect(terminal.lines()).toContain('[start] server ended (signal SIGKILL) and is started again');
    expect(terminal.lines()).toContain('[start] worker ended (exit code 0) and is started again');
    expect((await fetch(`http://127.0.0.1:${system.env['PORT']}`)).status).toBe(200);
  });

  it('lets its processes have threads, such as the one that looks into a PDF', async () => {
    await system.write('thread.mjs', `console.log('a thread works');`);
    await system.write(
      'server.mjs',
      `
      import { createServer } from 'node:http';
      import { Worker } from 'node:worker_threads';
      const thread = new Worker(new URL('thread.mjs', import.meta.url));
      thread.on('error', (error) => console.log('a thread failed: ' + error.message));
      createServer((request, response) => response.end()).listen(Number(process.env.PORT));`,
    );
    expect(await system.start(NO_SERVICES).line(/a thread/)).toContain('a thread works');
  });

  it.each([
    ['PORT', {}],
    ['WS_PORT', {}],
    ['SMTP_PORT', { SMTP_URL: '' }],
    ['MAIL_UI_PORT', { SMTP_URL: '' }],
  ])('names the port that is taken and its variable %s, and starts nothing', async (variable, extra) => {
    squatter = createServer().listen(Number(system.env[variable]), '127.0.0.1');
    await once(squatter, 'listening');

    const terminal = system.start({ ...NO_SERVICES, ...extra });

    expect(await terminal.ended).toBe(1);
    expect(terminal.lines().filter(Boolean)).toEqual([
      `Port ${system.env[variable]} (${variable}) is in use by another program. End that program, or set ${variable} to a free port.`,
    ]);
  });

  it('does not care about the ports of a mailbox that it does not start', async () => {
    squatter = createServer().listen(Number(system.env['SMTP_PORT']), '127.0.0.1');
    await once(squatter, 'listening');

    await system.start(NO_SERVICES).line(/^everything runs/);
  });

  it('refuses a second system on the same data', async () => {
    const first = system.start(NO_SERVICES);
    await first.line(/^everything runs/);

    const second = system.start(NO_SERVICES);

    expect(await second.ended).toBe(1);
    await second.line(
      new RegExp(`already runs with the data in ${system.folder}/.data \\(process ${first.pid}\\)`),
    );
  });

  it('ends what a killed start left behind and could not end itself', async () => {
    await system.write('worker.mjs', `console.log('worker ready, pid ' + process.pid); for (;;);`);
    const first = system.start(NO_SERVICES);
    const deaf = await processIn(first, /worker ready, pid/);
    await first.line(/^everything runs/);
    process.kill(first.pid, 'SIGKILL');
    process.kill(deaf.pid, 0);

    const second = system.start(NO_SERVICES);

    await second.line(/ended worker, which an earlier, killed start left behind/);
    expect(await hasEnded(deaf, 0)).toBe(true);
    const successor = await processIn(second, /worker ready, pid/);
    second.signal('SIGKILL');
    await second.ended;
    process.kill(successor.pid, 'SIGKILL');
  });

  it('ends with 1 and starts no process when the migration fails', async () => {
    await system.write('migrate.mjs', `console.log('no such column'); process.exit(1);`);

    const terminal = system.start(NO_SERVICES);

    expect(await terminal.ended).toBe(1);
    await terminal.line(/^\[migrate\] no such column/);
    await terminal.line(/^migrate failed \(exit code 1\)/);
    expect(terminal.lines().join()).not.toMatch(/serving|worker ready/);
  });

  it('gives up when a process dies again and again before it is ready, and ends the others', async () => {
    await system.write('worker.mjs', `console.log('JWT_SECRET is missing'); process.exit(7);`);

    const terminal = system.start(NO_SERVICES);
    const server = await processIn(terminal, /serving/);

    expect(await terminal.ended).toBe(1);
    await terminal.line(/^\[worker\] JWT_SECRET is missing/, 3);
    await terminal.line(/^worker does not start \(exit code 7, 3 times\)/);
    expect(await hasEnded(server, 0)).toBe(true);
  });

  it('ends in order when it is interrupted while it starts', async () => {
    await system.write(
      'migrate.mjs',
      `console.log('slow, pid ' + process.pid); setInterval(() => {}, 1000);`,
    );
    const terminal = system.start(NO_SERVICES);
    const migration = await processIn(terminal, /slow/);

    terminal.signal('SIGTERM');

    expect(await terminal.ended).toBe(0);
    expect(await hasEnded(migration, 0)).toBe(true);
  });

  it('ends at once when it is told a second time', async () => {
    await system.write(
      'worker.mjs',
      `setInterval(() => {}, 1000);
       process.on('SIGTERM', () => console.log('worker does not listen'));
       console.log('worker ready, pid ' + process.pid);`,
    );
    const terminal = system.start(NO_SERVICES);
    const worker = await processIn(terminal, /worker ready, pid/);
    await terminal.line(/^everything runs/);
    terminal.signal('SIGINT');
    await terminal.line(/worker does not listen/);

    // One key press may arrive twice, so only one that comes clearly later counts.
    const impatient = setInterval(() => terminal.signal('SIGINT'), 100);
    const code = await terminal.ended;
    clearInterval(impatient);

    expect(code).toBe(130);
    expect(await hasEnded(worker, 0)).toBe(true);
  });

  it('reads .env, and what is set already wins', async () => {
    await system.write('.env', 'FROM_FILE=file\nFROM_BOTH=file\nDATA_DIR=elsewhere\n');
    await system.write(
      'migrate.mjs',
      'const { FROM_FILE, FROM_BOTH, DATA_DIR } = process.env; console.log(FROM_FILE, FROM_BOTH, DATA_DIR);',
    );

    const terminal = system.start({ ...NO_SERVICES, FROM_BOTH: 'environment' });

    await terminal.line(new RegExp(`^\\[migrate\\] file environment ${system.folder}/elsewhere$`));
    await terminal.line(/^everything runs/);
  });

  it('with --watch, restarts a process whose source changes', async () => {
    const terminal = system.start(NO_SERVICES, '--watch');
    await terminal.line(/^everything runs/);

    // Node begins to watch a file a moment after it has run it, and says nothing of it.
    const changed = terminal.line(/^\[worker\] changed/).then(() => true);
    do await system.write('worker.mjs', `console.log('changed'); setInterval(() => {}, 1000);`);
    while (!(await Promise.race([changed, delay(2_000).then(() => false)])));
    terminal.signal('SIGINT');
    expect(await terminal.ended).toBe(0);
  });

  it.each([
    [{ NODE_ENV: 'production', SMTP_URL: '' }, /NODE_ENV is production, and SMTP_URL is not set/],
    [{ NODE_ENV: '', DATABASE_URL: 'postgresql://x@db/x' }, /DATABASE_URL is set and NODE_ENV is not/],
    [{ PORT: 'three' }, /PORT must be a port number from 1 to 65535, but it is "three"/],
    [{ PORT: '4000', WS_PORT: '4000' }, /PORT and WS_PORT are both 4000/],
    [{ DATA_DIR: '/dev/null/data' }, /DATA_DIR cannot be used: .*\/dev\/null/],
  ])('refuses %j with a reason', async (env, reason) => {
    const terminal = system.start({ ...NO_SERVICES, ...env });

    expect(await terminal.ended).toBe(1);
    await terminal.line(reason);
    expect(terminal.lines().filter(Boolean)).toHaveLength(1);
  });
});
