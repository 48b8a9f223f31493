import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startTestSystem, type TestSystem } from '@antrean/testing';
import { Redis } from 'ioredis';

let system: TestSystem;
let redis: Redis;
beforeAll(async () => {
  system = await startTestSystem();
  redis = new Redis(system.redis.url);
  await system.start('api');
}, 90_000);
afterAll(async () => {
  await redis.quit();
  await system.stop();
});

const sql = <Row extends object>(text: string, values: readonly (string | number)[] = []): Promise<Row[]> =>
  query<Row>(system.db.database.fork(), text, values);
/** What a dead worker held is free in ten seconds; they need not be waited for. */
const release = () =>
  sql(`update outbox_jobs set lease_until = null, state = 'pending', generation = generation + 1
       where state = 'enqueued'`);

/** Kills a worker at each of these instants, one after the other, and empties Redis between them. */
async function killAt(failPoints: readonly string[]): Promise<void> {
  for (const failPoint of failPoints) {
    const doomed = await system.start('worker', { FAIL_POINTS: failPoint });
    await doomed.said(`fail point reached: ${failPoint}`);
    await doomed.kill('SIGKILL');
    await redis.flushall();
    await release();
  }
}

async function finish(): Promise<void> {
  const last = await system.start('worker');
  await system.drain(60_000, 'waiting-list');
  await last.kill('SIGTERM');
}

it('S1-BKG-03 a time that returns is held for one and told once, then for the next, whatever dies and whatever Redis loses', async () => {
  const token = await system.login('CUS001', 'customer123');
  const [found] = await sql<{ clinicId: number; serviceId: number; staffId: number; petId: number }>(
    `select c.id as "clinicId", s.id as "serviceId", o.staff_id as "staffId", p.id as "petId"
     from clinics c join clinic_services s on s.clinic_id = c.id join clinic_staff_services o on o.service_id = s.id
     join users u on u.nik = 'CUS001' join pets p on p.owner_id = u.id
     where c.name = 'Klinik Hewan Sahabat' and s.name = 'Konsultasi' order by o.staff_id, p.id limit 1`,
  );
  const { clinicId, serviceId, staffId, petId } = found!;
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const { body: slots } = await system.call<{ startsAt: string; localStartsAt: string }[]>(
    'GET',
    `/api/clinics/${clinicId}/slots?serviceId=${serviceId}&staffId=${staffId}&from=${day(3)}&to=${day(12)}`,
  );
  const { startsAt, localStartsAt } = slots[0]!;
  const booked = await system.call<{ id: number }>('POST', '/api/bookings', {
    token,
    body: { clinicId, serviceId, staffId, petId, startsAt },
  });
  expect(booked.status).toBe(201);
  const [date, time] = [localStartsAt.slice(0, 10), localStartsAt.slice(11, 16)];
  for (const email of ['pertama@waiting.test', 'kedua@waiting.test']) {
    await sql(
      `with entry as (
         insert into waiting_entries (clinic_id, service_id, staff_id, first_date, last_date, from_time, until_time, status, waiting_since)
         values (?, ?, ?, ?, ?, ?, ?, 'waiting', clock_timestamp()) returning id)
       insert into waiting_guests (entry_id, name, email, phone, language, pet_name, pet_species)
       select id, 'Rina', ?, '+62811', 'en', 'Bolu', 'kelinci' from entry`,
      [
        clinicId,
        serviceId,
        staffId,
        date,
        date,
        time,
        `${time.slice(0, 3)}${String(Number(time.slice(3)) + 1).padStart(2, '0')}`,
        email,
      ],
    );
  }
  const offers = async () => {
    const mails = await system.mailbox.emails();
    return ['pertama', 'kedua'].map(
      (who) =>
        mails.filter(
          ({ to, subject }) =>
            to[0]?.address === `${who}@waiting.test` && subject.endsWith('is free, and held for you'),
        ).length,
    );
  };
  const held = () =>
    sql<{ id: number }>(`select id from bookings where clinic_id = ? and status = 'held' and starts_at = ?`, [
      clinicId,
      startsAt,
    ]);

  await system.call('POST', `/api/bookings/${booked.body.id}/cancel`, { token, body: {} });
  await killAt(['consumer.waiting-list.after-effect', 'waiting-list.offered', 'mail.before-sending']);
  await finish();
  expect([await offers(), (await held()).length]).toEqual([[1, 0], 1]);

  const [{ id }] = (await held()) as [{ id: number }];
  await sql(
    `with late as (update bookings set hold_expires_at = now() where id = ?)
     update occupied_spans set held_until = now() where reference = ?`,
    [id, `booking:${id}`],
  );
  await sql(`update outbox_jobs set run_at = now() where key = ?`, [`booking:${id}`]);
  await killAt(['consumer.waiting-list.after-effect', 'waiting-list.offered', 'mail.before-sending']);
  await finish();
  expect([await offers(), (await held()).length]).toEqual([[1, 1], 1]);
  expect(await sql(`select status from waiting_entries where clinic_id = ? order by id`, [clinicId])).toEqual(
    [{ status: 'missed' }, { status: 'offered' }],
  );
}, 300_000);
