import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { noteListening } from './listening.ts';
import { startMachineApi, type Device, type MachineApi } from '../machine-api.factory.ts';
import { machineSettings } from '../machine.settings.ts';

let api: MachineApi;
beforeAll(async () => {
  api = await startMachineApi({ poolSize: 12 });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.sql(`delete from rvms`);
  await api.listening(3_600);
  await api.takeEvents();
});

const HOUR = 3_600;
/** A machine that has been there for a while. */
const settled = async (): Promise<Device> => {
  const device = await api.plug();
  await api.beat(device);
  await api.beat(device);
  await api.takeEvents();
  return device;
};
/** Many machines that have been there, without tokens. @returns their ids */
const fleet = async (size: number): Promise<number[]> => {
  const rows = await api.sql<{ id: number }>(
    `insert into rvms (code, name, address, capacity, created_by)
     select 'FLEET-' || n, 'Mesin', 'Jl.', 500, ${api.administrator.userId} from generate_series(1, ${size}) n returning id`,
  );
  const ids = rows.map(({ id }) => id);
  await api.sql(
    `insert into rvm_states (rvm_id, status, beats, last_heard_at, silent_at)
     select id, 'ONLINE', 2, now(), now() + interval '1 minute' from rvms where code like 'FLEET-%'`,
  );
  return ids;
};

describe('a machine that falls silent', () => {
  it('S0-RT-06 is OFFLINE after its time by the clock of the database, with one event, however often it is looked', async () => {
    const [one, other] = [await settled(), await settled()];
    await api.silence([one.id], 61);
    await api.silence([other.id], 59);
    for (let n = 0; n < 3; n += 1) await api.sweep();
    expect(await api.changes()).toEqual([['ONLINE', 'OFFLINE', 'silence']]);
    expect(await api.read(one)).toMatchObject({ status: 'OFFLINE', statusBeneath: 'OFFLINE' });
    expect(await api.read(other)).toMatchObject({ status: 'ONLINE' });
    // The other is looked at again exactly when it would be silent.
    const rows = await api.sql(
      `select rvm_id as id, silent_at - last_heard_at = interval '60 seconds' as "isExact" from rvm_states
       where silent_at is not null`,
    );
    expect(rows).toEqual([{ id: other.id, isExact: true }]);
    const { body } = await api.send(api.operator, 'GET', `/api/rvms/${one.id}/history?limit=1`);
    expect(body['data']).toMatchObject([
      { cause: 'silence', previousStatus: 'ONLINE', status: 'OFFLINE', reportedStatus: null, by: null },
    ]);
  });

  it('S0-RT-06 is told once by any number of workers, of many machines at once', async () => {
    const ids = await fleet(300);
    await api.silence(ids, HOUR);
    await Promise.all(Array.from({ length: 8 }, () => api.sweep()));
    const events = (await api.takeEvents()).filter(({ name }) => name === 'rvm.status.changed');
    expect(events.map(({ payload }) => payload['rvmId']).sort()).toEqual(ids.sort());
  });

  it('S0-RT-06 is ONLINE with its next sign of life, and what it had said last is so again', async () => {
    const [one, other] = [await settled(), await settled()];
    await api.say(other, { status: 'FULL' });
    await api.silence([one.id, other.id], HOUR);
    await api.sweep();
    await api.takeEvents();
    expect([await api.beat(one), await api.beat(other)]).toMatchObject([
      { status: 'ONLINE' },
      { status: 'FULL' },
    ]);
    expect(await api.changes()).toEqual([
      ['OFFLINE', 'ONLINE', 'heartbeat'],
      ['OFFLINE', 'FULL', 'heartbeat'],
    ]);
    await api.sweep();
    expect(await api.changes()).toEqual([]);
  });

  it('S0-RT-06 and speaks at the same moment is one or the other, never both and never neither', async () => {
    const devices = await Promise.all(Array.from({ length: 10 }, settled));
    for (let round = 0; round < 5; round += 1) {
      await api.silence(
        devices.map(({ id }) => id),
        HOUR,
      );
      await Promise.all([api.sweep(), ...devices.map(api.beat), api.sweep()]);
    }
    const events = (await api.takeEvents()).filter(({ name }) => name === 'rvm.status.changed');
    for (const { id } of devices) {
      const own = events.filter(({ payload }) => payload['rvmId'] === id).map(({ payload }) => payload);
      const versions = own.map(({ statusVersion }) => Number(statusVersion));
      expect(versions).toEqual(versions.map((_, n) => n + Number(versions[0] ?? 0)));
      for (const [n, { oldStatus }] of own.entries())
        if (n > 0) expect(oldStatus).toBe(own[n - 1]?.['newStatus']);
      const { status } = await api.read({ id });
      expect(status).toBe(own.at(-1)?.['newStatus'] ?? 'ONLINE');
    }
  });

  it('was never heard and is UNKNOWN, however long', async () => {
    const device = await api.plug();
    await api.sweep();
    expect(await api.read(device)).toMatchObject({ status: 'UNKNOWN', lastHeardAt: null });
    expect(await api.changes()).toEqual([]);
  });
});

describe('while the api was away', () => {
  it('S0-RT-06 nobody falls silent, nor before they had their time after it came back', async () => {
    const device = await settled();
    await api.silence([device.id], HOUR);
    await api.listening(7_200, 31);
    await api.sweep();
    expect(await api.changes()).toEqual([]);
    await noteListening(api.database.fork(), api.settings);
    await api.sweep();
    expect(await api.changes()).toEqual([]);
    expect(await api.read(device)).toMatchObject({ status: 'ONLINE' });
    // A minute later it is looked at again, and has not spoken.
    await api.sql(`update rvm_states set silent_at = now() where silent_at is not null`);
    await api.listening(59);
    await api.sweep();
    expect(await api.changes()).toEqual([]);
    await api.sql(`update rvm_states set silent_at = now() where silent_at is not null`);
    await api.listening(60);
    await api.sweep();
    expect(await api.changes()).toEqual([['ONLINE', 'OFFLINE', 'silence']]);
  });

  it('a moment of it, shorter than a machine may be silent, changes nothing', async () => {
    await settled();
    const since = async () =>
      (
        await api.sql<{ ago: number }>(
          `select extract(epoch from now() - since)::int as ago from rvm_listening`,
        )
      )[0]?.ago;
    await api.listening(HOUR, 20);
    await noteListening(api.database.fork(), api.settings);
    expect(await since()).toBeGreaterThanOrEqual(HOUR);
    await api.listening(HOUR, 40);
    await noteListening(api.database.fork(), api.settings);
    expect(await since()).toBeLessThan(HOUR);
  });
});

it.each([
  [{ RVM_OFFLINE_AFTER_S: '40' }, 'RVM_OFFLINE_AFTER_S'],
  [{ RVM_REPORT_EVERY_S: '30' }, 'RVM_OFFLINE_AFTER_S'],
  [{ RVM_REPORT_EVERY_S: '30', RVM_OFFLINE_AFTER_S: '60' }, 'RVM_OFFLINE_AFTER_S'],
])(
  'a silence of not more than twice the longest pause between reports is refused: %j',
  (variables, variable) => {
    expect(machineSettings.problems(variables)).toEqual([
      { variable, problem: expect.stringContaining('more than twice') },
    ]);
  },
);

it('a silence of more than twice the longest pause is taken', () => {
  expect(machineSettings.problems({})).toEqual([]);
  expect(machineSettings.problems({ RVM_REPORT_EVERY_S: '30', RVM_OFFLINE_AFTER_S: '61' })).toEqual([]);
  expect(machineSettings.read({})).toEqual({ reportEveryS: 20, offlineAfterS: 60 });
});

it('S0-PERF-01 the sweep finds those whose time has come by an index, and no others', async () => {
  const ids = await fleet(20_000);
  await api.silence(ids.slice(0, 3), HOUR);
  await api.sql(`vacuum (analyze) rvm_states`);
  const plan = JSON.stringify(
    await api.sql(
      `explain select rvm_id from rvm_states where silent_at <= now() order by silent_at limit 1000`,
    ),
  );
  expect(plan).toContain('rvm_states_silent_at');
  await api.sweep();
  expect(await api.changes()).toHaveLength(3);
});
