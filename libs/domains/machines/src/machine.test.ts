import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutlet } from '@antrean/organization/testing';
import { startMachineApi, type MachineApi } from './machine-api.factory.ts';
import { createTestMachine } from './testing.ts';

let api: MachineApi;
let outletId: number;
beforeAll(async () => {
  api = await startMachineApi();
  outletId = (await createOutlet(api.database)).id;
});
afterAll(() => api.close());

let count = 0;
const newMachine = (details: object = {}) => ({
  code: `RVM-${(count += 1)}`,
  name: 'Lobi Utara',
  location: { address: 'Jl. Sudirman 1, Jakarta', lat: -6.2, lng: 106.8 },
  capacity: 500,
  ...details,
});
const add = async (details: object = {}) => {
  const { status, body } = await api.send(api.administrator, 'POST', '/api/rvms', newMachine(details));
  expect(status).toBe(201);
  return body as { id: number; code: string; version: number };
};
const idsOf = (body: Record<string, unknown>): number[] =>
  (body['data'] as { id: number }[]).map(({ id }) => id);

describe('the registry of machines', () => {
  it('S0-RT-06 a machine is added, read, changed and taken away, and each is told once', async () => {
    const input = newMachine({ outletId });
    const made = await api.send(api.administrator, 'POST', '/api/rvms', input);
    expect([made.status, made.headers.get('location')]).toEqual([
      201,
      `/api/rvms/${String(made.body['id'])}`,
    ]);
    expect(made.body).toEqual({
      ...input,
      id: expect.any(Number),
      status: 'UNKNOWN',
      statusSince: expect.any(String),
      statusBeneath: 'UNKNOWN',
      override: null,
      reportedStatus: null,
      reportedAt: null,
      lastHeardAt: null,
      fillPercent: null,
      counters: {},
      collected: {},
      message: null,
      alarms: [],
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const path = `/api/rvms/${String(made.body['id'])}`;
    expect((await api.send(api.operator, 'GET', path)).body).toEqual(made.body);

    const wish = { name: 'Lobi Selatan', location: { address: 'Jl. Thamrin 1' }, outletId: null };
    const changed = await api.send(api.administrator, 'PATCH', path, wish, { 'if-match': '"1"' });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      {
        name: 'Lobi Selatan',
        location: { address: 'Jl. Thamrin 1', lat: null, lng: null },
        outletId: null,
        version: 2,
      },
    ]);
    expect((await api.send(api.administrator, 'PATCH', path, wish)).body['version']).toBe(2);
    const stale = await api.send(api.administrator, 'DELETE', path, undefined, { 'if-match': '"1"' });
    expect([stale.status, stale.body['code']]).toEqual([412, 'stale_version']);

    expect((await api.send(api.administrator, 'DELETE', path)).status).toBe(204);
    expect((await api.send(api.administrator, 'GET', path)).status).toBe(404);
    expect(await api.sql(`select 1 from rvm_states where rvm_id = ${Number(made.body['id'])}`)).toEqual([]);
    const { code } = input;
    const rvmId = made.body['id'];
    expect((await api.takeEvents()).map(({ name, payload }) => [name, payload])).toEqual([
      ['rvm.created', { rvmId, code, outletId, name: 'Lobi Utara' }],
      [
        'rvm.updated',
        {
          ...{ rvmId, code, outletId: null, name: 'Lobi Selatan' },
          changed: ['name', 'address', 'latitude', 'longitude', 'outletId'],
        },
      ],
      ['rvm.deleted', { rvmId, code, outletId: null }],
    ]);
  });

  it('has each code once, whatever its case', async () => {
    const { code } = await add();
    const body = newMachine({ code: code.toLowerCase() });
    const again = await api.send(api.administrator, 'POST', '/api/rvms', body);
    expect([again.status, again.body['code']]).toEqual([409, 'name_taken']);
    const { id } = await add();
    const renamed = await api.send(api.administrator, 'PATCH', `/api/rvms/${id}`, { code });
    expect([renamed.status, renamed.body['code']]).toEqual([409, 'name_taken']);
  });

  it.each([
    ['body.code', { code: ' ' }],
    ['body.capacity', { capacity: 0 }],
    ['body.outletId', { outletId: 999_999 }],
    ['body.location', { location: { address: 'x', lat: 1 } }],
    ['body.location.lat', { location: { address: 'x', lat: 91, lng: 0 } }],
    ['body', { status: 'ONLINE' }],
  ])('S0-SEC-01 names %s when it is wrong', async (field, wrong) => {
    const { status, body } = await api.send(api.administrator, 'POST', '/api/rvms', newMachine(wrong));
    expect([status, body['errors']]).toMatchObject([400, [{ field: expect.stringContaining(field) }]]);
  });

  it('lists machines by status, outlet and text, page by page and behind a cursor', async () => {
    const own = (await createOutlet(api.database)).id;
    const made = [
      await add({ outletId: own, name: 'Kantin 100%' }),
      await add({ outletId: own }),
      await add({ outletId: own }),
    ].map(({ id }) => id);
    const list = async (parameters: string) => {
      const { status, body } = await api.send(api.operator, 'GET', `/api/rvms?${parameters}`);
      expect(status).toBe(200);
      return body;
    };
    const of = `outletId=${own}`;
    expect(await list(`${of}&limit=2`)).toMatchObject({ total: 3, page: 1, limit: 2, totalPages: 2 });
    expect(idsOf(await list(`${of}&limit=2&page=2`))).toEqual(made.slice(2));
    const { next } = await list(`${of}&limit=2`);
    expect(idsOf(await list(`${of}&limit=2&after=${String(next)}`))).toEqual(made.slice(2));
    expect(idsOf(await list(`${of}&q=100%25`))).toEqual(made.slice(0, 1));
    expect(idsOf(await list(`${of}&q=kantin`))).toEqual(made.slice(0, 1));
    expect(idsOf(await list(`${of}&status=UNKNOWN`))).toEqual(made);
    expect(idsOf(await list(`${of}&status=ONLINE`))).toEqual([]);
  });

  it('lists the worst first behind a cursor, with the alarms that are not over, and counts how many are in which status', async () => {
    const own = (await createOutlet(api.database)).id;
    const [online, fuller, full, fault, unheard] = await Promise.all(
      Array.from({ length: 5 }, () => api.plug({ outletId: own })),
    );
    await api.say(online!, { status: 'ONLINE', fillPercent: 10 });
    await api.say(fuller!, { status: 'ONLINE', fillPercent: 80 });
    await api.say(full!, { status: 'FULL', fillPercent: 100, message: 'bin 2' });
    await api.say(fault!, { status: 'FAULT' });
    const expected = [fault, full, unheard, fuller, online].map((each) => each!.id);
    const list = (after = '') =>
      api.send(api.operator, 'GET', `/api/rvms?sort=worst&outletId=${own}&limit=2${after}`);
    const seen: number[] = [];
    let next: unknown = null;
    do {
      const { status, body } = await list(next === null ? '' : `&after=${String(next)}`);
      expect(status).toBe(200);
      seen.push(...idsOf(body));
      next = body['next'];
    } while (next !== null);
    expect(seen).toEqual(expected);

    const { body } = await list();
    expect((body['data'] as { alarms: object[] }[]).map(({ alarms }) => alarms)).toEqual([
      [expect.objectContaining({ kind: 'FAULT', state: 'raised', message: null })],
      [
        {
          ...{ id: expect.any(Number), kind: 'FULL', state: 'raised', message: 'bin 2', note: null },
          ...{ raisedAt: expect.stringMatching(/Z$/), acknowledgedAt: null, acknowledgedBy: null },
          ...{ clearedAt: null, clearedBy: null, workOrder: null },
        },
      ],
    ]);
    await api.say(full!, { status: 'ONLINE' });
    expect((await api.read(full!))['alarms']).toEqual([]);

    const counts = { UNKNOWN: 1, ONLINE: 3, FULL: 0, FAULT: 1, MAINTENANCE: 0, OFFLINE: 0 };
    const path = `/api/rvms/counts?outletId=${own}`;
    expect((await api.send(api.operator, 'GET', path)).body).toEqual(counts);
    const foreign = await api.operatorAt((await createOutlet(api.database)).id);
    expect((await api.send(foreign, 'GET', path)).body).toEqual({
      ...counts,
      UNKNOWN: 0,
      ONLINE: 0,
      FAULT: 0,
    });
    // A cursor of the one order means nothing in the other.
    const added = await api.send(api.operator, 'GET', `/api/rvms?limit=1&outletId=${own}`);
    expect((await list(`&after=${String(added.body['next'])}`)).status).toBe(400);
  });

  it('S0-AUTH-04 who operates the machines of one outlet knows of no other', async () => {
    const { id } = await add({ outletId });
    const foreign = [await add({ outletId: (await createOutlet(api.database)).id }), await add()];
    const local = await api.operatorAt(outletId);
    const { body } = await api.send(local, 'GET', '/api/rvms?limit=200');
    expect(idsOf(body)).toContain(id);
    for (const other of foreign) {
      expect(idsOf(body)).not.toContain(other.id);
      expect((await api.send(local, 'GET', `/api/rvms/${other.id}`)).status).toBe(404);
    }
    expect((await api.send(local, 'GET', `/api/rvms/${id}`)).status).toBe(200);
  });

  it('operators read, and add, change and delete nothing', async () => {
    const { id } = await add();
    for (const [method, path] of [
      ['POST', '/api/rvms'],
      ['PATCH', `/api/rvms/${id}`],
      ['DELETE', `/api/rvms/${id}`],
      ['POST', `/api/rvms/${id}/device-tokens`],
      ['GET', `/api/rvms/${id}/device-tokens`],
    ] as const) {
      const body = method === 'POST' || method === 'PATCH' ? {} : undefined;
      expect([method, path, (await api.send(api.operator, method, path, body)).status]).toEqual([
        method,
        path,
        403,
      ]);
    }
  });

  it('S0-PERF-05 an unchanged machine is answered with 304', async () => {
    const { id } = await add();
    const { headers } = await api.send(api.operator, 'GET', `/api/rvms/${id}`);
    const etag = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await api.send(api.operator, 'GET', `/api/rvms/${id}`, undefined, etag)).status).toBe(304);
    await api.send(api.administrator, 'PATCH', `/api/rvms/${id}`, { name: 'Lain' });
    expect((await api.send(api.operator, 'GET', `/api/rvms/${id}`, undefined, etag)).status).toBe(200);
  });
});

describe('the tokens of a machine', () => {
  const tokensOf = (id: number) => `/api/rvms/${id}/device-tokens`;

  it('S0-AUTH-02 are shown once, listed without the secret, stored as a hash and revoked at once', async () => {
    const { id, code } = await add();
    const made = await api.send(api.administrator, 'POST', tokensOf(id));
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        kind: 'device',
        name: code,
        abilities: ['rvms.report'],
        subject: { kind: 'rvm', id },
        lastUsedAt: null,
      },
    ]);
    const { token, ...shown } = made.body;
    expect(token).toEqual(expect.stringMatching(/^antr_/));
    expect((await api.send(api.administrator, 'GET', tokensOf(id))).body).toEqual({ data: [shown] });
    const rows = await api.sql(
      `select to_jsonb(t) as row from api_tokens t union all select payload from outbox_events
       union all select response from idempotency_keys`,
    );
    expect(JSON.stringify(rows)).not.toContain(token);

    const one = `${tokensOf(id)}/${String(shown['id'])}`;
    const { id: other } = await add();
    expect(
      (await api.send(api.administrator, 'DELETE', `${tokensOf(other)}/${String(shown['id'])}`)).status,
    ).toBe(404);
    expect((await api.send(api.administrator, 'DELETE', one)).status).toBe(204);
    expect((await api.send(api.administrator, 'DELETE', one)).status).toBe(404);
    expect((await api.send(api.administrator, 'GET', tokensOf(id))).body).toEqual({ data: [] });
  });

  it('S0-AUTH-01 open no door of people', async () => {
    const { id } = await add();
    const { body } = await api.send(api.administrator, 'POST', tokensOf(id));
    for (const path of ['/api/rvms', `/api/rvms/${id}`, tokensOf(id)])
      expect([path, (await api.send(String(body['token']), 'GET', path)).status]).toEqual([path, 403]);
  });

  it('end with their machine', async () => {
    const { id } = await add();
    const { body } = await api.send(api.administrator, 'POST', tokensOf(id));
    await api.send(api.administrator, 'DELETE', `/api/rvms/${id}`);
    expect((await api.send(String(body['token']), 'GET', '/api/rvms')).status).toBe(401);
  });
});

it('S0-PERF-01 a page of machines reads by indexes what it shows, however many there are', async () => {
  const owner = { id: api.administrator.userId };
  await createTestMachine(api.database, owner);
  await api.sql(
    `insert into rvms (code, name, address, capacity, created_by)
     select 'FLEET-' || n, 'Mesin ' || n, 'Jl. ' || n, 500, ${owner.id} from generate_series(1, 20000) n`,
  );
  await api.sql(`insert into rvm_states (rvm_id) select id from rvms on conflict do nothing`);
  // Vacuumed, because what waits to be put into the text's index makes it look dear.
  await api.sql(`vacuum (analyze) rvms, rvm_states`);
  const planOf = async (where: string): Promise<string> =>
    JSON.stringify(
      await api.sql(
        `explain (format json) select m.id from rvms m join rvm_states s on s.rvm_id = m.id
         where ${where} order by m.id limit 51`,
      ),
    );
  for (const where of [
    'm.id > 5000',
    `(m.code || ' ' || m.name) ilike '%FLEET-19999%'`,
    `m.outlet_id = ${outletId}`,
  ])
    expect([where, await planOf(where)]).toEqual([where, expect.not.stringContaining('Seq Scan')]);
});
