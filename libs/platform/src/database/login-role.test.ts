import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { Client } from 'pg';
import { ensureLoginRole } from './index.ts';

let test: TestDatabase;
const made: string[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(async () => {
  await asLogin(test.url, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      'select rolname as name from pg_roles where rolname = any($1)',
      [made],
    );
    for (const { name } of rows) {
      await owner.query(`drop owned by ${name}`);
      await owner.query(`drop role ${name}`);
    }
  });
  await test.close();
});

/** The address of a login that only this test has. */
function login(password = `it's a "password"`): string {
  const name = `login_${randomUUID().slice(0, 8)}`;
  made.push(name);
  const url = new URL(test.url);
  url.username = name;
  url.password = encodeURIComponent(password);
  return url.href;
}

async function asLogin<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

it('makes a login that works on the tables and changes no schema, also when asked twice or at once', async () => {
  const url = login();
  await Promise.all([ensureLoginRole(test.url, url), ensureLoginRole(test.url, url)]);
  await ensureLoginRole(test.url, url);
  await asLogin(url, async (client) => {
    await client.query(
      `insert into idempotency_keys (user_id, key, request_hash, status) values (1, 'k', 'h', 201)`,
    );
    await client.query('delete from idempotency_keys');
    for (const forbidden of [
      'create table mine (n int)',
      'drop table idempotency_keys',
      'alter table log_audit_trail disable trigger all',
      'delete from log_audit_trail',
      'create role other',
    ])
      await expect(client.query(forbidden)).rejects.toMatchObject({ code: '42501' });
  });
});

it('gives a login that is there the rights that it lacks, and leaves its password', async () => {
  const url = login('first');
  const { username } = new URL(url);
  await asLogin(test.url, (owner) => owner.query(`create role ${username} login password 'first'`));
  const other = new URL(url);
  other.password = 'second';
  await ensureLoginRole(test.url, other.href);
  await asLogin(url, (client) => client.query('select from idempotency_keys'));
});

it('refuses a login that may do more, and the owner itself', async () => {
  const url = login('mighty');
  const { username } = new URL(url);
  await asLogin(test.url, (owner) => owner.query(`create role ${username} login createdb password 'mighty'`));
  await expect(ensureLoginRole(test.url, url)).rejects.toThrow('may create roles or databases');
  await expect(ensureLoginRole(test.url, test.url)).rejects.toThrow('log in as the same role');
});

it('says what to run where the owner may make no login', async () => {
  const owner = login('owner');
  const { username } = new URL(owner);
  await asLogin(test.url, (client) => client.query(`create role ${username} login password 'owner'`));
  await expect(ensureLoginRole(owner, login())).rejects.toThrow(/create role login_\w+ login password/);
});
