import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { organizationEntities } from '@antrean/organization';
import { defineNotification, tellTime } from '@antrean/platform/notifications';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  testConfig,
  type TestApi,
  type TestDatabase,
} from '@antrean/testing';
import { z } from 'zod';
import { deliveryRoutes } from './delivery.routes.ts';
import { notificationRoleDefaults } from './notification.policy.ts';

const full = defineNotification({
  name: 'machine.full',
  summary: 'For tests',
  facts: z.object({}),
  channels: ['email', 'sms'],
  choice: { id: 'Mesin penuh', en: 'Full machines' },
  recipients: async () => [],
  read: async () => ({ machine: '', at: new Date() }),
  sample: { machine: 'RVM <b>7</b>', at: new Date('2027-03-01T02:00:00Z') },
  texts: {
    id: ({ machine }) => ({ subject: `${machine} penuh`, paragraphs: ['Silakan kosongkan.'] }),
    en: ({ machine }) => ({ subject: `${machine} is full`, paragraphs: ['Please empty it.'] }),
  },
  sms: {
    id: ({ machine, at }, reader) => `${machine} penuh ${tellTime(at, reader)}`,
    en: ({ machine, at }, reader) => `${machine} is full ${tellTime(at, reader)}`,
  },
  digest: {
    everyMs: 60_000,
    texts: {
      id: (all) => ({ subject: `${all.length} mesin penuh`, paragraphs: [] }),
      en: (all) => ({ subject: `${all.length} machines are full`, paragraphs: [] }),
    },
  },
});

const config = testConfig();
let test: TestDatabase;
let api: TestApi;
let token: string;
beforeAll(async () => {
  test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  const { database } = test;
  await ensureRoles(database, notificationRoleDefaults);
  const routes = deliveryRoutes({ unitOfWork: test.unitOfWork, database, config, notifications: [full] });
  api = await startTestApi({ tokens: sessionTokens, routes, database, config });
  token = accessTokenOf(await createTestPrincipal(database, { role: 'administrator' }), config);
});
afterAll(async () => {
  await api.close();
  await test.close();
});

it('administrators see what each notification looks like, in a page in which nothing runs', async () => {
  const get = (path: string) => api.request('GET', `/api/admin/notifications${path}`, { token });
  expect((await get('')).body).toEqual([
    expect.objectContaining({ name: 'machine.full', channels: ['email', 'sms'], digestMs: 60_000 }),
  ]);
  expect((await get('/machine.full/preview?language=id')).body).toMatchObject({
    subject: 'RVM <b>7</b> penuh',
    sms: 'RVM <b>7</b> penuh 1 Maret 2027 pukul 09.00 WIB (UTC+07:00)',
    html: expect.stringContaining('RVM &lt;b&gt;7&lt;/b&gt; penuh'),
    inApp: { title: 'RVM <b>7</b> penuh', text: 'Silakan kosongkan.', url: null },
  });
  const digest = await get('/machine.full/preview?language=en&count=3');
  expect(digest.body['subject']).toBe('3 machines are full');
  expect((await get('/no.such/preview')).status).toBe(404);

  const page = await fetch(`${api.url}/api/admin/notifications/machine.full/preview.html`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
  expect(await page.text()).toContain('RVM &lt;b&gt;7&lt;/b&gt; penuh');
});
