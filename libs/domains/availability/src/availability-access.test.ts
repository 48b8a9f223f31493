import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestStaff } from '@antrean/clinics/testing';
import { clinicMessages } from '@antrean/clinics/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createMessageRegistry } from '@antrean/platform/messages';
import { createTestRedis, startTestWorker } from '@antrean/testing';
import { Temporal } from 'temporal-polyfill';
import { extendCalendars } from './calendar/calendar.job.ts';
import { findUnfilled } from './calendar/calendar-days.ts';
import { availabilityMessages } from './messages.ts';
import { availabilityWorker } from './worker.ts';
import { startAvailabilityApi, type AvailabilityApi, type TestPractice } from './availability-api.factory.ts';

let api: AvailabilityApi;
beforeAll(async () => {
  api = await startAvailabilityApi();
});
afterAll(() => api.close());

const on = (days: number) => Temporal.Now.plainDateISO('Asia/Jakarta').add({ days }).toString();
const day = on(2);
const at = (days: number, time: string) => `${on(days)}T${time}:00+07:00`;
const rules = ({ clinicId }: TestPractice) => `/api/clinics/${clinicId}/availability-rules`;
const blocks = ({ clinicId }: TestPractice) => `/api/clinics/${clinicId}/blocks`;

it('S1-AVL-02 S1-AVL-03 who writes rules and blocks: managers at their clinic, staff their own blocks, nobody elsewhere', async () => {
  const [own, foreign] = [await api.practice(), await api.practice()];
  const [manager, staff] = [
    await api.staffOf(own.clinicId, 'manager'),
    await api.staffOf(own.clinicId, 'staff'),
  ];
  const other = await createTestStaff(api.database, own.clinicId);
  const rule = { weekdays: [1], startTime: '08:00', endTime: '09:00' };
  const block = { startsAt: `${day}T03:00:00Z`, endsAt: `${day}T04:00:00Z` };
  const ids = async (practice: TestPractice) => {
    const made = await api.send(api.administrator, 'POST', rules(practice), rule);
    const blocked = await api.send(api.administrator, 'POST', blocks(practice), block);
    return [
      `${rules(practice)}/${String(made.body['id'])}`,
      `${blocks(practice)}/${String(blocked.body['id'])}`,
    ];
  };
  const status = async (actor: UserPrincipal | null, practice: TestPractice) => {
    const [ruleAt, blockAt] = (await ids(practice)) as [string, string];
    const requests: [string, string, object?][] = [
      ['GET', rules(practice)],
      ['GET', ruleAt],
      ['POST', rules(practice), rule],
      ['PATCH', ruleAt, { startTime: '07:00' }],
      ['DELETE', ruleAt],
      ['GET', blocks(practice)],
      ['GET', blockAt],
      ['POST', blocks(practice), block],
      ['PATCH', blockAt, { reason: 'x' }],
      ['DELETE', blockAt],
    ];
    const found: number[] = [];
    for (const [method, path, body] of requests)
      found.push((await api.send(actor, method, path, body)).status);
    return found.join(' ');
  };
  const all = '200 200 201 200 204 200 200 201 200 204';
  const none = (code: number) => Array<number>(10).fill(code).join(' ');
  expect(await status(manager, own)).toBe(all);
  expect(await status(api.administrator, foreign)).toBe(all);
  expect(await status(staff, own)).toBe('200 200 403 403 403 200 200 403 403 403');
  expect(await status(manager, foreign)).toBe(none(403));
  expect(await status(staff, foreign)).toBe(none(403));
  expect(await status(api.customer, own)).toBe(none(403));
  expect(await status(null, own)).toBe(none(401));
  // Their own time.
  const mine = await api.send(staff, 'POST', blocks(own), { ...block, staffId: staff.staffId });
  const at1 = `${blocks(own)}/${String(mine.body['id'])}`;
  expect([mine.status, (await api.send(staff, 'PATCH', at1, { reason: 'x' })).status]).toEqual([201, 200]);
  expect((await api.send(staff, 'DELETE', at1)).status).toBe(204);
  expect((await api.send(staff, 'POST', blocks(own), { ...block, staffId: other.id })).status).toBe(403);
  // An id of another clinic's is none of this one's.
  const [foreignRule, foreignBlock] = (await ids(foreign)) as [string, string];
  const swap = (path: string) => path.replace(`/${foreign.clinicId}/`, `/${own.clinicId}/`);
  expect((await api.send(manager, 'DELETE', swap(foreignRule))).status).toBe(404);
  expect((await api.send(manager, 'DELETE', swap(foreignBlock))).status).toBe(404);
  // Deactivated: who works there reads it, nobody writes it, and for others it is not there.
  await api.send(api.administrator, 'DELETE', `/api/clinics/${own.clinicId}`);
  expect((await api.send(manager, 'GET', rules(own))).status).toBe(200);
  expect((await api.send(manager, 'POST', rules(own), rule)).body).toMatchObject({ code: 'clinic_inactive' });
  const stranger = await api.staffOf(foreign.clinicId, 'manager');
  expect((await api.send(stranger, 'GET', rules(own))).status).toBe(404);
});

it('S1-AVL-02 calendars are filled by a job when hours change and as time goes on; twice is as once', async () => {
  const practice = await api.practice({ durationMinutes: 60 });
  const { clinicId } = practice;
  // Of what other tests did, whose events are not all known here.
  await api.takeEvents();
  const redis = await createTestRedis();
  const worker = await startTestWorker({
    database: api.database,
    redisUrl: redis.url,
    registry: createMessageRegistry([...availabilityMessages, ...clinicMessages]),
    ...availabilityWorker(),
    schedules: [],
  });
  try {
    const days = () =>
      query<{ n: number; last: string }>(
        api.database.fork(),
        `select count(*)::int as n, max(local_date)::text as last from availability_days where clinic_id = ?`,
        [clinicId],
      );
    await api.inTransaction(async (tx) => void (await extendCalendars().run(tx)));
    await worker.drain();
    const filled = { n: 365 + 30 + 4, last: on(365 + 30) };
    expect(await days()).toEqual([filled]);
    await api.inTransaction(async (tx) => void (await extendCalendars().run(tx)));
    await worker.drain();
    expect(await days()).toEqual([filled]);
    await query(
      api.database.fork(),
      `update availability_calendars set last_date = current_date where clinic_id = ?`,
      [clinicId],
    );
    expect(await findUnfilled(api.database.fork(), 10)).toContainEqual({ clinicId });
    const staffId = practice.staff[0]!.id;
    await api.send(api.administrator, 'POST', blocks(practice), {
      ...{ staffId, startsAt: at(2, '10:00'), endsAt: at(2, '12:00'), reason: 'Sakit' },
    });
    await api.send(api.administrator, 'PUT', `/api/clinics/${clinicId}/hours/exceptions/${on(2)}`, {});
    await api.send(api.administrator, 'DELETE', `/api/clinics/${clinicId}/staff/${staffId}`);
    await worker.drain();
    expect(await findUnfilled(api.database.fork(), 10)).not.toContainEqual({ clinicId });
    const [holiday] = await query(
      api.database.fork(),
      `select windows from availability_days where clinic_id = ? and local_date = ?`,
      [clinicId, on(2)],
    );
    expect(holiday).toEqual({ windows: [] });
    // Why they were away went with them.
    expect((await api.send(api.administrator, 'GET', blocks(practice))).body).toMatchObject({
      data: [{ reason: null }],
    });
    const told = await query(
      api.database.fork(),
      `select from outbox_events where name = 'availability.changed' and (payload::jsonb ->> 'clinicId')::int = ?`,
      [clinicId],
    );
    expect(told.length).toBeGreaterThanOrEqual(2);
  } finally {
    await worker.stop();
    await redis.stop();
  }
});
