import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOutlet } from '@antrean/organization/testing';
import { query } from '@antrean/platform/database';
import { HEARTBEAT } from './heartbeat.ts';
import { startMachineApi, type Device, type MachineApi } from '../machine-api.factory.ts';

let api: MachineApi;
beforeAll(async () => {
  api = await startMachineApi();
});
afterAll(() => api.close());
beforeEach(() => void (api.signals.length = 0));

const history = async ({ id }: Device, parameters = '') => {
  const { status, body } = await api.send(api.operator, 'GET', `/api/rvms/${id}/history${parameters}`);
  expect(status).toBe(200);
  return body['data'] as Record<string, unknown>[];
};
describe('what a machine says of itself', () => {
  it('S0-RT-02 S0-RT-06 is its status from then on, with one event for each change and a line in its history', async () => {
    const device = await api.plug();
    await api.takeEvents();
    const full = {
      status: 'FULL',
      fillPercent: 97,
      counters: { PET: 120, CAN: 45 },
      message: 'bin 2',
      seq: 1,
      reportedAt: '2027-01-15T02:00:00.000Z',
    };
    expect(await api.say(device, full)).toEqual({
      ...{ id: device.id, status: 'FULL', isLate: false, reportEverySeconds: api.settings.reportEveryS },
    });
    expect(await api.read(device)).toMatchObject({
      ...{ status: 'FULL', statusBeneath: 'FULL', reportedStatus: 'FULL', fillPercent: 97, message: 'bin 2' },
      ...{ counters: full.counters, collected: full.counters, reportedAt: full.reportedAt },
    });
    const [event, ...others] = (await api.takeEvents()).filter(({ name }) => name === 'rvm.status.changed');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      name: 'rvm.status.changed',
      actorId: null,
      payload: {
        ...{ rvmId: device.id, outletId: null, oldStatus: 'UNKNOWN', newStatus: 'FULL', cause: 'report' },
        ...{ statusVersion: 1, seq: 1 },
        telemetry: { fillPercent: 97, counters: full.counters, message: 'bin 2' },
      },
    });
    await api.say(device, { status: 'FULL', fillPercent: 98, message: 'bin 2', seq: 2 });
    await api.say(device, { status: 'ONLINE', fillPercent: 0, seq: 3 });
    expect(await api.changes()).toEqual([['FULL', 'ONLINE', 'report']]);
    expect(await history(device)).toMatchObject([
      {
        status: 'ONLINE',
        previousStatus: 'FULL',
        reportedStatus: 'ONLINE',
        fillPercent: 0,
        message: null,
        seq: 3,
      },
      { status: 'FULL', previousStatus: null, fillPercent: 98, counters: null, seq: 2, cause: 'report' },
      { status: 'FULL', previousStatus: 'UNKNOWN', counters: full.counters, deltas: full.counters, seq: 1 },
    ]);
    expect(await history(device, '?changes=true')).toHaveLength(2);
  });

  it('S0-RT-03 is signalled with its figures to who watches, and not when it says nothing new', async () => {
    const device = await api.plug();
    await api.say(device, { status: 'ONLINE', fillPercent: 10, counters: { PET: 1 } });
    await api.say(device, { status: 'ONLINE', counters: { CAN: 2 } });
    await api.say(device, { status: 'ONLINE', fillPercent: 10 });
    const reading = { rvmId: device.id, outletId: null, status: 'ONLINE', fillPercent: 10, message: null };
    expect(api.signals).toEqual([
      { name: 'rvm.reading', payload: { ...reading, counters: { PET: 1 } } },
      { name: 'rvm.reading', payload: { ...reading, counters: { PET: 1, CAN: 2 } } },
    ]);
  });

  it('leaves nothing behind when it is the same again, however often', async () => {
    const device = await api.plug();
    for (let seq = 1; seq <= 20; seq += 1)
      await api.say(device, { status: 'ONLINE', fillPercent: 10, counters: { PET: 5 }, seq });
    expect(await history(device)).toHaveLength(1);
    expect(await api.read(device)).toMatchObject({ collected: { PET: 5 } });
    // It is behind all of them all the same.
    expect(await api.say(device, { status: 'FAULT', seq: 19 })).toMatchObject({
      isLate: true,
      status: 'ONLINE',
    });
  });

  it('has no say about time: a clock a day ahead is kept as what it said, and ours decides', async () => {
    const device = await api.plug();
    const ahead = new Date(Date.now() + 86_400_000).toISOString();
    await api.say(device, { status: 'ONLINE', seq: 1, reportedAt: ahead });
    await api.say(device, { status: 'FAULT', seq: 2, reportedAt: new Date().toISOString() });
    const { status, lastHeardAt } = await api.read(device);
    expect(status).toBe('FAULT');
    expect(Math.abs(Date.parse(String(lastHeardAt)) - Date.now())).toBeLessThan(3_600_000);
    const [, first] = await history(device);
    expect(first?.['reportedAt']).toBe(ahead);
    expect(Math.abs(Date.parse(String(first?.['at'])) - Date.now())).toBeLessThan(3_600_000);
  });

  it('is history alone when it comes behind what has a higher seq; what comes twice is heard once', async () => {
    const device = await api.plug();
    await api.say(device, { status: 'ONLINE', counters: { PET: 10 }, seq: 5 });
    await api.takeEvents();
    const late = { status: 'FAULT', counters: { PET: 7 }, message: 'E12', seq: 4 };
    expect(await api.say(device, late)).toMatchObject({ status: 'ONLINE', isLate: true });
    expect(await api.say(device, { status: 'FAULT', seq: 5 })).toMatchObject({
      status: 'ONLINE',
      isLate: false,
    });
    expect(await api.read(device)).toMatchObject({
      status: 'ONLINE',
      counters: { PET: 10 },
      collected: { PET: 10 },
    });
    expect(await api.changes()).toEqual([]);
    expect(await history(device)).toMatchObject([
      { isLate: true, reportedStatus: 'FAULT', status: 'ONLINE', deltas: null, seq: 4, message: 'E12' },
      { isLate: false, seq: 5 },
    ]);
    expect(await api.say(device, { status: 'FAULT', seq: 6 })).toMatchObject({
      status: 'FAULT',
      isLate: false,
    });
  });

  it('counts its reports by each token for itself, behind which there may be another computer', async () => {
    const device = await api.plug();
    await api.say(device, { status: 'ONLINE', seq: 1_000 });
    const made = await api.send(api.administrator, 'POST', `/api/rvms/${device.id}/device-tokens`);
    const replaced = { ...device, token: String(made.body['token']) };
    expect(await api.say(replaced, { status: 'FULL', seq: 1 })).toMatchObject({
      isLate: false,
      status: 'FULL',
    });
    expect(await api.say(replaced, { status: 'FULL', seq: 2 })).toMatchObject({ isLate: false });
    // The one before is still there, and its counter too.
    expect(await api.say(device, { status: 'FULL', seq: 1_001 })).toMatchObject({ isLate: false });
    expect(await api.say(replaced, { status: 'FULL', seq: 3 })).toMatchObject({ isLate: false });
    expect(await api.say(replaced, { status: 'ONLINE', seq: 4 })).toMatchObject({
      isLate: false,
      status: 'ONLINE',
    });
    expect(await api.say(replaced, { status: 'FAULT', seq: 3 })).toMatchObject({
      isLate: true,
      status: 'ONLINE',
    });
  });

  it('counts on when a counter goes backwards, and says so', async () => {
    const device = await api.plug();
    await api.say(device, { status: 'ONLINE', counters: { PET: 100, CAN: 50 } });
    await api.say(device, { status: 'ONLINE', counters: { PET: 130 } });
    await api.say(device, { status: 'ONLINE', counters: { PET: 8, CAN: 51 } });
    expect(await api.read(device)).toMatchObject({
      counters: { PET: 8, CAN: 51 },
      collected: { PET: 138, CAN: 51 },
    });
    expect(await history(device)).toMatchObject([
      { deltas: { PET: 8, CAN: 1 }, countersReset: true },
      { deltas: { PET: 30 }, countersReset: false },
      { deltas: { PET: 100, CAN: 50 }, countersReset: false },
    ]);
  });

  it('S0-RT-06 of which many come at once counts nothing twice, and nothing is left out', async () => {
    const device = await api.plug();
    for (let n = 0; n < 2; n += 1) await api.say(device, { status: 'ONLINE' });
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => api.say(device, { status: 'ONLINE', counters: { PET: n * 10 } })),
    );
    const lines = (await history(device, '?limit=50')).flatMap(({ deltas }) => (deltas ? [deltas] : []));
    const { collected } = await api.read(device);
    const sum = lines.reduce<number>((all, deltas) => all + ((deltas as { PET?: number }).PET ?? 0), 0);
    expect(collected).toEqual({ PET: sum });
    expect(sum).toBeGreaterThanOrEqual(290);
  });

  it.each([
    ['body.status', { status: 'OFFLINE' }],
    ['body.status', {}],
    ['body.fillPercent', { status: 'ONLINE', fillPercent: 101 }],
    ['body.counters.PET', { status: 'ONLINE', counters: { PET: -1 } }],
    ['body.counters', { status: 'ONLINE', counters: { __proto__x: 1 } }],
    [
      'body.counters',
      { status: 'ONLINE', counters: Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`M${n}`, 1])) },
    ],
    ['body.seq', { status: 'ONLINE', seq: -1 }],
    ['body.reportedAt', { status: 'ONLINE', reportedAt: 'now' }],
    ['body.message', { status: 'ONLINE', message: 'x'.repeat(501) }],
  ])('S0-SEC-01 names %s when it is wrong', async (field, body) => {
    const device = await api.plug();
    const { status, body: answer } = await api.send(
      device.token,
      'POST',
      `/api/rvms/${device.id}/status`,
      body,
    );
    expect([status, answer['errors']]).toMatchObject([400, [{ field: expect.stringContaining(field) }]]);
  });

  it('counts no more materials than thirty, also over several reports', async () => {
    const device = await api.plug();
    const some = (from: number) =>
      Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`M${from + n}`, 1]));
    await api.say(device, { status: 'ONLINE', counters: some(0) });
    const more = { status: 'ONLINE', counters: some(20) };
    const { status, body } = await api.send(device.token, 'POST', `/api/rvms/${device.id}/status`, more);
    expect([status, body['errors']]).toMatchObject([400, [{ field: 'body.counters' }]]);
  });
});

describe('a sign of life', () => {
  it('S0-RT-06 makes a machine ONLINE that was never heard, once', async () => {
    const device = await api.plug();
    await api.takeEvents();
    expect(await api.beat(device)).toEqual({
      ...{ id: device.id, status: 'ONLINE', reportEverySeconds: api.settings.reportEveryS },
    });
    for (let n = 0; n < 5; n += 1) await api.beat(device);
    expect(await api.changes()).toEqual([['UNKNOWN', 'ONLINE', 'heartbeat']]);
    expect(await history(device)).toHaveLength(1);
  });

  it('S0-RT-06 of many at once changes a machine once', async () => {
    const device = await api.plug();
    await api.takeEvents();
    await Promise.all(Array.from({ length: 20 }, () => api.beat(device)));
    expect(await api.changes()).toEqual([['UNKNOWN', 'ONLINE', 'heartbeat']]);
  });

  it('S0-RT-02 of reports that race, each change follows the one before it', async () => {
    const device = await api.plug();
    await api.takeEvents();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => api.say(device, { status: n % 2 ? 'FULL' : 'ONLINE' })),
    );
    const events = (await api.takeEvents())
      .filter(({ name }) => name === 'rvm.status.changed')
      .map(({ payload }) => payload);
    expect(events.map(({ statusVersion }) => statusVersion)).toEqual(events.map((_, n) => n + 1));
    for (const [n, { oldStatus }] of events.entries())
      expect(oldStatus).toBe(n === 0 ? 'UNKNOWN' : events[n - 1]?.['newStatus']);
    expect((await api.read(device))['status']).toBe(events.at(-1)?.['newStatus']);
  });

  it('S0-AUTH-01 is the machine’s own: another’s is as one that does not exist, and people have none', async () => {
    const [one, other] = [await api.plug(), await api.plug()];
    for (const path of ['heartbeat', 'status']) {
      const body = path === 'status' ? { status: 'ONLINE' } : undefined;
      const as = async (who: Parameters<MachineApi['send']>[0], id: number) =>
        (await api.send(who, 'POST', `/api/rvms/${id}/${path}`, body)).status;
      expect([path, await as(one.token, other.id)]).toEqual([path, 404]);
      expect([path, await as(one.token, 999_999)]).toEqual([path, 404]);
      expect([path, await as(api.administrator, one.id)]).toEqual([path, 403]);
      expect([path, await as(null, one.id)]).toEqual([path, 401]);
    }
    expect(await api.read(other)).toMatchObject({ status: 'UNKNOWN', lastHeardAt: null });
  });

  it('S0-PERF-01 is one statement, which touches no index and leaves the row in its page', async () => {
    const device = await api.plug();
    await api.beat(device);
    await api.beat(device);
    const plan = await api.database.fork().transactional(async (em) => {
      // So few machines are read whole sooner than by an index, which only shows that there are few.
      await query(em, `set local enable_seqscan = off`);
      return JSON.stringify(
        await query(em, `explain ${HEARTBEAT.text.replace('$1::bigint', String(device.id))}`),
      );
    });
    expect(plan).toContain('rvm_states_pkey');
    // Of this connection, which may not have told all of what was before.
    const updates = `select pg_stat_get_xact_tuples_updated('rvm_states'::regclass)::int as all,
      pg_stat_get_xact_tuples_hot_updated('rvm_states'::regclass)::int as hot`;
    await api.database.fork().transactional(async (em) => {
      const [before] = await query<{ all: number; hot: number }>(em, updates);
      for (let n = 0; n < 20; n += 1) await query(em, HEARTBEAT, [device.id]);
      const [after] = await query<{ all: number; hot: number }>(em, updates);
      expect([after!.all - before!.all, after!.hot - before!.hot]).toEqual([20, 20]);
    });
  });
});

describe('the history of a machine', () => {
  it('goes on behind what was seen, and can be narrowed to a time', async () => {
    const device = await api.plug();
    for (let n = 0; n < 5; n += 1) await api.say(device, { status: 'ONLINE', fillPercent: n });
    const path = `/api/rvms/${device.id}/history`;
    const first = (await api.send(api.operator, 'GET', `${path}?limit=2`)).body;
    expect(first).toMatchObject({ total: 5, data: [{ fillPercent: 4 }, { fillPercent: 3 }] });
    await api.say(device, { status: 'ONLINE', fillPercent: 5 });
    const second = (await api.send(api.operator, 'GET', `${path}?limit=2&after=${String(first['next'])}`))
      .body;
    expect(second).toMatchObject({ data: [{ fillPercent: 2 }, { fillPercent: 1 }] });
    const at = String((second['data'] as { at: string }[])[0]?.at);
    const before = await history(device, `?to=${at}`);
    expect(before.map(({ fillPercent }) => fillPercent)).toEqual([1, 0]);
    expect(await history(device, `?from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
  });

  it('of a machine that one may not know of is as one that does not exist', async () => {
    const device = await api.plug();
    const stranger = await api.operatorAt((await createOutlet(api.database)).id);
    expect((await api.send(stranger, 'GET', `/api/rvms/${device.id}/history`)).status).toBe(404);
  });

  it('S0-PERF-01 lies in partitions by month, and a page is read by an index', async () => {
    const device = await api.plug();
    await api.sql(
      `insert into rvm_history (rvm_id, at, cause, status)
       select n % 500, now() - n * interval '1 second', 'report', 'ONLINE' from generate_series(1, 20000) n`,
    );
    await api.sql(`analyze rvm_history`);
    const plan = JSON.stringify(
      await api.sql(
        `explain select id from rvm_history where rvm_id = ${device.id} order by at desc, id desc limit 51`,
      ),
    );
    // Of partitions that are empty there is nothing to look up.
    expect(plan.replaceAll(/Seq Scan on \S+ \S+ +\(cost=0\.00\.\.0\.00/g, '')).not.toContain('Seq Scan');
    expect(plan).toMatch(/Index Scan (?:on|using) rvm_history_\d{6}/);
  });
});
