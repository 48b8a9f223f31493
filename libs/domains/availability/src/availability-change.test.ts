import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clinicMessages } from '@antrean/clinics/messages';
import { query } from '@antrean/platform/database';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createTestRedis, startTestWorker, type TestRedis, type TestWorker } from '@antrean/testing';
import { Temporal } from 'temporal-polyfill';
import { startAvailabilityApi, type AvailabilityApi } from './availability-api.factory.ts';
import { availabilityChanged, availabilityMessages, watchedCalendar } from './messages.ts';
import { confirmHold, moveOccupied, occupy, releaseOccupied } from './slots/occupy.ts';
import { availabilityWorker } from './worker.ts';

let api: AvailabilityApi;
let redis: TestRedis;
let worker: TestWorker;
beforeAll(async () => {
  [api, redis] = await Promise.all([startAvailabilityApi(), createTestRedis()]);
  worker = await startTestWorker({
    ...{ database: api.database, redisUrl: redis.url },
    registry: createMessageRegistry([...availabilityMessages, ...clinicMessages]),
    ...{ ...availabilityWorker(), schedules: [] },
  });
});
afterAll(async () => {
  await worker.stop();
  await redis.stop();
  await api.close();
});

const today = Temporal.Now.plainDateISO('Asia/Jakarta');
const on = (days: number) => today.add({ days }).toString();
const at = (days: number, time: string) => new Date(`${on(days)}T${time}:00+07:00`);

it('S1-RT-03 whatever changes what can be booked is told with its days to who works there and who watches', async () => {
  const { clinicId, serviceId, staff } = await api.practice();
  const clinic = `/api/clinics/${clinicId}`;
  const reference = 'booking:1';
  const hold = { reference: 'booking:2', heldForSeconds: 600 };
  const wish = { reference, clinicId, serviceId, staffId: null, heldForSeconds: null };
  const send = (method: string, path: string, body?: object) => async () => {
    const { status } = await api.send(api.administrator, method, `${clinic}${path}`, body);
    expect([method, path, status]).toEqual([method, path, expect.any(Number)]);
    expect(status).toBeLessThan(300);
  };
  const take =
    (work: (tx: Parameters<Parameters<AvailabilityApi['inTransaction']>[0]>[0]) => Promise<unknown>) => () =>
      api.inTransaction(work);
  const open = { from: on(0), to: null };
  const changes: [string, () => Promise<unknown>, { from: string; to: string | null }[]][] = [
    ['booked', take((tx) => occupy(tx, { ...wish, startsAt: at(3, '10:00') })), [{ from: on(3), to: on(3) }]],
    [
      'moved',
      take((tx) => moveOccupied(tx, { reference, startsAt: at(5, '10:00'), byCustomer: true })),
      [
        { from: on(3), to: on(3) },
        { from: on(5), to: on(5) },
      ],
    ],
    ['given back', take((tx) => releaseOccupied(tx, reference)), [{ from: on(5), to: on(5) }]],
    [
      'held',
      take((tx) => occupy(tx, { ...wish, ...hold, startsAt: at(4, '10:00') })),
      [{ from: on(4), to: on(4) }],
    ],
    [
      'held no longer',
      async () => {
        await query(
          api.database.fork(),
          `with late as (update outbox_jobs set run_at = now() where name = 'availability.release-hold' and state = 'pending')
           update occupied_spans set held_until = now() where reference = ?`,
          [hold.reference],
        );
        await expect(take((tx) => confirmHold(tx, hold.reference))()).rejects.toMatchObject({
          code: 'hold_expired',
        });
      },
      [{ from: on(4), to: on(4) }],
    ],
    [
      'a rule',
      send('POST', '/availability-rules', {
        ...{ staffId: staff[0]!.id, weekdays: [1, 2, 3], startTime: '10:00', endTime: '12:00' },
        effectiveFrom: on(7),
      }),
      [{ from: on(7), to: null }],
    ],
    [
      'a block',
      send('POST', '/blocks', {
        startsAt: at(2, '12:00').toISOString(),
        endsAt: at(3, '13:00').toISOString(),
      }),
      [{ from: on(2), to: on(3) }],
    ],
    ['a holiday', send('PUT', `/hours/exceptions/${on(6)}`, {}), [open]],
    ['a service', send('PATCH', `/services/${serviceId}`, { durationMinutes: 45 }), [open]],
    ['a zone', send('PATCH', '', { timezone: 'Asia/Pontianak' }), [open]],
    ['deactivated', send('DELETE', ''), [open]],
  ];
  await worker.drain();
  const told = async () => {
    await worker.drain();
    const rows = await query<{ seq: string; from: string; to: string | null }>(
      api.database.fork(),
      `select seq, payload ->> 'from' as from, payload ->> 'to' as to from outbox_events
       where name = 'availability.changed' and (payload ->> 'clinicId')::int = ? order by seq`,
      [clinicId],
    );
    return rows.map(({ from, to }) => ({ from, to }));
  };
  let before = (await told()).length;
  for (const [what, change, days] of changes) {
    await change();
    const all = await told();
    expect([what, all.slice(before)]).toEqual([what, days]);
    before = all.length;
  }
  const payload = { clinicId, from: on(3), to: on(3) };
  expect(availabilityChanged.realtime?.rooms(payload)).toEqual([
    ...[`availability.read@clinic:${clinicId}`, 'availability.read@clinic:*'],
    `watch:${watchedCalendar(clinicId)}`,
  ]);
  // Later changes have greater versions: what was loaded at one is not older than it.
  expect(availabilityChanged.realtime?.payload?.(payload, { seq: 41 })).toEqual({ ...payload, version: 41 });
});
