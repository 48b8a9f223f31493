import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMigrator } from '@antrean/platform/database';
import { Client } from 'pg';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('what operators are given', () => {
  it('S3-OPS-16 deployment guide and nginx example are at the root', () => {
    expect(text('DEPLOYMENT.md')).toContain('nginx.conf.example');
    expect(existsSync(join(ROOT, 'nginx.conf.example'))).toBe(true);
  });

  it('S3-OPS-15 S3-OPS-03 S3-RUN-03 the guide has secrets, migrations, PM2, monitoring, logs and backup', () => {
    const guide = text('DEPLOYMENT.md');
    for (const wanted of [
      'randomBytes(64)',
      'SIGNING_PRIVATE_KEY',
      'CORS_ORIGIN',
      'migrate.js',
      'create-administrator.js',
      'pm2 reload',
      'pm2 monit',
      'pm2 logs bebang-pack-meal-api',
      'logs/pm2-',
      '/var/log/nginx',
      'pg_dump',
      'pg_restore',
    ]) {
      expect(guide).toContain(wanted);
    }
  });

  it('S3-OPS-06 S3-OPS-07 S3-OPS-08 S3-OPS-09 S3-OPS-10 S3-OPS-11 S3-OPS-12 S3-OPS-13 S3-OPS-14 the checklist has every item', () => {
    const items = text('docs/security-checklist.md')
      .split('\n')
      .filter((line) => line.startsWith('- [ ]'))
      .join('\n');
    for (const subject of [
      /DATABASE_URL/,
      /JWT_SECRET.*JWT_REFRESH_SECRET/,
      /CORS_ORIGIN/,
      /HTTPS/,
      /backup/i,
      /firewall/i,
      /ports/i,
      /RATE_LIMIT/,
      /alert/i,
    ]) {
      expect(items).toMatch(subject);
    }
  });

  it('S3-QLT-03 the troubleshooting guide covers database, ORM, lint and sockets', () => {
    const headings = text('docs/troubleshooting.md').match(/^## .+$/gm);
    expect(headings).toEqual(
      expect.arrayContaining([
        '## Database',
        '## Entities and migrations (ORM)',
        '## Lint and types',
        '## WebSocket',
      ]),
    );
  });
});

describe('npm scripts', () => {
  it('S3-RUN-04 S3-RUN-05 S3-QLT-02 exist under the names that people expect', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(text('package.json'));
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining([
        ...['start:dev', 'build', 'start', 'lint', 'test'],
        ...['prisma:studio', 'prisma:migrate:prod', 'prisma:generate', 'prisma:seed'],
      ]),
    );
  });
});

describe('ecosystem.config.js', () => {
  it('S3-OPS-04 runs two API instances in a cluster, restarts all, at 500 MB too, and logs to logs/pm2-*.log', async () => {
    const { apps }: { apps: Record<string, unknown>[] } = await import(join(ROOT, 'ecosystem.config.js'));
    const api = apps.find(({ name }) => name === 'bebang-pack-meal-api');
    expect(api).toMatchObject({
      exec_mode: 'cluster',
      instances: 2,
      script: 'apps/api/dist/main.js',
      env: { NODE_ENV: 'production' },
      env_production: { NODE_ENV: 'production' },
    });
    for (const app of apps) {
      expect(app).toMatchObject({
        max_memory_restart: '500M',
        out_file: expect.stringMatching(/^logs\/pm2-.+\.log$/),
      });
      expect(app['autorestart']).not.toBe(false);
      // PM2 kills after kill_timeout; the process needs its own grace before that.
      expect(app['kill_timeout']).toBeGreaterThanOrEqual(15_000);
    }
  });
});

describe('nginx.conf.example', () => {
  it('S3-OPS-05 serves the front end, passes /api/ to 3000 and /socket.io/ to 3001, over TLS, compressed', () => {
    const conf = text('nginx.conf.example').replaceAll(/#.*$/gm, '');
    const upstream = (name: string) =>
      new RegExp(`upstream ${name} \\{\\s+server 127\\.0\\.0\\.1:(\\d+);`).exec(conf)?.[1];
    const target = (location: string) =>
      new RegExp(`location ${location} \\{[^}]*proxy_pass http://(\\w+);`).exec(conf)?.[1] ?? '';
    expect(upstream(target('/api/'))).toBe('3000');
    expect(upstream(target('/socket.io/'))).toBe('3001');
    expect(conf).toMatch(/root \/var\/www\//);
    expect(conf).toMatch(/listen 443 ssl/);
    expect(conf).toMatch(/gzip on;/);
  });
});

describe('docker/compose.yaml', () => {
  const service = z.object({
    image: z.string(),
    ports: z.array(z.string()).default([]),
    cap_drop: z.array(z.string()).default([]),
    security_opt: z.array(z.string()).default([]),
    read_only: z.boolean().default(false),
    environment: z.record(z.string(), z.string()).default({}),
  });
  const { services } = z
    .object({ services: z.record(z.string(), service) })
    .parse(parse(text('docker/compose.yaml'), { merge: true }));
  const every = Object.entries(services);

  it('S3-OPS-03 confines every service: no capabilities that it does not need, no new ones', () => {
    expect(every.length).toBeGreaterThan(5);
    for (const [name, { cap_drop, security_opt }] of every)
      expect([name, cap_drop, security_opt]).toEqual([name, ['ALL'], ['no-new-privileges:true']]);
    for (const name of ['migrate', 'api', 'worker', 'realtime', 'mail'])
      expect([name, services[name]?.read_only]).toEqual([name, true]);
  });

  it('opens ports to this machine alone unless asked, and takes images by their exact version', () => {
    for (const port of every.flatMap(([, { ports }]) => ports))
      expect(port).toMatch(/^(127\.0\.0\.1|\$\{BIND:-127\.0\.0\.1\}):/);
    for (const [name, { image }] of every)
      if (image !== 'antrean') expect([name, image]).toEqual([name, expect.stringMatching(/:v?\d+\.\d+/)]);
    expect(text('docker/Dockerfile').match(/^FROM node:\d+\.\d+\.\d+-slim/gm)).toHaveLength(2);
  });

  it('logs the processes in with fewer rights than the owner, who only migrates', () => {
    const { migrate, ...others } = services;
    expect(migrate?.environment['DATABASE_OWNER_URL']).toMatch(/^postgresql:\/\/antrean:.*POSTGRES_PASSWORD/);
    for (const [, { environment }] of Object.entries(others))
      expect(Object.keys(environment)).not.toContain('DATABASE_OWNER_URL');
    expect(services['api']?.environment['DATABASE_URL']).toContain('antrean_server:');
    expect(services['api']?.environment['REDIS_URL']).toContain('REDIS_PASSWORD');
  });
});

describe('migrations', () => {
  const name = `operations_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  const client = new Client({ connectionString: url.href });
  let folder: string;

  beforeAll(async () => {
    await client.connect();
    await client.query(`create database ${name}`);
    folder = await mkdtemp(join(tmpdir(), 'antrean-migrations-'));
    await mkdir(join(folder, 'two'));
  });
  afterAll(async () => {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
    await rm(folder, { recursive: true, force: true });
  });

  const migrate = async (directory: string): Promise<string[]> => {
    const target = new URL(url);
    target.pathname = `/${name}`;
    const migrator = await createMigrator({ url: target.href, directory });
    try {
      return await migrator.up();
    } finally {
      await migrator.close();
    }
  };
  const tables = async (): Promise<string[]> => {
    const target = new URL(url);
    target.pathname = `/${name}`;
    const reader = new Client({ connectionString: target.href });
    await reader.connect();
    const { rows } = await reader.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public' order by 1`,
    );
    await reader.end();
    return rows.map(({ tablename }) => tablename);
  };

  it('S3-RUN-02 S2-SETUP-03 bring an empty database up to date, and do nothing the second time', async () => {
    const files = (await readdir(join(ROOT, 'migrations'))).filter((file) => file.endsWith('.sql'));
    const executed = await migrate(join(ROOT, 'migrations'));
    expect(executed).toEqual(files.map((file) => file.replace('.sql', '')).sort());
    expect(await tables()).toEqual(
      expect.arrayContaining(['meal_orders', 'users', 'work_orders', 'log_audit_trail', 'outbox_events']),
    );
    expect(await migrate(join(ROOT, 'migrations'))).toEqual([]);
  });

  it('S3-RUN-02 an upgrade that fails leaves nothing behind, and works when it is run again corrected', async () => {
    const directory = join(folder, 'two');
    for (const file of await readdir(join(ROOT, 'migrations'))) {
      await writeFile(join(directory, file), text(join('migrations', file)));
    }
    await writeFile(join(directory, '9001_first.sql'), 'create table upgrade_first (id integer);');
    await writeFile(
      join(directory, '9002_second.sql'),
      'create table upgrade_second (id integer); select 1 / 0;',
    );

    await expect(migrate(directory)).rejects.toThrow('division by zero');
    expect((await tables()).filter((table) => table.startsWith('upgrade_'))).toEqual([]);

    await writeFile(join(directory, '9002_second.sql'), 'create table upgrade_second (id integer);');
    expect(await migrate(directory)).toEqual(['9001_first', '9002_second']);
    expect((await tables()).filter((table) => table.startsWith('upgrade_'))).toEqual([
      'upgrade_first',
      'upgrade_second',
    ]);
  });
});
