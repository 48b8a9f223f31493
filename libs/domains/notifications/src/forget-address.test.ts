import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { query, type SqlValue } from '@antrean/platform/database';
import { identityEntities } from '@antrean/sign-in/testing';
import { createTestDatabase, type TestDatabase } from '@antrean/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { forgetAddresses, forgetDeliveries } from './forget-address.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  await query(
    test.database.fork(),
    `insert into deliveries (cause, recipient, channel, message_id, status)
     select 'thing:' || n, 'Reader' || n || '@antrean.test', 'email', '', 'sent' from generate_series(1, 20000) n`,
  );
  await query(test.database.fork(), `analyze deliveries`);
});
afterAll(() => test.close());

/** How PostgreSQL runs a statement, and whom it leaves. */
async function planOf(forget: (em: EntityManager) => Promise<unknown>): Promise<string> {
  const spy = jest.spyOn(test.database.fork().getConnection(), 'execute');
  await forget(test.database.fork());
  const [sql, parameters] = spy.mock.calls[0]!;
  spy.mockRestore();
  const lines = await query<{ 'QUERY PLAN': string }>(
    test.database.fork(),
    `explain ${String(sql)}`,
    parameters as SqlValue[],
  );
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}
const left = async (): Promise<number> =>
  (await query(test.database.fork(), `select from deliveries`)).length;

describe('what was mailed, among half a year of deliveries', () => {
  it('to addresses is found by them, whatever their case', async () => {
    const addresses = ['reader7@ANTREAN.test', 'READER8@antrean.test', 'nobody@antrean.test'];
    const plan = await planOf((em) => forgetAddresses(em, addresses));
    expect(plan).toContain('deliveries_address');
    expect(plan).not.toContain('Seq Scan');
    expect(await left()).toBe(19_998);
  });

  it('because of something is found by that', async () => {
    const plan = await planOf((em) => forgetDeliveries(em, ['thing:9', 'thing:10', 'thing:0']));
    expect(plan).toContain('deliveries_cause');
    expect(plan).not.toContain('Seq Scan');
    expect(await left()).toBe(19_996);
  });
});
