import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createSmsSender } from '@antrean/platform/sms';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { sessionTokens } from '@antrean/sessions';
import { smsInboxRoutes } from './sms-inbox.routes.ts';

const config = testConfig();
let test: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  test = await createTestDatabase();
  const { database } = test;
  const routes = smsInboxRoutes({ database, config });
  api = await startTestApi({ tokens: sessionTokens, routes, database, config });
});
afterAll(async () => {
  await api.close();
  await test.close();
});

it('the development inbox shows what would have been sent; production has no such page', async () => {
  const sms = createSmsSender({ config, database: test.database });
  await sms.send({ to: '+628123456789', text: 'Kode Anda 123456', idempotencyKey: 'a' });
  expect(await api.request('GET', '/api/dev/sms-inbox')).toMatchObject({
    status: 200,
    body: [{ to: '+628123456789', text: 'Kode Anda 123456', at: expect.any(String) }],
  });
  expect(smsInboxRoutes({ database: test.database, config: { ...config, production: true } })).toEqual([]);
});
