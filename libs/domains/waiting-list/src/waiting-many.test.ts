import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { jakarta } from '@antrean/bookings/testing';
import { createTestService } from '@antrean/clinics/testing';
import { enqueue } from '@antrean/platform/outbox';
import { endEntries } from './end-entries.ts';
import { offeringKey, offerTimes } from './messages.ts';
import { dayIn, startWaitingApi, type Waiter, type WaitingApi } from './waiting-api.factory.ts';

/** More than one job looks at. */
const MANY = 23;

let api: WaitingApi;
beforeAll(async () => {
  api = await startWaitingApi({ poolSize: 12 });
});
afterAll(() => api.close());

const openJobs = (clinicId: number) =>
  api.sql<{ uid: string; runAt: string }>(
    `select uid, run_at as "runAt" from outbox_jobs
     where name = 'waiting-list.offer-times' and key = ? and state in ('pending', 'enqueued')`,
    [`clinic:${clinicId}`],
  );
const marked = (clinicId: number) =>
  api.sql(`select id from waiting_entries where clinic_id = ? and is_to_look`, [clinicId]);

describe('S1-BKG-03 a list that is longer than what is looked at together', () => {
  it('is looked through in its order, and what is free is searched once for all who want the same', async () => {
    // A day is 09:00 and 13:00.
    const scene = await api.scene({ durationMinutes: 240 });
    const morning = await api.booked(scene, jakarta(3, '09:00'));
    const noon = await api.booked(scene, jakarta(3, '13:00'));
    await api.send(scene.manager, 'POST', `/api/clinics/${scene.clinicId}/blocks`, {
      ...{ startsAt: jakarta(2, '00:00'), endsAt: jakarta(3, '00:00') },
    });
    const ids: number[] = [];
    const who: Waiter[] = [];
    for (let n = 0; n < MANY; n += 1) {
      who.push(await api.waiter());
      const times = n === MANY - 1 ? { fromTime: '12:00', untilTime: '18:00' } : {};
      // On that day nothing is free; who waits from another day on shares what is found all the same.
      const firstDate = dayIn(n % 2 === 0 ? 3 : 2);
      ids.push(await api.waits(scene, 3, who[n]!, { ...times, firstDate, lastDate: dayIn(3) }));
    }
    await api.worker.drain();
    const client: object = Object.getPrototypeOf(api.database.fork().getConnection().getClient()) as object;
    const spy = jest.spyOn(client as { executeQuery(query: { sql: string }): unknown }, 'executeQuery');
    for (const { id } of [morning, noon]) {
      await api.send(scene.customer, 'POST', `/api/bookings/${id}/cancel`, {});
    }
    await api.worker.drain();
    const searches = spy.mock.calls.filter(([{ sql }]) => sql.includes('clinic_staff_services_v o join'));
    spy.mockRestore();
    const statuses = await Promise.all(ids.map((id) => api.statusOf(id)));
    expect([statuses.indexOf('offered'), statuses.lastIndexOf('offered')]).toEqual([0, MANY - 1]);
    expect(statuses.filter((status) => status === 'waiting')).toHaveLength(MANY - 2);
    expect(await marked(scene.clinicId)).toEqual([]);
    // Each of the two cancellations has the list looked through in two jobs; each entry for itself would be 46 and more.
    expect(searches.length).toBeLessThan(24);
  }, 60_000);
});

describe('who waits is looked at', () => {
  it('S1-AVL-01 when time becomes free, and not when it is taken', async () => {
    const scene = await api.scene({ durationMinutes: 60 });
    await api.booked(scene, jakarta(3, '09:00'));
    const id = await api.waits(scene, 3, await api.waiter());
    await api.worker.drain();
    const [before] = await api.sql<{ n: number }>(
      `select count(*)::int as n from outbox_jobs where name = 'waiting-list.offer-times'`,
    );
    await api.booked(scene, jakarta(3, '11:00'));
    await api.send(scene.manager, 'POST', `/api/clinics/${scene.clinicId}/blocks`, {
      ...{ startsAt: jakarta(3, '15:00'), endsAt: jakarta(3, '16:00') },
    });
    await api.worker.drain();
    expect(
      await api.sql(`select count(*)::int as n from outbox_jobs where name = 'waiting-list.offer-times'`),
    ).toEqual([before]);
    expect(await api.statusOf(id)).toBe('waiting');
  });

  it('S1-AVL-01 also when a hold that is over makes room for a shorter visit, and some of its time is left', async () => {
    const scene = await api.scene({ durationMinutes: 60 });
    const { clinicId } = scene;
    const staffIds = scene.staff.map(({ id }) => id);
    const { id: serviceId } = await createTestService(api.database, clinicId, {
      durationMinutes: 30,
      staffIds,
    });
    const held = await api.booked(scene, jakarta(3, '09:00'), { hold: true });
    const id = await api.waits({ ...scene, serviceId }, 3, await api.waiter());
    await api.worker.drain();
    expect([held.status, await api.statusOf(id)]).toEqual(['held', 'waiting']);
    // The job that gives it back has not come yet, and will find nothing.
    await api.lapse(held.id);
    await api.booked(scene, jakarta(3, '09:30'), { serviceId });
    await api.worker.drain();
    expect(await api.statusOf(id)).toBe('offered');
  });

  it('again where the job was given up, while one that comes later is left as it is', async () => {
    const scene = await api.scene();
    const { clinicId } = scene;
    const taken = await api.booked(scene, jakarta(3, '09:00'));
    const id = await api.waits(scene, 3, await api.waiter());
    await api.worker.drain();
    await api.sql(`update waiting_entries set updated_at = now() - interval '1 day' where id = ?`, [id]);
    const runAt = new Date(Date.now() + 3_600_000);
    await api.inTransaction(async (tx) =>
      enqueue(tx, offerTimes, { clinicId }, { key: offeringKey(clinicId), runAt }),
    );
    const [job] = await openJobs(clinicId);
    await api.send(scene.customer, 'POST', `/api/bookings/${taken.id}/cancel`, {});
    await api.worker.drain();
    await api.inTransaction((tx) => endEntries(tx));
    expect(await openJobs(clinicId)).toEqual([job]);

    await api.sql(`delete from outbox_job_keys where job_uid = ?`, [job!.uid]);
    await api.sql(`update outbox_jobs set state = 'dead', finished_at = now() where uid = ?`, [job!.uid]);
    expect(await api.statusOf(id)).toBe('waiting');
    await api.inTransaction((tx) => endEntries(tx));
    await api.worker.drain();
    expect(await api.statusOf(id)).toBe('offered');
  });
});
