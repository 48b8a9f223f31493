import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureRoles } from '@antrean/access';
import { organizationEntities } from '@antrean/organization';
import { mergeRoleDefaults, type SessionPrincipal } from '@antrean/platform/auth';
import {
  createAddressBlocks,
  createFloodWatch,
  FLOOD_MINUTE,
  type AddressBlocks,
  type FloodWatch,
} from '@antrean/platform/blocking';
import { query } from '@antrean/platform/database';
import { takeTurns } from '@antrean/platform/domain';
import { sessionTokens } from '@antrean/sessions';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { identityEntities, identityRoleDefaults } from '@antrean/sign-in/testing';
import {
  createTestDatabase,
  startTestApi,
  takeEvents,
  testConfig,
  testLog,
  type TestApi,
  type TestDatabase,
  type TestReply,
} from '@antrean/testing';
import { ipBlockRoutes } from './http.ts';
import { ipBlockRoleDefaults } from './index.ts';
import { followBlocks, keepBlocks } from './keep-blocks.ts';

const PATH = '/api/admin/ip-blocks';
/** Where the administrator sits, as a trusted proxy tells it. */
const HOME = '198.51.100.7';
const HOUR_MS = 3_600_000;

describe('blocks of network addresses', () => {
  const config = testConfig({ TRUST_PROXY: '1' });
  let test: TestDatabase;
  let api: TestApi;
  let administrator: SessionPrincipal;
  let employee: SessionPrincipal;
  let blocks: AddressBlocks;
  let floods: FloodWatch;
  let keep: () => Promise<void>;
  const stops: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    test = await createTestDatabase([...organizationEntities, ...identityEntities]);
    await ensureRoles(test.database, mergeRoleDefaults(identityRoleDefaults, ipBlockRoleDefaults));
    administrator = await createTestPrincipal(test.database, { role: 'administrator', departmentId: null });
    employee = await createTestPrincipal(test.database, { role: 'employee', departmentId: null });
  });
  beforeEach(async () => {
    [blocks, floods] = [createAddressBlocks(), createFloodWatch()];
    const { database, unitOfWork } = test;
    keep = keepBlocks({ database, unitOfWork, blocks, floods, log: testLog }).run;
    await keep();
    api = await startTestApi({
      ...{ tokens: sessionTokens, database, config },
      routes: ipBlockRoutes({ ...test, blocks }),
      gatekeeping: { blocks, floods },
    });
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await api.close();
    await sql(`delete from ip_blocks`);
  });
  afterAll(() => test.close());

  const sql = <Row extends object>(text: string) => query<Row>(test.database.fork(), text);
  const send = (
    method: string,
    path = '',
    body?: unknown,
    { actor = administrator, from = HOME }: { actor?: SessionPrincipal | null; from?: string } = {},
  ): Promise<TestReply> =>
    api.request(method, `${PATH}${path}`, {
      ...(body === undefined ? {} : { body }),
      ...(actor ? { token: accessTokenOf(actor, config) } : {}),
      headers: { 'X-Forwarded-For': from },
    });
  const block = async (cidr: string, more: object = {}): Promise<number> => {
    const { status, body } = await send('POST', '', { cidr, reason: 'It guesses passwords.', ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return Number(body['id']);
  };
  /** What somebody is told who comes from an address. */
  const from = async (address: string, actor: SessionPrincipal | null = null): Promise<unknown> =>
    (await send('GET', '', undefined, { from: address, actor })).body['code'] ?? 'in';
  const flood = (network: string, times = FLOOD_MINUTE): void => {
    for (let n = 0; n < times; n += 1) floods.refused(network);
  };
  const standing = async (): Promise<string[]> =>
    (
      await sql<{ cidr: string }>(
        `select cidr::text as cidr from ip_blocks where ends_at > now() order by id`,
      )
    ).map(({ cidr }) => cidr);

  it('S1-GW-09 are made, shown, changed and lifted by administrators, who are named in the audit trail', async () => {
    expect((await send('GET', '', undefined, { actor: employee })).status).toBe(403);
    expect((await send('GET', '', undefined, { actor: null })).status).toBe(401);
    await takeEvents(test.database);

    const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
    const made = await send('POST', '', { cidr: '203.0.113.9/24', reason: ' Scans ', expiresAt });
    expect(made).toMatchObject({
      status: 201,
      body: {
        ...{ cidr: '203.0.113.0/24', origin: 'manual', reason: 'Scans', state: 'standing', expiresAt },
        createdBy: { id: administrator.userId, name: administrator.name },
        ...{ liftedAt: null, liftedBy: null },
      },
    });
    const id = Number(made.body['id']);
    expect(made.headers.get('location')).toBe(`${PATH}/${id}`);
    expect(await from('203.0.113.200')).toBe('address_blocked');

    const changed = await send('PATCH', `/${id}`, { expiresAt: null });
    expect(changed).toMatchObject({ status: 200, body: { expiresAt: null, reason: 'Scans' } });
    expect((await send('GET', `/${id}`)).body).toEqual(changed.body);
    expect((await send('GET', '?address=203.0.113.77&state=standing')).body).toMatchObject({
      data: [{ id }],
      total: 1,
      next: null,
    });
    expect((await send('GET', '?address=203.0.114.1')).body).toMatchObject({ data: [], total: 0 });

    expect((await send('DELETE', `/${id}`)).status).toBe(204);
    expect((await send('DELETE', `/${id}`)).status).toBe(204);
    expect(await from('203.0.113.200')).toBe('unauthenticated');
    expect((await send('GET', `/${id}`)).body).toMatchObject({
      state: 'lifted',
      liftedBy: { id: administrator.userId },
    });
    expect((await send('PATCH', `/${id}`, { expiresAt: null })).body).toMatchObject({
      code: 'ip_block_over',
    });
    expect((await send('GET', '/2147483648')).status).toBe(404);
    const events = await takeEvents(test.database);
    expect(events.map(({ name }) => name)).toEqual([
      'ip_block.created',
      'ip_block.changed',
      'ip_block.lifted',
    ]);
  });

  it('S1-GW-09 are networks of clients, IPv4 and IPv6, and not wider than that', async () => {
    const refusals = [
      '203.0.113.0/33',
      '10.0.0.0/7',
      '2000::/15',
      '::/0',
      '127.0.0.1',
      '::1',
      'example.test',
      '1.2.3',
    ];
    for (const cidr of refusals) {
      expect([cidr, (await send('POST', '', { cidr, reason: 'x' })).status]).toEqual([cidr, 400]);
    }
    expect(
      (await send('POST', '', { cidr: '1.2.3.4', reason: 'x', expiresAt: '2020-01-01T00:00:00Z' })).body,
    ).toMatchObject({ errors: [{ field: 'body.expiresAt' }] });
    await block('2001:DB8:0:1::5/48');
    await block('::ffff:203.0.113.7');
    expect(await standing()).toEqual(['2001:db8::/48', '203.0.113.7/32']);
    expect((await send('POST', '', { cidr: '203.0.113.7', reason: 'x' })).body).toMatchObject({
      status: 409,
      code: 'ip_block_exists',
    });
    for (const [address, code] of [
      ['2001:db8:0:ffff::1', 'address_blocked'],
      ['2001:db8:1::1', 'unauthenticated'],
      ['203.0.113.7', 'address_blocked'],
      ['::ffff:203.0.113.7', 'address_blocked'],
      ['::ffff:cb00:7107', 'address_blocked'],
      ['203.0.113.8', 'unauthenticated'],
    ] as const)
      expect([address, await from(address)]).toEqual([address, code]);
  });

  it('S1-GW-09 cannot lock out who makes them, by whatever address they come', async () => {
    const held = { cidr: '198.51.100.0/24', reason: 'x' };
    expect((await send('POST', '', held)).body).toMatchObject({
      ...{ status: 409, code: 'ip_block_locks_you_out', address: HOME, cidr: '198.51.100.0/24' },
    });
    expect((await send('POST', '', held, { from: `::ffff:${HOME}` })).status).toBe(409);
    expect(
      (await send('POST', '', { cidr: '2001:db8::/32', reason: 'x' }, { from: '2001:db8::9' })).status,
    ).toBe(409);
    // What the client itself says of where it comes from is nothing.
    expect((await send('POST', '', held, { from: `203.0.113.1, ${HOME}` })).status).toBe(409);
    expect(await standing()).toEqual([]);
  });

  it('S1-GW-09 end by themselves', async () => {
    await block('203.0.113.0/24', { expiresAt: new Date(Date.now() + 1_500).toISOString() });
    expect(await from('203.0.113.1')).toBe('address_blocked');
    await wait(1_600);
    expect(await from('203.0.113.1')).toBe('unauthenticated');
    expect((await send('GET', '?state=over')).body).toMatchObject({ data: [{ state: 'expired' }] });
  });

  it('S1-GW-09 hold in every process within a second, without Redis', async () => {
    const elsewhere = createAddressBlocks();
    stops.push(await takeTurns([followBlocks(test.database, elsewhere)], testLog));
    let replaced = 0;
    elsewhere.onReplaced(() => (replaced += 1));
    const id = await block('203.0.113.0/24');
    const begun = performance.now();
    while (elsewhere.find('203.0.113.1') === null) await wait(5);
    expect(performance.now() - begun).toBeLessThan(1_000);
    await send('DELETE', `/${id}`);
    while (elsewhere.find('203.0.113.1') !== null) await wait(5);
    // What has not changed is not read again and again.
    await wait(1_000);
    expect(replaced).toBe(2);
  });

  it('S1-GW-09 are made for clients that flood, for a quarter of an hour', async () => {
    await takeEvents(test.database);
    flood('203.0.113.5', FLOOD_MINUTE - 1);
    await keep();
    expect(await standing()).toEqual([]);
    flood('203.0.113.5', 1);
    flood('2001:db8:1:2::/64');
    await keep();
    expect(await standing()).toEqual(['203.0.113.5/32', '2001:db8:1:2::/64']);
    expect(await from('2001:db8:1:2:3:4:5:6')).toBe('address_blocked');
    const minutes = await sql(
      `select distinct round(extract(epoch from expires_at - created_at) / 60)::int as minutes from ip_blocks`,
    );
    expect(minutes).toEqual([{ minutes: 15 }]);
    expect((await takeEvents(test.database)).map(({ payload }) => payload['origin'])).toEqual([
      'automatic',
      'automatic',
    ]);
    // Lifted by somebody, it is not made again for a while; nor a second one where one stands.
    const [{ id } = { id: 0 }] = await sql<{ id: number }>(`select min(id) as id from ip_blocks`);
    expect((await send('DELETE', `/${id}`)).status).toBe(204);
    flood('203.0.113.5');
    flood('2001:db8:1:2::/64');
    await keep();
    expect(await standing()).toEqual(['2001:db8:1:2::/64']);
  });

  it('S1-GW-09 are never made for private addresses, nor where an administrator is at work', async () => {
    for (const address of [
      '10.1.2.3',
      '127.0.0.1',
      '::1',
      'fd00::/64',
      '192.168.1.1',
      '169.254.1.1',
      '100.64.0.1',
    ])
      flood(address);
    await send('GET', '', undefined, { from: '203.0.113.6' });
    flood('203.0.113.6');
    await keep();
    expect(await standing()).toEqual([]);
  });

  it('S1-GW-09 that were made for a flood stop no administrator: they end when one comes from there', async () => {
    flood('203.0.113.5');
    await keep();
    expect(await from('203.0.113.5')).toBe('address_blocked');
    expect(await from('203.0.113.5', employee)).toBe('address_blocked');
    expect(await from('203.0.113.5', administrator)).toBe('in');
    await keep();
    expect(await from('203.0.113.5')).toBe('unauthenticated');
    flood('203.0.113.5');
    await keep();
    expect(await standing()).toEqual([]);
    // One that somebody made stops everybody.
    await block('203.0.113.5');
    expect(await from('203.0.113.5', administrator)).toBe('address_blocked');
  });

  it('are looked for by an index, however many are over', async () => {
    await sql(
      `insert into ip_blocks (cidr, origin, reason, created_at, expires_at)
       select ('203.' || n / 250 || '.' || n % 250 || '.1')::inet, 'automatic', 'x', now(), now() - interval '1 day'
       from generate_series(1, 20000) n`,
    );
    await sql('analyze ip_blocks');
    const plan = async (text: string): Promise<string> =>
      JSON.stringify(await sql(`explain (costs off) ${text}`));
    const standingPlan = await plan(
      `select cidr, origin from ip_blocks where ends_at > now() order by id desc limit 10000`,
    );
    expect(standingPlan).toContain('ip_blocks_ends_at');
    expect(
      await plan(`select from ip_blocks b where b.cidr >>= '203.0.113.5' and b.ends_at > now()`),
    ).toMatch(/ip_blocks_(ends_at|cidr)/);
  });
});
