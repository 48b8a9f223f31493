import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EmbeddedServer } from './embedded-server.ts';
import { runParent } from './parent.factory.ts';
import { startPostgres } from './postgres.ts';
import { describeProcess, isAlive } from './process-record.ts';

let dataDir: string;
let lines: string[];
let started: EmbeddedServer[];

let created: string;

// To create a cluster takes a second; copies of one serve most tests as well.
beforeAll(async () => {
  created = await mkdtemp(path.join(tmpdir(), 'antrean-postgres-'));
  const server = await startPostgres({ dataDir: created, log: () => undefined });
  await server.stop();
});

afterAll(() => rm(created, { recursive: true, force: true }));

beforeEach(async () => {
  dataDir = await realpath(await mkdtemp(path.join(tmpdir(), 'antrean-postgres-')));
  execFileSync('cp', ['-a', `${created}/.`, dataDir]);
  lines = [];
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

async function start(port?: number, folder = dataDir): Promise<EmbeddedServer> {
  const server = await startPostgres({
    dataDir: folder,
    log: (line) => lines.push(line),
    ...(port === undefined ? {} : { port }),
  });
  started.push(server);
  return server;
}

async function query(server: { url: string }, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  it('is PostgreSQL 18 with the database antrean, reachable from this machine only', async () => {
    const server = await start();

    const [facts] = await query(
      server,
      `SELECT current_database() AS database, current_setting('server_version_num')::int / 10000 AS version,
              current_setting('listen_addresses') AS addresses, current_setting('max_connections') AS connections,
              current_setting('fsync') AS fsync, 'ä' < 'b' AS by_code_point`,
    );

    expect(facts).toEqual({
      database: 'antrean',
      version: 18,
      addresses: '127.0.0.1',
      connections: '200',
      fsync: 'on',
      by_code_point: false,
    });
    await expect(query({ url: server.url.replace(/:\w+@/, ':guess@') }, 'SELECT 1')).rejects.toThrow(
      /password/,
    );
  });

  it('keeps its data, its port and its password over a stop and a start', async () => {
    const first = await start();
    await query(first, 'CREATE TABLE note AS SELECT 42 AS number');
    await first.stop();
    expect(await first.exited).toBe('exit code 0');

    const second = await start();

    expect(second.url).toBe(first.url);
    expect(await query(second, 'SELECT number FROM note')).toEqual([{ number: 42 }]);
  });

  it('takes another port when its own is in use', async () => {
    const squatter = createServer();
    const port = Number(await readFile(path.join(dataDir, 'postgres.port'), 'utf8'));
    await once(squatter.listen(port, '127.0.0.1'), 'listening');

    const server = await start();
    squatter.close();

    expect(server.port).not.toBe(port);
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('runs side by side with another on its own data', async () => {
    const [left, right] = await Promise.all([start(), start(undefined, path.join(dataDir, 'right'))]);
    await query(left, 'CREATE TABLE only_left ()');

    expect(left.port).not.toBe(right.port);
    expect(await query(right, "SELECT to_regclass('only_left') AS found")).toEqual([{ found: null }]);
  });

  it('ends the server that a killed parent left behind, and starts with all that was committed', async () => {
    const parent = await runParent(`
      import { startPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres.ts'))};
      const { url, pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
      console.log(JSON.stringify({ url, pid }));
      setInterval(() => {}, 1000);
    `);
    const orphan = JSON.parse(parent.said);
    await query(orphan, 'CREATE TABLE note AS SELECT 42 AS number');
    await parent.kill();
    const survivor = await describeProcess(orphan.pid);
    if (survivor === undefined) throw new Error('PostgreSQL is expected to outlive its parent');

    const server = await start();

    expect(await isAlive(survivor)).toBe(false);
    expect(lines).toEqual([expect.stringContaining(`left behind (process ${orphan.pid})`)]);
    expect(server.url).toBe(orphan.url);
    expect(await query(server, 'SELECT number FROM note')).toEqual([{ number: 42 }]);
  });

  it('starts on the same port after the server itself was killed', async () => {
    const first = await start();
    await query(first, 'CREATE TABLE note AS SELECT 42 AS number');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toBe('signal SIGKILL');

    const second = await start(first.port);

    expect(second.url).toBe(first.url);
    expect(await query(second, 'SELECT number FROM note')).toEqual([{ number: 42 }]);
  });

  it('does not touch a process that has the pid of a dead server', async () => {
    const bystander = await runParent('console.log("{}"); setInterval(() => {}, 1000);');
    const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(pidFile, `${bystander.pid}\n${dataDir}/postgres\n0\n5432\n\n127.0.0.1\n0 0\nready\n`);

    const second = await start();

    expect(await query(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await describeProcess(bystander.pid)).toBeDefined();
    await bystander.kill();
  });

  it('begins anew when the very first start was killed half-way', async () => {
    await rm(path.join(dataDir, 'postgres'), { recursive: true });
    await writeFile(path.join(dataDir, 'postgres.unfinished'), 'what initdb left');

    const server = await start();

    expect(await query(server, 'SELECT current_database() AS name')).toEqual([{ name: 'antrean' }]);
  });

  it('says in the words of the server why it does not start', async () => {
    await writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), '9\n');

    await expect(start()).rejects.toThrow(/initialized by PostgreSQL version 9/);
  });

  it('says which file is missing when the password is lost', async () => {
    await rm(path.join(dataDir, 'postgres.password'));

    await expect(start()).rejects.toThrow(`${dataDir}/postgres.password`);
  });

  it('keeps the password from other users', async () => {
    const file = path.join(dataDir, 'postgres.password');
    expect((await readFile(file, 'utf8')).trim()).toMatch(/^[0-9a-f]{36}$/);

    expect((await stat(file)).mode & 0o077).toBe(0);
  });
});
