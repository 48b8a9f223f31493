import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import type { EntityMetadata } from '@mikro-orm/postgresql';
import { system } from './index.ts';

interface Column {
  table: string;
  name: string;
  type: string;
  isNullable: boolean;
  isKey: boolean;
  /** What PostgreSQL writes where nothing is said: an expression, or `identity`; null: nothing. */
  fallback: string | null;
}

const COLUMNS = `
  select t.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as "isNullable",
         coalesce(a.attnum = any(k.conkey), false) as "isKey",
         case when a.attidentity <> '' then 'identity' when a.attgenerated <> '' then 'generated'
              else regexp_replace(pg_get_expr(d.adbin, d.adrelid), '::[a-z\\[\\] ]+$', '') end as fallback
  from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')`;

/** Values that a check allows a column, by `table.column`. */
const ALLOWED = `
  select t.relname || '.' || a.attname as column, array(
           select m[1] from regexp_matches(pg_get_constraintdef(c.oid), '''((?:[^'']|'''')*)''::text', 'g') m) as values
  from pg_constraint c join pg_class t on t.oid = c.conrelid
  join pg_attribute a on a.attrelid = t.oid and c.conkey = array[a.attnum]
  where c.contype = 'c' and pg_get_constraintdef(c.oid) ~ '^CHECK \\(\\([a-z_]+ = ANY \\(ARRAY\\['`;

/** Columns that only processes of before write. */
const LEFT_BEHIND = new Set(['users.failed_logins', 'users.locked_until']); // before 0035

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase(system.entities);
});
afterAll(() => test.close());

const entities = (): EntityMetadata[] => [...test.database.orm.getMetadata().getAll().values()];

/** What an entity says of its table, as PostgreSQL would. */
async function columnsOf(meta: EntityMetadata): Promise<Column[]> {
  const persisted = meta.props.filter(({ persist, formula }) => persist !== false && !formula);
  const columns = persisted.flatMap((property) =>
    property.fieldNames.map((name, place) => ({ property, name, type: property.columnTypes[place] ?? '' })),
  );
  const types = await query<{ type: string }>(
    test.database.fork(),
    `select to_regtype(type)::text as type from unnest(string_to_array(?, ',')) with ordinality t (type, place) order by place`,
    [columns.map(({ type }) => type).join(',')],
  );
  return columns.map(({ property, name }, place) => ({
    table: meta.tableName,
    name,
    type: types[place]?.type ?? 'unknown',
    isNullable: property.nullable ?? false,
    isKey: property.primary ?? false,
    fallback: property.autoincrement ? 'identity' : (property.defaultRaw ?? null),
  }));
}

const said = ({ table, name, type, isNullable, isKey, fallback }: Column): string =>
  [`${table}.${name} ${type}`, !isNullable && 'not null', isKey && 'key', fallback && `default ${fallback}`]
    .filter(Boolean)
    .join(' ');

it('entities are what the migrated tables are: columns, types, what may be null, keys and defaults', async () => {
  const metas = entities();
  const declared = (await Promise.all(metas.map(columnsOf))).flat();
  const needed = new Set(
    declared.filter(({ fallback }) => fallback === null).map(({ table, name }) => `${table}.${name}`),
  );
  const stored = (await query<Column>(test.database.fork(), COLUMNS))
    .filter(({ table }) => metas.some(({ tableName }) => tableName === table))
    .filter(({ table, name }) => !LEFT_BEHIND.has(`${table}.${name}`))
    // What must be given anyway may have a default of the database too: statements of before left it out.
    .map((column) =>
      needed.has(`${column.table}.${column.name}`) && !column.isNullable
        ? { ...column, fallback: null }
        : column,
    );
  expect(declared.map(said).sort()).toEqual(stored.map(said).sort());
});

it('the values that an entity lists are those that the database allows', async () => {
  const rows = await query<{ column: string; values: string[] }>(test.database.fork(), ALLOWED);
  const allowed = new Map(rows.map(({ column, values }) => [column, values]));
  const listed = entities().flatMap(({ tableName, props }) =>
    props.flatMap(({ fieldNames: [name], items }) =>
      items ? [{ column: `${tableName}.${name}`, values: items.map(String).sort() }] : [],
    ),
  );
  expect(listed.length).toBeGreaterThan(10);
  expect(listed).toEqual(
    listed.map(({ column }) => ({ column, values: [...(allowed.get(column) ?? [])].sort() })),
  );
});

it('every view is published by a domain or the platform’s own, and only read', async () => {
  const views = await query<{ name: string; isWritable: boolean }>(
    test.database.fork(),
    `select relname as name, has_table_privilege('antrean_app', oid, 'insert, update, delete') as "isWritable"
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm') order by relname`,
  );
  const published = system.domains.flatMap((domain) => domain.views ?? []);
  const own = ['outbox_dead_letters', 'partition_horizon', 'partitions'];
  expect(views.map(({ name }) => name)).toEqual([...published, ...own].sort());
  expect(views.filter(({ name, isWritable }) => published.includes(name) && isWritable)).toEqual([]);
});

it('PostgreSQL reads the tables behind the views, by their indexes: a view costs nothing', async () => {
  const planOf = (sql: string): Promise<string> =>
    test.database.fork().transactional(async (em) => {
      await query(em, `set local enable_seqscan = off`);
      const lines = await query<{ 'QUERY PLAN': string }>(em, `explain (costs off) ${sql}`);
      return lines.map((line) => line['QUERY PLAN']).join('\n');
    });
  const plans = await Promise.all([
    planOf(
      `select o.id, (select name from departments_v where id = o.department_id) from meal_orders o where id = 1`,
    ),
    planOf(
      `select w.id, (select full_name from users_v where id = w.operator_id) from work_orders w where id = 1`,
    ),
    planOf(`select from log_audit_trail l left join users_v u on u.id = l.user_id left join employees_v e on e.id = u.employee_id
            where l.id = 1`),
    planOf(
      `select l.amount from sales_v o join sale_lines_v l on l.order_id = o.id where o.business_date = '2026-01-01'`,
    ),
  ]);
  for (const plan of plans) expect(plan).not.toContain('Subquery Scan');
  expect(plans[0]).toContain('departments_pkey');
  expect(plans[1]).toContain('users_pkey');
  expect(plans[3]).toContain('pos_order_lines_pkey');
  // Nothing is read of a join from which nothing is wanted.
  expect(plans[2]).not.toContain('employees');
});
