import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { userEvents } from '@antrean/accounts/messages';
import { clinicMessages } from '@antrean/clinics/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { auditEntryOf, createMessageRegistry } from '@antrean/platform/messages';
import { createTestSession } from '@antrean/sessions/testing';
import { createTestRedis, startTestWorker } from '@antrean/testing';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import {
  startAvailabilityApi,
  type AvailabilityApi,
  type TestPractice,
} from '../availability-api.factory.ts';
import { availabilityMessages, blockChanged } from '../messages.ts';
import { slot } from '../slots/slot.contract.ts';
import { availabilityWorker } from '../worker.ts';

let api: AvailabilityApi;
beforeAll(async () => {
  api = await startAvailabilityApi();
});
afterAll(() => api.close());

const today = Temporal.Now.plainDateISO('Asia/Jakarta');
const on = (days: number) => today.add({ days }).toString();
const at = (days: number, time: string) => new Date(`${on(days)}T${time}:00+07:00`).toISOString();
const blocks = ({ clinicId }: TestPractice) => `/api/clinics/${clinicId}/blocks`;
/** When the clinic can be booked on a day, on its clocks. */
const day = async ({ slots }: TestPractice, days: number) => {
  const { body } = await api.send(null, 'GET', `${slots}&from=${on(days)}&to=${on(days)}`);
  return z
    .array(slot)
    .parse(body)
    .map(({ localStartsAt }) => localStartsAt.slice(11, 16));
};

/** Two clinics where one human works, who can log in, each with its manager. */
async function scene() {
  const [here, there] = [
    await api.practice({ durationMinutes: 60 }),
    await api.practice({ durationMinutes: 60 }),
  ];
  const { id: userId } = await createTestUser(api.database, { role: 'customer', departmentId: null });
  const { id: staffId, personId } = here.staff[0]!;
  const em = api.database.fork();
  await query(em, `update staff_persons set user_id = ? where id = ?`, [userId, personId]);
  await query(em, `update clinic_staff set person_id = ? where id = ?`, [personId, there.staff[0]!.id]);
  await query(
    em,
    `insert into scoped_roles (user_id, role_key, clinic_id) select ?, 'clinic_staff', unnest(?::int[])`,
    [userId, `{${here.clinicId},${there.clinicId}}`],
  );
  return {
    ...{ here, there, staffId },
    vet: await createTestSession(api.database, { id: userId }),
    manager: await api.staffOf(here.clinicId, 'manager'),
    block: (actor: UserPrincipal, from: string, to: string, whose: object = { staffId }) =>
      api.send(actor, 'POST', blocks(here), { startsAt: at(2, from), endsAt: at(2, to), ...whose }),
    /** When each of the clinics can be booked first on the day. */
    first: async () => [(await day(here, 2))[0], (await day(there, 2))[0]],
  };
}
type Scene = Awaited<ReturnType<typeof scene>>;
const atOf = ({ here }: Scene, { body }: { body: Record<string, unknown> }) =>
  `${blocks(here)}/${String(body['id'])}`;
/** The clinics that are told of a change. */
const told = async () =>
  (await api.takeEvents())
    .filter(({ name }) => name === 'availability.changed')
    .map(({ payload }) => payload['clinicId']);

describe('blocks', () => {
  it('S1-AVL-03 of who makes them hold wherever they work, and those of a clinic for all of it', async () => {
    const all = await scene();
    const { here, there, vet, first } = all;
    await api.takeEvents();
    const added = await all.block(vet, '08:00', '12:00', { staffId: all.staffId, reason: 'Cuti' });
    expect(added.body).toMatchObject({
      staffId: all.staffId,
      reason: 'Cuti',
      version: 1,
      startsAt: at(2, '08:00'),
    });
    expect(await first()).toEqual(['12:00', '12:00']);
    const events = await api.takeEvents();
    expect(events.map(({ name, payload }) => [name, payload['clinicId'], payload['from']])).toEqual([
      ['availability.block.changed', here.clinicId, undefined],
      ['availability.changed', here.clinicId, on(2)],
      ['availability.changed', there.clinicId, on(2)],
    ]);
    expect(auditEntryOf(blockChanged, events[0]!.payload)).toMatchObject({
      action: 'AVAILABILITY_BLOCK_CHANGED',
    });
    const block = atOf(all, added);
    await api.send(vet, 'PATCH', block, { endsAt: at(2, '11:00') });
    expect(await first()).toEqual(['11:00', '11:00']);
    for (const [version, status] of [
      [1, 412],
      [2, 204],
    ] as const) {
      const removed = await api.send(vet, 'DELETE', block, undefined, { 'If-Match': `"${version}"` });
      expect([version, removed.status]).toEqual([version, status]);
    }
    expect(await first()).toEqual(['09:00', '09:00']);
    await api.send(api.administrator, 'POST', blocks(here), {
      startsAt: at(2, '00:00'),
      endsAt: at(3, '00:00'),
    });
    expect([await day(here, 2), (await day(there, 2)).length]).toEqual([[], 8]);
    const list = await api.send(api.administrator, 'GET', `${blocks(here)}?staffId=none`);
    expect(list.body).toMatchObject({ total: 1, data: [{ staffId: null, reason: null }] });
    const later = `?from=${encodeURIComponent(at(4, '00:00'))}`;
    expect((await api.send(api.administrator, 'GET', blocks(here) + later)).body).toMatchObject({ total: 0 });
  });

  it('S1-AVL-03 that somebody else makes, or moves, bind the clinic where that is', async () => {
    const all = await scene();
    const { here, there, vet, manager, first } = all;
    for (const actor of [manager, api.administrator]) {
      await api.takeEvents();
      const made = await all.block(actor, '08:00', '12:00');
      expect(await first()).toEqual(['12:00', '09:00']);
      expect(await told()).toEqual([here.clinicId]);
      // The person at whose clinic it is does not make it their own by changing it.
      await api.send(vet, 'PATCH', atOf(all, made), { endsAt: at(2, '11:00') });
      expect(await first()).toEqual(['11:00', '09:00']);
      await api.send(actor, 'DELETE', atOf(all, made));
    }
    const own = await all.block(vet, '08:00', '12:00');
    await api.takeEvents();
    await api.send(manager, 'PATCH', atOf(all, own), { reason: 'Cuti' });
    expect(await first()).toEqual(['12:00', '12:00']);
    await api.takeEvents();
    await api.send(manager, 'PATCH', atOf(all, own), { endsAt: at(2, '17:00') });
    expect(await first()).toEqual([undefined, '09:00']);
    expect((await told()).sort()).toEqual([here.clinicId, there.clinicId].sort());
  });

  it('S1-AVL-03 of who has left bind nobody elsewhere any more, also when they come back', async () => {
    const all = await scene();
    const { here, there, vet, manager, first } = all;
    await all.block(vet, '08:00', '12:00');
    await api.takeEvents();
    const redis = await createTestRedis();
    const worker = await startTestWorker({
      database: api.database,
      redisUrl: redis.url,
      registry: createMessageRegistry([...availabilityMessages, ...clinicMessages, ...userEvents]),
      ...availabilityWorker(),
      schedules: [],
    });
    try {
      await api.send(manager, 'DELETE', `/api/clinics/${here.clinicId}/staff/${all.staffId}`);
      // At once, and not only when a worker has heard of it.
      expect(await first()).toEqual([undefined, '09:00']);
      await worker.drain();
      const events = await query<{ clinicId: number }>(
        api.database.fork(),
        `select (payload::jsonb ->> 'clinicId')::int as "clinicId" from outbox_events where name = 'availability.changed'`,
      );
      expect(events).toContainEqual({ clinicId: there.clinicId });
    } finally {
      await worker.stop();
      await redis.stop();
    }
    await query(api.database.fork(), `update clinic_staff set is_active = true where id = ?`, [all.staffId]);
    await query(
      api.database.fork(),
      `insert into clinic_staff_services (staff_id, service_id) values (?, ?) on conflict do nothing`,
      [all.staffId, here.serviceId],
    );
    expect(await first()).toEqual(['12:00', '09:00']);
  });
});
