import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { organizationEntities } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import { createDiskStorage } from '@antrean/platform/files';
import { createTestDatabase, testConfig, type TestDatabase } from '@antrean/testing';
import { passwordLink } from './password.notification.ts';
import { identityEntities } from '../testing.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
});
afterAll(() => test.close());

it('a delivery has one link in all its tries and in both languages, and another one has another', async () => {
  const { id: userId } = await createTestUser(test.database, { email: 'link@antrean.test' });
  const source = {
    database: test.database,
    config: testConfig(),
    storage: createDiskStorage({ root: tmpdir() }),
  };
  const linkOf = async (deliveryId: string, language: 'id' | 'en') => {
    const { action } = await passwordLink.write({ ...source, reports: [] }, [{ userId }], {
      deliveryId,
      channel: 'email',
      reader: { userId, language, timeZone: 'Asia/Jakarta' },
    });
    return action?.url;
  };
  const deliveryId = randomUUID();
  const first = await linkOf(deliveryId, 'id');
  expect(first).toContain('/app/reset-password#token=');
  expect(await linkOf(deliveryId, 'en')).toBe(first);
  expect(await linkOf(randomUUID(), 'id')).not.toBe(first);
  const tokens = await query(test.database.fork(), `select from one_time_tokens where user_id = ?`, [userId]);
  expect(tokens).toHaveLength(2);
});
