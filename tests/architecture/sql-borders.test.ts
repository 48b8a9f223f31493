import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { system } from '@antrean/domains';
import { platformRetention } from '@antrean/platform/retention';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { EntitySchema } from '@mikro-orm/postgresql';
import { loadModule } from 'libpg-query';
import { createSqlReader, type SqlOfFile } from './sql-reader.ts';

const ROOT = join(import.meta.dirname, '../..');
const PLATFORM = 'platform';
/** What tests read and write is not the product's; `testing.ts` is their door. */
const TEST_CODE = /([.](test|factory)|\/testing)[.]ts$/;
/** Views of the platform's own. */
const PLATFORM_VIEWS = ['outbox_dead_letters', 'partitions', 'partition_horizon'];

const tables = new Map(platformRetention.map(({ table }) => [table, PLATFORM]));
const views = new Map(PLATFORM_VIEWS.map((view) => [view, PLATFORM]));
for (const { name, retention = [], views: published = [] } of system.domains) {
  for (const { table } of retention) tables.set(table, name);
  for (const view of published) views.set(view, name);
}

/** Who has SQL, in which folder, and whose views it may read; apps have no tables, and put all domains together. */
const owners = [
  { owner: PLATFORM, folder: 'libs/platform', uses: new Set<string>() },
  {
    owner: 'apps',
    folder: 'apps/*',
    uses: new Set<string | undefined>(system.domains.map(({ name }) => name)),
  },
  ...system.domains.map(({ name }) => {
    const folder = `libs/domains/${name}`;
    const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(
      readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
    );
    return {
      owner: name,
      folder,
      uses: new Set(Object.keys(dependencies).map((each) => each.split('/')[1])),
    };
  }),
];

/** What is wrong with the SQL of a file of this owner. */
function trespasses(
  { mentions, unreadable }: SqlOfFile,
  { owner, uses }: { owner: string; uses: ReadonlySet<string | undefined> },
): string[] {
  return [
    ...unreadable.map(({ line, text }) => `${line}: cannot be read as SQL: ${text}`),
    ...mentions.flatMap(({ line, relation, isWritten }) => {
      const [table, view] = [tables.get(relation), views.get(relation)];
      const whose = table ?? view;
      if (whose === owner || relation.includes('hole') || relation.startsWith('pg_')) return [];
      if (whose === undefined) return [`${line}: "${relation}" is declared by nobody`];
      if (table !== undefined || whose === PLATFORM)
        return [`${line}: "${relation}" belongs to "${whose}"; read a view that it publishes`];
      if (isWritten) return [`${line}: "${relation}" is for reading; "${whose}" writes what is behind it`];
      if (!uses.has(whose))
        return [`${line}: "${relation}" is of "${whose}", which package.json does not name`];
      return [];
    }),
  ];
}

let read: ReturnType<typeof createSqlReader>;
beforeAll(async () => {
  await loadModule();
  read = createSqlReader(new Set([...tables.keys(), ...views.keys()]));
});

describe('SQL knows its borders', () => {
  it.each(owners)('$owner: names its own tables and the views that others publish', (owner) => {
    const files = globSync(`${owner.folder}/src/**/*.ts`, { cwd: ROOT }).filter(
      (file) => !TEST_CODE.test(file),
    );
    expect(files.length).toBeGreaterThan(1);
    const found = files.flatMap((file) =>
      trespasses(read(join(ROOT, file)), owner).map((trespass) => `${file}:${trespass}`),
    );
    expect(found).toEqual([]);
  });

  it('every table of an entity belongs to the domain that has the entity', () => {
    for (const { name, entities = [] } of system.domains)
      for (const { meta } of entities)
        expect([meta.tableName, tables.get(meta.tableName)]).toEqual([meta.tableName, name]);
  });

  it('no domain asks the ORM for an entity of another', async () => {
    const found: string[] = [];
    for (const { folder, owner } of owners) {
      if (owner === PLATFORM) continue;
      for (const file of globSync(`${folder}/src/**/*.ts`, { cwd: ROOT })) {
        if (TEST_CODE.test(file)) continue;
        const imports = readFileSync(join(ROOT, file), 'utf8').matchAll(
          /^import \{([^}]*)\} from '@antrean\/([a-z-]+)';/gm,
        );
        for (const [, names = '', other = ''] of imports) {
          if (!owners.some((each) => each.owner === other && other !== PLATFORM)) continue;
          const door = (await import(`@antrean/${other}`)) as Record<string, unknown>;
          for (const name of names.split(',').map((each) => each.trim()))
            if (door[name] instanceof EntitySchema) found.push(`${file}: ${name} of ${other}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  it('finds what is not its own, however it is written', () => {
    expect(saysOf(`query(em, 'select 1 from users')`)).toEqual([
      '1: "users" belongs to "accounts"; read a view that it publishes',
    ]);
    const foreign = [
      'const sql = `select o.id\n from meal_orders o join users u on u.id = o.created_by where #{where.sql} limit ?`;',
      'const sql = `select #{columns} from users where #{a} and #{b} #{c} order by #{d}`;',
      `const from = 'from users'; const sql = \`select 1 #{from}\`;`,
      `const sql = 'select 1 ' + (all ? 'from users' : 'from meal_orders') + ' limit 1';`,
      'p.text().formula((order) => `(select full_name from users where id = #{order.createdBy})`)',
      'const condition = `exists (select from meal_orders o, users u where u.id = o.id)`;',
      `const join = 'left join users u on u.id = o.created_by';`,
      `const sql = 'select from meal_orders, (select from public.users) x';`,
      'const sql = `update users set is_active = ?`;',
      'const sql = `update meal_orders o set status = ? from users u where u.id = o.created_by`;',
      'const sql = `insert into meal_orders (id) select id from users on conflict do nothing`;',
      'const sql = `delete from meal_orders using users where true`;',
      'const sql = `lock table users`;',
    ];
    for (const source of foreign)
      expect([source, saysOf(source)]).toEqual([source, [expect.stringContaining('"users"')]]);
  });

  it('lets pass what only sounds like it', () => {
    const own = [
      'const sql = `with users as (select 1) select * from users, meal_orders`;',
      'const sql = `select full_name from users_v where id = ?`;',
      "const sql = `select payload \\\\? 'users' from meal_orders`;",
      `const text = 'Orders come from users, and go to roles';`,
      `// select 1 from users`,
      `const path = '/api/users'; const tag = 'users';`,
    ];
    for (const source of own) expect([source, saysOf(source)]).toEqual([source, []]);
  });

  it('refuses writing through a view, a view of a domain that is no dependency, and what nobody declares', () => {
    expect(saysOf('const sql = `update users_v set is_active = false`;')).toEqual([
      '1: "users_v" is for reading; "accounts" writes what is behind it',
    ]);
    expect(saysOf('const sql = `select 1 from users_v`;', 'organization')).toEqual([
      '1: "users_v" is of "accounts", which package.json does not name',
    ]);
    expect(saysOf('const sql = `select 1 from outbox_jobs`;')).toEqual([
      '1: "outbox_jobs" belongs to "platform"; read a view that it publishes',
    ]);
    expect(saysOf('const sql = `select 1 from meal_order`;')).toEqual([
      '1: "meal_order" is declared by nobody',
    ]);
    expect(saysOf('const sql = `select from from users`;')).toEqual([
      '1: cannot be read as SQL: select from from users',
    ]);
  });
});

/** What is said of a source text, in which `#{…}` stands for what templates have, that a domain has. */
function saysOf(source: string, owner = 'meal-orders'): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'antrean-sql-'));
  try {
    const file = join(folder, 'source.ts');
    writeFileSync(file, source.replaceAll('#{', '\u0024{'));
    return trespasses(
      read(file),
      owners.find((each) => each.owner === owner)!,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
