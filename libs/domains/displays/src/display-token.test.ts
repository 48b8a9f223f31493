import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { auditEntryOf } from '@antrean/platform/messages';
import { disconnectsOf } from '@antrean/platform/realtime';
import { testConfig, testLog } from '@antrean/testing';
import jwt from 'jsonwebtoken';
import { setImmediate } from 'node:timers/promises';
import { createAccessTokenVerifier, type DisplayPrincipal } from '@antrean/platform/auth';
import { accessTokenOf } from '@antrean/sessions/testing';
import { createOutlet } from '@antrean/organization/testing';
import { displayTokenCreated, displayTokenRevoked } from './display.messages.ts';
import { displayTokens, verifyDisplayToken } from './display-token.ts';
import { startPosApi, type PosApi } from '@antrean/sales/testing';

const tokens = () => displayTokens({ database: api.database, config, log: testLog });

const PATH = '/api/v1/display-tokens';
const config = testConfig();
let api: PosApi;
let outletId: number;

beforeAll(async () => {
  api = await startPosApi();
  outletId = (await createOutlet(api.database)).id;
});
afterAll(() => api.close());

const admin = (method: string, path: string, body?: unknown) =>
  api.send(api.administrator, method, path, body);
const make = async (details: Record<string, unknown> = {}) => {
  const { status, body } = await admin('POST', PATH, { label: 'Kitchen', ...details });
  expect(status).toBe(201);
  return { id: String(body['id']), token: String(body['token']), body };
};

describe('a display token', () => {
  it('S4-FUT-03 names a display of one outlet, is shown once and stored nowhere', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { id, token, body } = await make({ outletId, expiresAt });
    const { token: _, ...shown } = body;
    expect(shown).toEqual({
      id,
      label: 'Kitchen',
      screen: 'sales',
      outletId,
      createdAt: expect.any(String),
      expiresAt,
      revokedAt: null,
      lastSeenAt: null,
    });
    expect(verifyDisplayToken(token, config)).toBe(id);
    expect(await tokens().identify(token)).toMatchObject({
      kind: 'display',
      displayId: id,
      label: 'Kitchen',
      grants: new Map([['pos.read', { departments: 'all', outlets: new Set([outletId]), clinics: 'all' }]]),
    });
    const list = await admin('GET', PATH);
    // That it came is noted behind what it asked for.
    const [listed] = list.body['data'] as object[];
    expect({ ...listed, lastSeenAt: null }).toEqual(shown);
    const rows = await query(
      api.database.fork(),
      `select to_jsonb(d) as row from display_tokens d union all select payload from outbox_events
       union all select response from idempotency_keys`,
    );
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[2]);
  });

  it('S4-FUT-03 opens nothing in REST, and an access token is no display token', async () => {
    const { token } = await make();
    expect(await createAccessTokenVerifier(config.jwt.accessSecret)(token)).toBeNull();
    const { status } = await api.send(null, 'GET', '/api/v1/orders', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(status).toBe(401);
    expect(verifyDisplayToken(accessTokenOf(api.administrator, config), config)).toBeNull();
  });

  it('S4-FUT-03 is nothing when it is forged or garbled', async () => {
    const { id, token } = await make();
    const [head, body] = token.split('.');
    const claims = { audience: 'antrean-display', issuer: 'antrean', jwtid: id };
    const unsigned = jwt.sign({}, '', { ...claims, algorithm: 'none' });
    const foreign = jwt.sign({}, 'another-secret-of-sufficient-length', claims);
    const nameless = jwt.sign({}, config.jwt.accessSecret, { ...claims, jwtid: "1' or true" });
    for (const bad of ['', 'x', `${head}.${body}.`, `${head}.${body}.AAAA`, unsigned, foreign, nameless]) {
      expect(verifyDisplayToken(bad, config)).toBeNull();
    }
  });

  it('S4-FUT-03 ends when it is revoked, which closes its sockets, and only its own', async () => {
    const { id, token } = await make();
    const { id: other } = await make({ outletId });
    await api.takeEvents();
    expect((await admin('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect(await tokens().identify(token)).toBe('ended');
    expect(await tokens().findEnded([id, other])).toEqual([id]);
    const [event] = await api.takeEvents();
    const record = { seq: 1, at: '', version: 1, correlationId: null, ...event!, id: 'e' };
    expect(disconnectsOf(displayTokenRevoked, record)).toEqual([`display:${id}`]);

    expect((await admin('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect(await api.takeEvents()).toEqual([]);
    const [row] = ((await admin('GET', PATH)).body['data'] as Record<string, unknown>[]).filter(
      (each) => each['id'] === id,
    );
    expect(row).toMatchObject({ revokedAt: expect.any(String) });
  });

  it('S4-FUT-03 ends by itself at its expiry', async () => {
    const { id, token } = await make({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await tokens().findEnded([id])).toEqual([]);
    await query(api.database.fork(), `update display_tokens set expires_at = now() where id = ?`, [id]);
    expect(await tokens().identify(token)).toBe('ended');
    expect(await tokens().findEnded([id])).toEqual([id]);
  });

  it.each([
    ['an unknown outlet', { outletId: 999 }, 'body.outletId'],
    ['an expiry that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'body.expiresAt'],
    ['an expiry that is no instant', { expiresAt: 'tomorrow' }, 'body.expiresAt'],
    ['a screen that there is not', { screen: 'sauna' }, 'body.screen'],
    ['no label', { label: '' }, 'body.label'],
  ])('refuses %s', async (_, part, field) => {
    const { status, body } = await admin('POST', PATH, { label: 'Kitchen', ...part });
    expect([status, body['errors']]).toMatchObject([400, [{ field }]]);
  });

  it('S0-AUTH-02 is given only by who sees what it would show, and holds no more than that', async () => {
    for (const screen of ['kitchen', 'orders', 'dashboard', 'machines'])
      expect((await admin('POST', PATH, { label: 'Wall', screen })).status).toBe(403);
    await query(
      api.database.fork(),
      `update roles set permissions = permissions || '{rvms.read,meal-orders.read-all}' where key = 'administrator'`,
    );
    expect((await admin('POST', PATH, { label: 'Wall', screen: 'dashboard' })).status).toBe(403);
    const { id, token, body } = await make({ screen: 'machines', outletId });
    expect(body).toMatchObject({ screen: 'machines', outletId });
    expect(verifyDisplayToken(token, config)).toBe(id);
    const holder = await tokens().identify(token);
    expect(holder).toMatchObject({ feed: '/notifications' });
    expect([...(holder as DisplayPrincipal).grants]).toEqual([
      ['rvms.read', { departments: 'all', outlets: new Set([outletId]), clinics: 'all' }],
    ]);
    const refused = await admin('POST', PATH, { label: 'Wall', screen: 'kitchen', outletId });
    expect([refused.status, refused.body['errors']]).toMatchObject([400, [{ field: 'body.outletId' }]]);
    // Processes of before know one kind of display, and do not take this one for it.
    expect(jwt.decode(token)).toMatchObject({ aud: 'antrean-wall' });
  });

  it('is known by when it came last', async () => {
    const { id, token } = await make();
    const lastSeen = async () => {
      const rows = (await admin('GET', PATH)).body['data'] as { id: string; lastSeenAt: string | null }[];
      return rows.find((each) => each.id === id)?.lastSeenAt ?? null;
    };
    expect(await lastSeen()).toBeNull();
    await tokens().identify(token);
    while ((await lastSeen()) === null) await setImmediate();
    expect(Date.now() - Date.parse((await lastSeen())!)).toBeLessThan(60_000);
  });

  it('is the administrators’ to give, list and revoke', async () => {
    const { id } = await make();
    const calls = [
      ['POST', PATH, { label: 'Mine' }],
      ['GET', PATH],
      ['DELETE', `${PATH}/${id}`],
    ] as const;
    for (const [method, path, body] of calls) {
      expect((await api.send(api.cashier, method, path, body)).status).toBe(403);
      expect((await api.send(null, method, path, body)).status).toBe(401);
    }
    expect((await admin('DELETE', `${PATH}/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await admin('DELETE', `${PATH}/1`)).status).toBe(400);
  });

  it('is listed behind what was seen, while others are made', async () => {
    const { body } = await admin('GET', `${PATH}?limit=200`);
    const before = (body['data'] as { id: string }[]).map(({ id }) => id);
    expect([before.length > 2, body['next']]).toEqual([true, null]);
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const part = (await admin('GET', `${PATH}?limit=2${after && `&after=${after}`}`)).body;
      seen.push(...(part['data'] as { id: string }[]).map(({ id }) => id));
      after = part['next'] as string | null;
      await make();
    }
    expect(seen).toEqual(before);
  });

  it('is told to the auditor when it is given and revoked', async () => {
    await api.takeEvents();
    const { id } = await make({ label: 'Counter', outletId });
    await admin('DELETE', `${PATH}/${id}`);
    const [given, revoked] = await api.takeEvents();
    expect(auditEntryOf(displayTokenCreated, given!.payload)).toEqual({
      action: 'DISPLAY_TOKEN_CREATED',
      subject: 'Counter',
      detail: `Display "Counter" may watch the orders of outlet ${outletId}`,
    });
    expect(auditEntryOf(displayTokenRevoked, revoked!.payload)).toMatchObject({
      action: 'DISPLAY_TOKEN_REVOKED',
      subject: 'Counter',
    });
  });
});
