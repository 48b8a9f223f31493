import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type Answer, type TestSystem } from '@antrean/testing';
import { developmentUsers } from '@antrean/accounts';
import { operationsOf, smallestOf, type Operation, type Schema } from './openapi.ts';

/** Text that is meant to leave its place in a statement. What it would compute is never in it as it stands. */
const PAYLOADS = [
  `'`,
  `"`,
  `\\`,
  `\\'`,
  `')`,
  `' --`,
  `'/*`,
  `$1`,
  `?`,
  `\0`,
  `%`,
  `' or '1'='1`,
  `x' or 1=1 --`,
  `1 or 1=1`,
  `1) or (1=1`,
  `' || (select 'PW' || 'NED') || '`,
  `' union select password_hash from users --`,
  `1 union select 1, password_hash, 'PW' || 'NED' from users --`,
  `'; create table injected (id int); --`,
  `1; create table injected (id int)`,
  `'; update users set full_name = 'PW' || 'NED'; --`,
  `'; delete from users; --`,
  `"; drop table users cascade; --`,
  `$$; drop table users cascade; --`,
  `id; drop table users cascade`,
  `(select 1 / 0)`,
  `' and 1 = cast((select version()) as int) --`,
  `ʼ; drop table users; --`,
];

/** For endpoints that hash a password first, which takes a quarter of a second each time. */
const FEW_PAYLOADS = [
  `\0`,
  `' || (select 'PW' || 'NED') || '`,
  `' union select password_hash from users --`,
  `'; delete from users; --`,
];

/** A place in a request that takes text from outside. */
interface Spot {
  name: string;
  payloads: readonly string[];
  send: (payload: string) => Promise<Answer<unknown>>;
}

/** Places of strings in a body, as the path to each. */
function stringsIn(schema: Schema, at: string[] = []): string[][] {
  const inner = (schema.anyOf ?? []).flatMap((each) => stringsIn(each, at));
  if (schema.type === 'string') return [at];
  if (schema.items) return stringsIn(schema.items, [...at, '0']);
  return [
    ...inner,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => stringsIn(each, [...at, name])),
  ];
}

function withValue(target: unknown, [key, ...rest]: string[], value: string): unknown {
  if (key === undefined) return value;
  const inside = (target ?? {}) as Record<string, unknown>;
  const changed = { ...inside, [key]: withValue(inside[key], rest, value) };
  return Array.isArray(target) || key === '0' ? Object.values(changed) : changed;
}

const countIn = (body: unknown): number => {
  if (Array.isArray(body)) return body.length;
  const { data } = (body ?? {}) as { data?: unknown };
  return Array.isArray(data) ? data.length : 0;
};

describe('S0-SEC-04 S0-TEST-06 SQL injection', () => {
  let system: TestSystem;
  let token: string;
  let operations: Operation[];
  let tables: string[];

  const tablesNow = async (): Promise<string[]> => {
    const rows = await system.db.database
      .fork()
      .execute<{ name: string }[]>(
        `select schemaname || '.' || tablename as name from pg_tables where schemaname = 'public' order by 1`,
      );
    return rows.map(({ name }) => name);
  };

  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('api');
    const login = async (wanted: string): Promise<string> => {
      const { nik, password } = developmentUsers.find(({ role }) => role === wanted)!;
      return system.login(nik, password);
    };
    // Who may do everything gets past every door.
    token = await login('super_admin');
    const employee = await login('employee');
    for (const jumlahPesanan of [1, 2]) {
      const order = { shiftId: 1, jumlahPesanan };
      const { status } = await system.call('POST', '/api/orders', { token: employee, body: order });
      expect(status).toBe(201);
    }
    const documented = await operationsOf(system.apiUrl);
    const paths = new Set(documented.map(({ path }) => path));
    // What answers under /api and at the root is attacked once.
    operations = documented.filter(({ path }) => !paths.has(`/api${path}`));
    tables = await tablesNow();
  }, 60_000);
  afterAll(() => system.stop());

  /** Every parameter of an endpoint, and every string of its body, beside samples in all other places. */
  const spotsOf = ({ method, path, parameters, body }: Operation): Spot[] => {
    const send = (values: Record<string, string>, sent: unknown): Promise<Answer<unknown>> => {
      const value = (name: string, schema: Schema): string => values[name] ?? String(smallestOf(schema));
      let target = path;
      const query = new URLSearchParams();
      for (const { name, in: place, required, schema } of parameters) {
        if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(value(name, schema)));
        else if (place === 'query' && (required || name in values)) query.set(name, value(name, schema));
      }
      return system.call(method, query.size > 0 ? `${target}?${query.toString()}` : target, {
        token,
        ...(sent === undefined ? {} : { body: sent }),
      });
    };
    const sample = body ? smallestOf(body) : undefined;
    const payloads = /password/i.test(JSON.stringify(sample) ?? '') ? FEW_PAYLOADS : PAYLOADS;
    return [
      ...parameters
        .filter(({ in: place }) => place !== 'header')
        .map(({ name, in: place }) => ({
          name: `${method} ${path} ${place}.${name}`,
          payloads,
          send: (payload: string) => send({ [name]: payload }, sample),
        })),
      ...stringsIn(body ?? {}).map((at) => ({
        name: `${method} ${path} body.${at.join('.')}`,
        payloads,
        send: (payload: string) => send({}, withValue(sample, at, payload)),
      })),
    ];
  };

  it('breaks nothing, shows nothing and changes nothing, whatever stands in any parameter of any endpoint', async () => {
    const spots = operations.flatMap(spotsOf);
    expect(spots.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    const attack = async ({ name, payloads, send }: Spot): Promise<void> => {
      for (const payload of payloads) {
        const { status, text } = await send(payload);
        if (status >= 500) wrong.push(`${name} ${JSON.stringify(payload)}: ${status} ${text}`);
        if (/PWNED|\$2[aby]\$|PostgreSQL \d/.test(text)) wrong.push(`${name} ${payload} was run: ${text}`);
      }
    };
    const left = spots.values();
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (const spot of left) await attack(spot);
      }),
    );
    expect(wrong).toEqual([]);
    expect(await tablesNow()).toEqual(tables);
    const users = await system.db.database
      .fork()
      .execute<{ nik: string }[]>(`select nik from users where full_name <> 'PWNED' and nik is not null`);
    expect(users.map(({ nik }) => nik)).toEqual(
      expect.arrayContaining(developmentUsers.map(({ nik }) => nik)),
    );
    // Still logged in: the answers above were those of the endpoints, not of their doors.
    expect((await system.call('GET', '/api/auth/me', { token })).status).toBe(200);
  }, 180_000);

  it('finds no more than the same text without quotes does', async () => {
    const more: string[] = [];
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      for (const { name, send } of spotsOf(operation)) {
        const plain = await send('zzqqzz');
        if (plain.status !== 200) continue;
        for (const payload of [`zzqqzz' or '1'='1`, `zzqqzz' or 1=1 --`, `zzqqzz') or ('1'='1`]) {
          const { status, body } = await send(payload);
          if (status === 200 && countIn(body) > countIn(plain.body)) more.push(`${name} ${payload}`);
        }
      }
    }
    expect(more).toEqual([]);
  }, 60_000);
});
