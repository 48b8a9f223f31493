import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const COPIED = [
  'apps',
  'libs',
  'migrations',
  'package.json',
  'tsconfig.base.json',
  '.dependency-cruiser.cjs',
];
const LIST = 'libs/domains/all';

/** A small domain, as the developer guide says. */
const NOTES: Record<string, string> = {
  'migrations/9000_notes.sql': `create table notes (id serial primary key, text text not null);
    grant select, insert on notes to antrean_app; grant usage on sequence notes_id_seq to antrean_app;`,
  'libs/domains/notes/tsconfig.json': JSON.stringify({
    extends: '../../../tsconfig.base.json',
    compilerOptions: { rootDir: 'src', outDir: 'dist' },
    include: ['src'],
    exclude: ['src/**/*.test.ts', 'src/**/*.factory.ts'],
    references: [{ path: '../../platform' }],
  }),
  'libs/domains/notes/src/note.policy.ts': `import { definePermissions } from '@antrean/platform/auth';
    export const permissions = definePermissions('notes', ['write']);`,
  'libs/domains/notes/src/messages.ts': `import { defineEvent } from '@antrean/platform/messages';
    import { z } from 'zod';
    export const noteWritten = defineEvent({
      name: 'note.written', version: 1, summary: 'Somebody wrote a note.', schema: z.object({ id: z.int() }),
      audit: { NOTE_WRITTEN: ({ id }) => ({ subject: String(id), detail: 'a note was written' }) },
    });`,
  'libs/domains/notes/src/http.ts': `import { query } from '@antrean/platform/database';
    import type { RouteDependencies } from '@antrean/platform/domain';
    import { created, route, type Route } from '@antrean/platform/http';
    import { publish } from '@antrean/platform/outbox';
    import { transaction } from '@antrean/platform/transaction';
    import { z } from 'zod';
    import { noteWritten } from './messages.ts';
    import { permissions } from './note.policy.ts';
    const note = z.object({ id: z.int(), text: z.string() });
    export const noteRoutes = ({ unitOfWork }: RouteDependencies): Route[] => [
      route({
        method: 'post', path: '/api/notes', access: permissions.write, summary: 'Write a note', tag: 'Notes',
        body: z.object({ text: z.string().max(200) }), response: note, status: 201, idempotent: true,
        handler: async ({ body, context }) => {
          const written = await transaction(unitOfWork, context, async (tx) => {
            const [row] = await query<{ id: number }>(
              tx.em, 'insert into notes (text) values (?) returning id', [body.text]);
            if (!row) throw new Error('no row');
            publish(tx, noteWritten, { id: row.id });
            return { id: row.id, text: body.text };
          });
          return created(written, '/api/notes/' + written.id);
        },
      }),
    ];`,
  'libs/domains/notes/src/domain.ts': `import { defineDomain } from '@antrean/platform/domain';
    import { noteWritten } from './messages.ts';
    import { permissions } from './note.policy.ts';
    export const notes = defineDomain({
      name: 'notes',
      messages: [noteWritten],
      actionWords: { NOTE_WRITTEN: { en: 'Note written', id: 'Catatan ditulis' } },
      permissions,
      roleDefaults: { administrator: [permissions.write] },
      retention: [{ table: 'notes', forEver: 'few' }],
      http: async () => (await import('./http.ts')).noteRoutes,
    });`,
};

describe('a domain', () => {
  let system: TestSystem;
  let folder: string;
  const apps: AppProcess[] = [];

  const edit = async (path: string, change: (text: string) => string): Promise<void> => {
    const before = await readFile(join(folder, path), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(join(folder, path), after);
  };
  const start = async (name: 'api' | 'worker', environment: Record<string, string> = {}) =>
    startApp(name, { ...system.environment, ...environment }, (app) => apps.push(app), folder);
  const tool = (binary: string, ...parameters: string[]) =>
    run(process.execPath, [join(folder, 'node_modules/.bin', binary), ...parameters], {
      cwd: folder,
      maxBuffer: 1 << 26,
    }).catch((error: { stdout: string; stderr: string }) =>
      Promise.reject(new Error(`${error.stdout}${error.stderr}`)),
    );

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'antrean-domain-')));
    const isBuilt = /[/](?:dist|node_modules)(?:[/]|$)|[.](?:test|factory)[.]ts$|[/]src[/]testing[.]ts$/;
    for (const path of COPIED)
      await cp(join(ROOT, path), join(folder, path), {
        recursive: true,
        filter: (file) => !isBuilt.test(file.slice(ROOT.length)),
      });
    const link = async (path: string, target: string): Promise<void> => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await symlink(target, join(folder, path));
    };
    for (const name of await readdir(join(ROOT, 'node_modules')))
      if (name !== '@antrean' && name !== '.cache')
        await link(`node_modules/${name}`, join(ROOT, 'node_modules', name));
    for (const path of ['libs/platform/node_modules', 'apps/console/node_modules'])
      await link(path, join(ROOT, path));
    for (const parent of ['apps', 'libs', 'libs/domains'])
      for (const name of await readdir(join(folder, parent))) {
        const manifest = join(folder, parent, name, 'package.json');
        const text = await readFile(manifest, 'utf8').catch(() => null);
        if (text === null) continue;
        const { name: packageName }: { name: string } = JSON.parse(text);
        await link(`node_modules/${packageName}`, join(folder, parent, name));
      }

    // One domain comes …
    const platform = { '@antrean/platform': '0.1.0' };
    const source = (door: string) => ({
      '@antrean/source': `./src/${door}.ts`,
      default: `./dist/${door}.js`,
    });
    await mkdir(join(folder, 'libs/domains/notes/src'), { recursive: true });
    const manifest = {
      ...{ name: '@antrean/notes', version: '0.1.0', private: true, type: 'module' },
      ...{ exports: { './domain': source('domain') }, dependencies: platform },
    };
    await writeFile(join(folder, 'libs/domains/notes/package.json'), JSON.stringify(manifest));
    for (const [path, text] of Object.entries(NOTES)) await writeFile(join(folder, path), text);
    await link('node_modules/@antrean/notes', join(folder, 'libs/domains/notes'));
    await edit(`${LIST}/src/index.ts`, (text) =>
      text
        .replace("/domain';\n", "/domain';\nimport { notes } from '@antrean/notes/domain';\n")
        .replace('  reports,\n', '  reports,\n  notes,\n'),
    );
    await edit(`${LIST}/package.json`, (text) =>
      text.replace('"@antrean/operations"', '"@antrean/notes": "0.1.0",\n    "@antrean/operations"'),
    );
    // … and another one goes, with those that are built on it.
    for (const [name, exported] of [
      ['meal-orders', 'mealOrders'],
      ['dashboard', 'dashboard'],
      ['displays', 'displays'],
    ]) {
      await rm(join(folder, `libs/domains/${name}`), { recursive: true });
      await edit(`${LIST}/src/index.ts`, (text) =>
        text.replace(new RegExp(`import \\{ ${exported} \\}.*\n`), '').replace(`  ${exported},\n`, ''),
      );
      await edit(`${LIST}/package.json`, (text) => text.replace(new RegExp(` *"@antrean/${name}".*\n`), ''));
    }
    system = await startTestSystem({ RATE_LIMIT: 'off' });
  }, 120_000);
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.kill()));
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('comes or goes with its folder and its name in the list: every import leads somewhere, and where it may', async () => {
    await tool('depcruise', '--config', '.dependency-cruiser.cjs', 'apps', 'libs');
  }, 120_000);

  it('works as soon as it is there, and nothing is left of one that went', async () => {
    await run(process.execPath, ['--conditions=@antrean/source', 'apps/worker/src/migrate.ts'], {
      cwd: folder,
      env: { ...process.env, ...system.environment, DATABASE_OWNER_URL: system.db.url },
    });
    await Promise.all([start('api'), start('worker')]);
    const { body: openApi } = await system.call<{ paths: object }>('GET', '/api/openapi.json');
    expect(Object.keys(openApi.paths)).toContain('/api/notes');
    expect(Object.keys(openApi.paths)).not.toContain('/api/orders/{id}/status');

    const token = await system.login('ADM001', 'admin123');
    const written = await system.call('POST', '/api/notes', { token, body: { text: 'hello' } });
    expect(written).toMatchObject({ status: 201, body: { id: 1, text: 'hello' } });
    expect((await system.call('POST', '/api/orders', { token, body: {} })).status).toBe(404);
    await system.drain();
    const trail = await system.call<{ data: object[] }>('GET', '/api/reports/audit-trail?aksi=NOTE_WRITTEN', {
      token,
    });
    expect(trail.body.data).toEqual([expect.objectContaining({ detail: 'a note was written' })]);
  }, 120_000);
});
