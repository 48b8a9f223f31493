import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, testLog, type TestDatabase } from '@antrean/testing';
import { createMetrics } from '../observability/index.ts';
import { query } from './query.ts';
import { findZoneDifferences, reportZoneData } from './zone-data.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

it('S1-AVL-01 zones in which Node and PostgreSQL tell other times are named, and counted by a metric', async () => {
  const zones = await findZoneDifferences(test.database);
  // Two releases of the zone data differ in few zones, and none of these has changed its rules for years.
  expect(zones.length).toBeLessThan(20);
  expect(zones).not.toEqual(expect.arrayContaining(['Asia/Jakarta']));
  for (const zone of zones) {
    const [row] = await query<{ clock: string }>(
      test.database.fork(),
      `select to_char(timezone(?, '2027-07-15T12:00Z'::timestamptz), 'HH24:MI') ||
              to_char(timezone(?, '2027-12-15T12:00Z'::timestamptz), ' HH24:MI') as clock`,
      [zone, zone],
    );
    const clock = (instant: string) =>
      new Date(instant).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    expect([zone, row!.clock]).not.toEqual([
      zone,
      `${clock('2027-07-15T12:00Z')} ${clock('2027-12-15T12:00Z')}`,
    ]);
  }
  const metrics = createMetrics({ service: 'test' });
  const differ = await reportZoneData(test.database, { log: testLog, metrics });
  expect(differ).toBe(zones.length > 0);
  expect((await metrics.zoneDifferences.get()).values).toMatchObject([{ value: zones.length }]);
});
