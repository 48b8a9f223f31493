import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { inAnHour, startAlarmScene, type AlarmScene } from './alarms/alarm-scene.factory.ts';
import type { Device } from './machine-api.factory.ts';
import { SAME_AGAIN } from './reports/report.statement.ts';

let api: AlarmScene;
beforeAll(async () => {
  api = await startAlarmScene();
}, 60_000);
afterAll(() => api.close());
beforeEach(() => api.reset());

const changesOf = async ({ id }: Device): Promise<string[]> => {
  const { body } = await api.send(api.operator, 'GET', `/api/rvms/${id}/history?changes=true&limit=200`);
  return (body['data'] as Record<string, unknown>[])
    .map(
      ({ previousStatus, status, cause }) =>
        `${String(previousStatus)} → ${String(status)}, ${String(cause)}`,
    )
    .reverse();
};

describe('an override', () => {
  it('S0-RT-06 shows what a person says until its time, and then what lies beneath by one event', async () => {
    const device = await api.settled();
    const until = inAnHour();
    const { status, body } = await api.override(device, { status: 'ONLINE', until, reason: 'Sensor rusak' });
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ status: 'ONLINE', statusBeneath: 'ONLINE' },
        override: { status: 'ONLINE', until, by: api.operator.userId, reason: 'Sensor rusak' },
      },
    ]);
    await api.say(device, { status: 'FAULT', message: 'E12' });
    expect(await api.read(device)).toMatchObject({
      status: 'ONLINE',
      statusBeneath: 'FAULT',
      message: 'E12',
    });
    expect(await api.alarmsOf(device)).toEqual([]);
    await api.endOverride(device);
    expect(await api.read(device)).toMatchObject({ status: 'FAULT', override: null });
    expect(await changesOf(device)).toEqual(['UNKNOWN → ONLINE, heartbeat', 'ONLINE → FAULT, override-end']);
    expect(await api.kindsOf(device)).toEqual(['FAULT raised']);
    expect(
      await api.sql(
        `select 1 from outbox_events where name = 'rvm.status.changed' and payload->>'rvmId' = '${device.id}' and payload->>'cause' = 'override-end'`,
      ),
    ).toHaveLength(1);
  });

  it('that was replaced by a longer one does not end with the first', async () => {
    const device = await api.settled();
    await api.override(device, { status: 'MAINTENANCE', until: inAnHour() });
    await api.override(device, {
      status: 'MAINTENANCE',
      until: new Date(Date.now() + 7_200_000).toISOString(),
    });
    await api.sql(
      `update outbox_jobs set run_at = now() where state = 'pending' and name = 'rvm.override.end'`,
    );
    await api.worker.drain();
    expect(await api.read(device)).toMatchObject({ status: 'MAINTENANCE' });
  });

  it('is lifted before its time, once', async () => {
    const device = await api.settled();
    await api.override(device, { status: 'OFFLINE', until: inAnHour() });
    expect(await api.read(device)).toMatchObject({ status: 'OFFLINE', statusBeneath: 'ONLINE' });
    expect(await api.alarmsOf(device)).toEqual([]);
    const lift = () => api.send(api.operator, 'DELETE', `/api/rvms/${device.id}/override`);
    expect([(await lift()).status, (await lift()).status]).toEqual([204, 204]);
    expect(await changesOf(device)).toEqual([
      'UNKNOWN → ONLINE, heartbeat',
      'ONLINE → OFFLINE, override',
      'OFFLINE → ONLINE, override-end',
    ]);
  });

  it.each(['MAINTENANCE', 'OFFLINE'])(
    'S0-RT-06 to %s under which the machine fell silent raises the alarm of its silence when it ends',
    async (status) => {
      const device = await api.settled();
      await api.override(device, { status, until: inAnHour() });
      await api.fallSilent(device);
      expect(await api.alarmsOf(device)).toEqual([]);
      await api.endOverride(device);
      expect(await api.read(device)).toMatchObject({ status: 'OFFLINE', override: null });
      expect(await api.kindsOf(device)).toEqual(['OFFLINE raised']);
    },
  );

  it('of a machine that says that somebody works on it raises nothing at its end, though it is switched off', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'MAINTENANCE' });
    await api.override(device, { status: 'ONLINE', until: inAnHour() });
    await api.fallSilent(device);
    await api.endOverride(device);
    expect(await api.read(device)).toMatchObject({ status: 'OFFLINE' });
    expect(await api.alarmsOf(device)).toEqual([]);
  });

  it('S0-RT-06 whose alarm somebody has cleared raises it no more, whatever the machine says', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'ONLINE', fillPercent: 10 });
    await api.override(device, { status: 'FULL', until: inAnHour() });
    const [alarm] = await api.alarmsOf(device);
    expect((await api.send(api.operator, 'POST', `/api/rvm-alarms/${alarm!.id}/clear`, {})).status).toBe(200);
    for (const fillPercent of [20, 30]) await api.say(device, { status: 'ONLINE', fillPercent });
    expect(await api.kindsOf(device)).toEqual(['FULL cleared']);
    const same = [null, null, null, device.id, 'ONLINE', 30, 30, '{}', null];
    expect(await query(api.database.fork(), SAME_AGAIN, same)).toMatchObject([{ same: 'FULL' }]);
    // Its own FULL counts when the override is over.
    await api.say(device, { status: 'FULL' });
    expect(await api.kindsOf(device)).toEqual(['FULL cleared']);
    await api.endOverride(device);
    expect(await api.kindsOf(device)).toEqual(['FULL raised', 'FULL cleared']);
  });

  it.each([
    ['body.until', { status: 'FULL', until: '2020-01-01T00:00:00Z' }],
    ['body.until', { status: 'FULL', until: new Date(Date.now() + 40 * 86_400_000).toISOString() }],
    ['body.status', { status: 'UNKNOWN', until: '2027-01-01T00:00:00Z' }],
  ])('S0-SEC-01 names %s when it is wrong', async (field, body) => {
    const { status, body: answer } = await api.override(await api.settled(), body);
    expect([status, answer['errors']]).toMatchObject([400, [{ field }]]);
  });
});
