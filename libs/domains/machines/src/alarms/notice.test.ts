import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOutlet } from '@antrean/organization/testing';
import { inAnHour, startAlarmScene, type AlarmScene } from './alarm-scene.factory.ts';

let api: AlarmScene;
beforeAll(async () => {
  api = await startAlarmScene();
}, 60_000);
afterAll(() => api.close());
beforeEach(() => api.reset());

describe('maintenance', () => {
  it('S0-RT-06 silences notices, and at its end nothing is told that was known before', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'FULL' });
    expect(await api.kindsOf(device)).toEqual(['FULL raised']);
    await api.mailsTo(api.operator);
    await api.mailbox.clear();
    await api.override(device, { status: 'MAINTENANCE', until: inAnHour() });
    await api.say(device, { status: 'FAULT' });
    await api.fallSilent(device);
    await api.say(device, { status: 'FULL' });
    await api.endOverride(device);
    expect(await api.read(device)).toMatchObject({ status: 'FULL' });
    expect(await api.kindsOf(device)).toEqual(['FULL raised']);
    expect(await api.ordersOf(device)).toHaveLength(1);
    expect(await api.mailsTo(api.operator)).toEqual([]);
  });

  it('that the machine itself speaks of lets it be switched off', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'MAINTENANCE' });
    await api.fallSilent(device);
    expect(await api.read(device)).toMatchObject({ status: 'OFFLINE' });
    expect(await api.alarmsOf(device)).toEqual([]);
    expect(await api.mailsTo(api.operator)).toEqual([]);
  });

  it('that begins before a notice has left takes it back', async () => {
    const device = await api.settled();
    await api.say(device, { status: 'FAULT' });
    await api.worker.drain();
    await api.override(device, { status: 'MAINTENANCE', until: inAnHour() });
    expect(await api.mailsTo(api.operator)).toEqual([]);
  });
});

describe('notices', () => {
  it('S0-RT-06 of a thousand machines that fall silent at once are a thousand events and one mail for each operator', async () => {
    await api.sql(
      `insert into rvms (code, name, address, capacity, created_by)
       select 'FLEET-' || n, 'Mesin ' || n, 'Jl.', 500, ${api.administrator.userId} from generate_series(1, 1000) n`,
    );
    await api.sql(
      `insert into rvm_states (rvm_id, status, beats, last_heard_at, silent_at)
       select id, 'ONLINE', 2, now() - interval '1 hour', now() from rvms`,
    );
    // One of them flaps, which is one alarm more than there are machines.
    await api.sql(
      `insert into rvm_history (rvm_id, at, cause, status, previous_status)
       select m.id, now(), 'report', 'ONLINE', 'FULL' from rvms m, generate_series(1, 6) where m.code = 'FLEET-1'`,
    );
    await api.sweep();
    const raised = await api.sql(`select 1 from rvm_alarms where cleared_at is null`);
    expect(raised).toHaveLength(1_001);
    const told = await api.sql(
      `select distinct payload->>'rvmId' from outbox_events
       where name = 'rvm.status.changed' and (payload->>'rvmId')::int in (select id from rvms)`,
    );
    const events = await api.sql(
      `select 1 from outbox_events where name = 'rvm.status.changed' and (payload->>'rvmId')::int in (select id from rvms)`,
    );
    expect([told.length, events.length]).toEqual([1_000, 1_000]);
    for (const person of [api.operator, api.administrator]) {
      const mails = await api.mailsTo(person);
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatch(/1000/);
      expect(mails[0]).toContain('FLEET-1 ');
      expect(mails[0]).toMatch(/980/);
    }
  });

  it('go to who operates the machine, of its outlet alone', async () => {
    const [outletId, elsewhere] = [
      (await createOutlet(api.database)).id,
      (await createOutlet(api.database)).id,
    ];
    const [local, stranger] = [await api.operatorAt(outletId), await api.operatorAt(elsewhere)];
    const [own, other] = [await api.settled({ outletId }), await api.settled()];
    await api.say(own, { status: 'FULL' });
    await api.say(other, { status: 'FULL' });
    const mails = await api.mailsTo(local);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain(own.code);
    expect(mails[0]).not.toContain(other.code);
    expect(mails[0]).toContain('https://antrean.example/app/machines');
    expect(await api.mailsTo(stranger)).toEqual([]);
    const [all] = await api.mailsTo(api.operator);
    expect(all).toContain(own.code);
    expect(all).toContain(other.code);
  });

  it('S0-RT-06 that a machine is back wait for a second sign of life, and for having been away', async () => {
    const device = await api.settled();
    await api.fallSilent(device);
    await api.mailsTo(api.operator);
    await api.mailbox.clear();
    await api.sql(`update rvm_alarms set raised_at = now() - interval '10 minutes'`);
    await api.beat(device);
    expect(await api.read(device)).toMatchObject({ status: 'ONLINE' });
    expect(await api.kindsOf(device)).toEqual(['OFFLINE raised']);
    // Away again before the second: it is the same alarm still.
    await api.fallSilent(device);
    await api.beat(device);
    expect(await api.kindsOf(device)).toEqual(['OFFLINE raised']);
    expect(await api.mailsTo(api.operator)).toEqual([]);
    await api.beat(device);
    expect(await api.kindsOf(device)).toEqual(['OFFLINE cleared']);
    const mails = await api.mailsTo(api.operator);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(new RegExp(`${device.code} (terhubung kembali|is back)`));
  });

  it('S0-RT-06 of a machine that changes six times in ten minutes are one alarm and one mail', async () => {
    const device = await api.settled();
    for (let n = 0; n < 6; n += 1) {
      await api.fallSilent(device);
      await api.beat(device);
      await api.beat(device);
    }
    expect((await api.kindsOf(device)).filter((kind) => kind.startsWith('FLAPPING'))).toEqual([
      'FLAPPING raised',
    ]);
    const mails = await api.mailsTo(api.operator);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(new RegExp(`^${device.code} (berganti-ganti status|keeps changing)`));
    // Ten quiet minutes later it is over.
    await api.sweep();
    expect(await api.kindsOf(device)).toContain('FLAPPING raised');
    await api.sql(
      `update rvm_states set status_since = now() - interval '11 minutes' where rvm_id = ${device.id}`,
    );
    await api.sweep();
    expect(await api.kindsOf(device)).toContain('FLAPPING cleared');
  });

  it('S0-RT-06 of what a machine that kept changing has come to are told when it has been so for ten minutes', async () => {
    const device = await api.settled();
    for (let n = 0; n < 3; n += 1) {
      await api.fallSilent(device);
      await api.beat(device);
      await api.beat(device);
    }
    await api.fallSilent(device);
    expect(await api.mailsTo(api.operator)).toMatchObject([
      expect.stringMatching(new RegExp(`^${device.code} (berganti-ganti status|keeps changing)`)),
    ]);
    await api.mailbox.clear();
    await api.sql(
      `update rvm_states set status_since = now() - interval '11 minutes' where rvm_id = ${device.id}`,
    );
    await api.sweep();
    expect((await api.kindsOf(device)).filter((kind) => kind.endsWith('raised'))).toEqual(['OFFLINE raised']);
    expect(await api.mailsTo(api.operator)).toMatchObject([
      expect.stringMatching(new RegExp(`^${device.code} (tidak terhubung|is offline)`)),
    ]);
  });
});
