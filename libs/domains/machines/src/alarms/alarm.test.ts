import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOutlet } from '@antrean/organization/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { inAnHour, startAlarmScene, type Alarm, type AlarmScene } from './alarm-scene.factory.ts';
import { raiseAlarms } from './alarms.ts';
import { lockMachine } from '../change-state.ts';

let api: AlarmScene;
beforeAll(async () => {
  api = await startAlarmScene();
}, 60_000);
afterAll(() => api.close());
beforeEach(() => api.reset());

const act = (actor: UserPrincipal, { id }: Alarm, verb: 'acknowledge' | 'clear', body: object = {}) =>
  api.send(actor, 'POST', `/api/rvm-alarms/${id}/${verb}`, verb === 'clear' ? body : undefined);

describe('a machine that is full or out of order', () => {
  it('S0-RT-06 has one alarm with one work order until it is cleared, and another one when it is full again', async () => {
    const device = await api.settled();
    const full = { status: 'FULL', fillPercent: 100, message: 'bin 2' };
    for (let seq = 1; seq <= 3; seq += 1) await api.say(device, { ...full, fillPercent: 97 + seq, seq });
    const [first, ...others] = await api.alarmsOf(device);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'FULL', state: 'raised', message: 'bin 2' });
    const orders = await api.ordersOf(device);
    expect(orders).toEqual([{ number: first?.workOrder?.number }]);
    const [order] = await api.sql(
      `select operator_id as operator, priority, quantity, created_by as "createdBy",
              deadline between now() + interval '23 hours' and now() + interval '24 hours' as "isIntime"
       from work_orders where id = ${first!.workOrder!.id}`,
    );
    expect(order).toEqual({
      ...{ operator: api.mechanic.userId, priority: 'high', quantity: 1, isIntime: true },
      createdBy: api.administrator.userId,
    });

    await api.say(device, { status: 'ONLINE', fillPercent: 0, seq: 4 });
    expect(await api.kindsOf(device)).toEqual(['FULL cleared']);
    await api.say(device, { ...full, seq: 5 });
    expect(await api.kindsOf(device)).toEqual(['FULL raised', 'FULL cleared']);
    expect(await api.ordersOf(device)).toHaveLength(2);
  });

  it('S0-RT-06 by fifty reports at once has one alarm and one work order', async () => {
    const device = await api.settled();
    await Promise.all(Array.from({ length: 50 }, () => api.say(device, { status: 'FAULT', message: 'E12' })));
    expect(await api.kindsOf(device)).toEqual(['FAULT raised']);
    expect(await api.ordersOf(device)).toHaveLength(1);
    const events = await api.sql<{ name: string }>(
      `select name from outbox_events where name = 'rvm.alarm.raised' and payload->>'rvmId' = '${device.id}'`,
    );
    expect(events).toHaveLength(1);
  });

  it('may be both, each with its own', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'FULL' });
    await api.say(device, { status: 'FAULT' });
    expect(await api.kindsOf(device)).toEqual(['FAULT raised', 'FULL raised']);
    await api.say(device, { status: 'ONLINE' });
    expect(await api.kindsOf(device)).toEqual(['FAULT cleared', 'FULL cleared']);
  });

  it('and well again before anybody could be given the order has none', async () => {
    const device = await api.settled();
    await api.sql(`update users set is_active = false where id = ${api.mechanic.userId}`);
    try {
      await api.say(device, { status: 'FULL' });
      await api.say(device, { status: 'ONLINE' });
    } finally {
      await api.sql(`update users set is_active = true where id = ${api.mechanic.userId}`);
    }
    expect(await api.alarmsOf(device)).toMatchObject([{ kind: 'FULL', state: 'cleared' }]);
  });
});

describe('people and alarms', () => {
  it('S0-RT-06 somebody sees to it, somebody clears it, and each stands there with person and time', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'FAULT' });
    const [alarm] = await api.alarmsOf(device);
    const seen = await act(api.operator, alarm!, 'acknowledge');
    expect([seen.status, seen.body]).toMatchObject([
      200,
      { state: 'acknowledged', acknowledgedBy: api.operator.userId, acknowledgedAt: expect.any(String) },
    ]);
    expect((await act(api.operator, alarm!, 'acknowledge')).body).toEqual(seen.body);
    const late = await act(api.administrator, alarm!, 'acknowledge');
    expect([late.status, late.body]).toMatchObject([
      409,
      { code: 'alarm_taken', acknowledgedBy: api.operator.userId },
    ]);
    const cleared = await act(api.operator, alarm!, 'clear', { note: 'Sensor diganti' });
    expect([cleared.status, cleared.body]).toMatchObject([
      200,
      {
        state: 'cleared',
        clearedBy: api.operator.userId,
        clearedAt: expect.any(String),
        note: 'Sensor diganti',
      },
    ]);
    for (const verb of ['acknowledge', 'clear'] as const)
      expect((await act(api.operator, alarm!, verb)).body['code']).toBe('alarm_over');
    expect(await api.kindsOf(device)).toEqual(['FAULT cleared']);
    // A sign of life says nothing about it; the same report again does.
    await api.beat(device);
    expect(await api.kindsOf(device)).toEqual(['FAULT cleared']);
    await api.say(device, { status: 'FAULT' });
    expect(await api.kindsOf(device)).toEqual(['FAULT raised', 'FAULT cleared']);
    expect(await api.ordersOf(device)).toHaveLength(2);
  });

  it('of two who clear it at once one does', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'FULL' });
    const [alarm] = await api.alarmsOf(device);
    const answers = await Promise.all([
      act(api.operator, alarm!, 'clear'),
      act(api.administrator, alarm!, 'clear'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('S0-AUTH-04 who operates the machines of another outlet knows of none of it', async () => {
    const [outletId, elsewhere] = [
      (await createOutlet(api.database)).id,
      (await createOutlet(api.database)).id,
    ];
    const [local, stranger] = [await api.operatorAt(outletId), await api.operatorAt(elsewhere)];
    const device = await api.settled({ outletId });
    await api.say(device, { status: 'FULL' });
    const [alarm] = await api.alarmsOf(device, local);
    expect(await api.alarmsOf(device, stranger)).toEqual([]);
    expect((await api.send(stranger, 'GET', `/api/rvm-alarms/${alarm!.id}`)).status).toBe(404);
    for (const verb of ['acknowledge', 'clear'] as const) {
      expect((await act(stranger, alarm!, verb)).status).toBe(404);
      expect((await act(api.mechanic, alarm!, verb)).status).toBe(403);
    }
    const foreign = await api.send(stranger, 'PUT', `/api/rvms/${device.id}/override`, {
      status: 'ONLINE',
      until: inAnHour(),
    });
    expect(foreign.status).toBe(404);
    expect((await act(local, alarm!, 'clear')).status).toBe(200);
  });

  it('goes with a machine that is taken away', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'FULL' });
    await api.worker.drain();
    // Nobody here is told of tokens that end.
    await api.sql(`delete from api_tokens where subject_id = ${device.id}`);
    expect((await api.send(api.administrator, 'DELETE', `/api/rvms/${device.id}`)).status).toBe(204);
    expect(await api.alarmsOf(device)).toEqual([]);
  });

  it('a machine that is taken away while it says that it is full stands in nobody’s way', async () => {
    const device = await api.settled();
    await api.sql(`delete from api_tokens where subject_id = ${device.id}`);
    const context = backgroundContext(testLog, 'test');
    const deleted = await transaction(api.unitOfWork, context, async (tx) => {
      await lockMachine(tx, device.id);
      const asked = api.send(api.administrator, 'DELETE', `/api/rvms/${device.id}`);
      const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await api.sql(waits)).length === 0);
      await raiseAlarms(tx, [{ rvmId: device.id, kind: 'FULL', message: null }]);
      return { asked };
    });
    expect((await deleted.asked).status).toBe(204);
    await api.worker.drain();
    expect(await api.sql(`select 1 from rvm_alarms where rvm_id = ${device.id}`)).toEqual([]);
  });
});
