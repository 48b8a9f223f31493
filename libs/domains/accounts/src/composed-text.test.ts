import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import { credentials } from '@antrean/sign-in/testing';
import { newUser } from './user.contract.ts';

const MIGRATION = new URL('../../../../migrations/0032_composed_text.sql', import.meta.url);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

it('names that were stored before are composed by the migration, also when it runs again', async () => {
  const em = db.database.fork();
  await query(em, `insert into roles (key, label, rank) values ('r', 'R', 1)`);
  const add = (nik: string, name: string) =>
    query(em, `insert into users (nik, full_name, password_hash, primary_role) values (?, ?, 'x', 'r')`, [
      nik,
      name,
    ]);
  await add('Rene\u0301', 'Rene\u0301');
  await add('Jose\u0301', 'One who has the same');
  await add('JOSÉ', 'Name');
  await query(em, `insert into departments (name) values (?), ('Dapur')`, ['Cre\u0300me']);
  for (let run = 0; run < 2; run += 1) await em.execute(await readFile(MIGRATION, 'utf8'));
  expect(await query(em, `select nik, full_name, version from users order by id`)).toEqual([
    { nik: 'René', full_name: 'René', version: 1 },
    { nik: 'Jose\u0301', full_name: 'One who has the same', version: 1 },
    { nik: 'JOSÉ', full_name: 'Name', version: 1 },
  ]);
  expect(await query(em, `select name from departments order by id`)).toEqual([
    { name: 'Crème' },
    { name: 'Dapur' },
  ]);
});

it('identifiers are taken without blanks and invisible characters; names that hold direction marks are refused', () => {
  const user = { nik: '\u200bEMP\u200d9\u00a0', password: 'rahasia123', role: 'dapur', namaLengkap: 'Ann' };
  const contact = { email: '\ufeffann@example.test ', phone: '\u202a+628123456789\u202c' };
  expect(newUser.parse({ ...user, ...contact })).toMatchObject({
    nik: 'EMP9',
    email: 'ann@example.test',
    phone: '+628123456789',
  });
  for (const namaLengkap of ['\u200d', 'Ann\u202e', 'A\nnn'])
    expect(newUser.safeParse({ ...user, namaLengkap }).success).toBe(false);
  expect(credentials.parse({ nik: ' EMP\u200b001\u2060', password: ' x ' })).toEqual({
    nik: 'EMP001',
    password: ' x ',
  });
});
