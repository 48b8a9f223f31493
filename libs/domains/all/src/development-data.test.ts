import { expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { query } from '@antrean/platform/database';
import { createTestDatabase, testConfig } from '@antrean/testing';
import { system } from './index.ts';

it('development data has bookings of the customer, past and to come, and is made once', async () => {
  const test = await createTestDatabase(system.entities);
  try {
    await ensureRoles(test.database, {});
    for (let n = 0; n < 2; n += 1) {
      for (const { seedDevelopment } of system.domains) await seedDevelopment?.(test.database, testConfig());
    }
    const rows = await query(
      test.database.fork(),
      `select b.status, (o.id is not null and lower(o.occupies) = b.starts_at) as taken
       from bookings b left join occupied_spans o on o.reference = 'booking:' || b.id order by b.starts_at`,
    );
    expect(rows).toEqual([
      { status: 'completed', taken: false },
      { status: 'completed', taken: false },
      { status: 'cancelled', taken: false },
      { status: 'confirmed', taken: true },
      { status: 'confirmed', taken: true },
    ]);
  } finally {
    await test.close();
  }
});
