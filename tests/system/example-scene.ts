import { createTestClinic, createTestService, createTestStaff } from '@antrean/clinics/testing';
import { createTestDeviceToken, createTestMachine } from '@antrean/machines/testing';
import { createTestApplication } from '@antrean/onboarding/testing';
import { createTestPet } from '@antrean/pets/testing';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query, type SqlValue } from '@antrean/platform/database';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { createTestUser, type TestUserDetails } from '@antrean/accounts/testing';
import { codeOf } from '@antrean/factors/testing';
import { hashOneTimeToken } from '@antrean/sign-in/testing';
import sharp from 'sharp';
import type { InProcessApi } from './in-process-api.ts';

/**
 * What an example is sent with beside what it says: who sends it, and the things that its ids and times stand for. What
 * is not said is as the example has it; a super administrator sends it.
 */
export interface Occasion {
  /** Null: nobody. */
  readonly actor?: UserPrincipal | null;
  /** Instead of an actor's. */
  readonly token?: string;
  readonly cookie?: string;
  /** Of the path, in its order. */
  readonly ids?: readonly (number | string)[];
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly file?: { readonly bytes: Uint8Array; readonly type: string };
}

/** What has to be there for the examples of the operations with such a name. */
export type Rehearsal = readonly [RegExp, (name: string) => Promise<Occasion>];

const DAY_MS = 86_400_000;
/** What the examples have for a token, a password and an address. */
export const EXAMPLE_TOKEN = 'text';
export const EXAMPLE_PASSWORD = 'sebuah kalimat panjang';

/** What brings the things about that examples are about. */
export function exampleScene(api: InProcessApi) {
  const { database } = api.db;
  let serial = 0;
  const person = (role: string, details: TestUserDetails = {}) =>
    createTestPrincipal(database, { role, departmentId: 1, ...details });
  const sql = <Row extends object>(text: string, values: readonly SqlValue[] = []) =>
    query<Row>(database.fork(), text, values);
  const put = async <Body>(
    actor: UserPrincipal,
    method: string,
    path: string,
    sent: object | { bytes: Uint8Array; type: string } = {},
  ): Promise<Body> => {
    const isFile = 'bytes' in sent;
    const response = await fetch(api.url + path, {
      method,
      headers: {
        authorization: `Bearer ${accessTokenOf(actor, api.config)}`,
        'content-type': isFile ? sent.type : 'application/json',
      },
      body: isFile ? new Uint8Array(sent.bytes) : JSON.stringify(sent),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text || '{}');
  };

  const png = async () => ({
    type: 'image/png',
    bytes: await sharp({ create: { width: 40, height: 40, channels: 3, background: '#123456' } })
      .png()
      .toBuffer(),
  });
  const pdf = { type: 'application/pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') };
  /** A time that can be booked: tomorrow at 03:00 in UTC, 10:00 in Jakarta. */
  const tomorrow = (hour = 3): string =>
    new Date(Math.floor(Date.now() / DAY_MS + 1) * DAY_MS + hour * 3_600_000).toISOString();
  const dayOf = (instant: string): string => instant.slice(0, 10);

  async function clinic() {
    const { id: clinicId } = await createTestClinic(database);
    const { id: staffId, personId } = await createTestStaff(database, clinicId);
    const { id: serviceId } = await createTestService(database, clinicId, { staffIds: [staffId] });
    const manager = await person('super_admin');
    const weekdays = [1, 2, 3, 4, 5, 6, 7];
    await put(manager, 'PUT', `/api/clinics/${clinicId}/hours`, {
      weekly: weekdays.map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
    });
    const rule = { weekdays, startTime: '09:00', endTime: '17:00', effectiveFrom: '2025-10-01' };
    const path = `/api/clinics/${clinicId}/availability-rules`;
    const { id: ruleId } = await put<{ id: number }>(manager, 'POST', path, { ...rule, staffId });
    return { clinicId, staffId, personId, serviceId, manager, ruleId };
  }
  async function petOwner() {
    const actor = await person('customer', { email: `owner.${(serial += 1)}@example.test` });
    return { actor, petId: (await createTestPet(database, actor.userId)).id };
  }
  async function booking(more: { hold?: boolean } = {}) {
    const { actor, petId } = await petOwner();
    const { clinicId, serviceId } = await clinic();
    const wish = { clinicId, serviceId, petId, startsAt: tomorrow(), ...more };
    const { id } = await put<{ id: number }>(actor, 'POST', '/api/bookings', wish);
    return { id, actor };
  }
  /** Of a guest, whose link has the token of the examples. */
  async function guestBooking() {
    const { clinicId, serviceId } = await clinic();
    const response = await fetch(`${api.url}/api/guest-bookings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ clinicId, serviceId, startsAt: tomorrow(), name: 'Siti', phone: '+628123456789' },
        ...{ email: `guest.${(serial += 1)}@example.test`, pet: { name: 'Momo', species: 'cat' } },
      }),
    });
    if (!response.ok) throw new Error(await response.text());
    const token = `guest-${serial}`;
    const [guest] = await sql<{ id: number }>(
      `insert into guest_links (token_hash, booking_id) select ?, max(booking_id) from guest_bookings returning booking_id as id`,
      [hashOneTimeToken(token)],
    );
    return { token, id: guest!.id };
  }
  async function bookedByGuest() {
    const guest = await guestBooking();
    await fetch(`${api.url}/api/guest-bookings/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: guest.token }),
    });
    return guest;
  }
  async function waitingGuest() {
    const { clinicId, serviceId } = await clinic();
    const firstDate = dayOf(tomorrow());
    const response = await fetch(`${api.url}/api/waiting-list/guests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ clinicId, serviceId, firstDate, lastDate: firstDate, name: 'Siti', phone: '+628123456789' },
        ...{ email: `waits.${(serial += 1)}@example.test`, pet: { name: 'Momo', species: 'cat' } },
      }),
    });
    if (!response.ok) throw new Error(await response.text());
    const token = `waiting-${serial}`;
    await sql(
      `insert into waiting_links (token_hash, entry_id) select ?, max(entry_id) from waiting_guests`,
      [hashOneTimeToken(token)],
    );
    return { token };
  }
  async function machine() {
    const actor = await person('super_admin');
    const made = await createTestMachine(database, { id: actor.userId });
    const token = await createTestDeviceToken(database, made);
    return { actor, id: made.id, token };
  }
  /** The alarm of a machine that is full. */
  async function alarm() {
    const { actor, id, token } = await machine();
    await fetch(`${api.url}/api/rvms/${id}/status`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'FULL' }),
    });
    const [found] = await sql<{ id: number }>(`select max(id)::int as id from rvm_alarms`);
    return { actor, id: found!.id };
  }
  const vendor = async (status: 'draft' | 'submitted' = 'draft') => {
    const actor = await person('customer');
    const { id } = await createTestApplication(database, actor, { status });
    const [document] = await sql<{ id: number }>(
      `select min(id)::int as id from vendor_documents where application_id = ?`,
      [id],
    );
    return { actor, id, documentId: document!.id };
  };
  async function review() {
    const { id, documentId } = await vendor();
    await sql(
      `update vendor_applications set status = 'submitted', submitted_at = now(), submissions = 1 where id = ?`,
      [id],
    );
    const actor = await person('administrator');
    await put(actor, 'POST', `/api/admin/vendor-applications/${id}/claim`, { takeOver: false });
    return { actor, id, documentId };
  }
  async function sale() {
    const actor = await person('super_admin');
    const sold = { payment_method: 'CASH', items: [{ product_id: 1, qty: 1 }] };
    const made = await put<{ invoice_number: string }>(actor, 'POST', '/api/v1/orders', sold);
    return { actor, ids: [made.invoice_number] };
  }
  async function someRole(): Promise<string> {
    const key = `team_${(serial += 1)}`;
    const sent = { key, label: key, rank: 1, permissions: ['meal-orders.read'] };
    await put(await person('super_admin'), 'POST', '/api/admin/roles', sent);
    return key;
  }
  async function withPassword(details: TestUserDetails = {}) {
    return person('employee', { password: EXAMPLE_PASSWORD, ...details });
  }
  /** Somebody with an application that shows codes, and its secret. */
  async function withTotp(details: TestUserDetails = {}) {
    const actor = await withPassword(details);
    const app = await put<{ otpauthUrl: string }>(actor, 'POST', '/api/auth/mfa/totp/enroll');
    return { actor, secret: new URL(app.otpauthUrl).searchParams.get('secret') ?? '' };
  }
  async function withFactor(details: TestUserDetails = {}) {
    const { actor, secret } = await withTotp(details);
    await put(actor, 'POST', '/api/auth/mfa/totp/confirm', { code: codeOf(secret) });
    return { actor, secret };
  }
  /** Somebody who has lost a factor and waits for a decision, and a link of theirs. */
  async function recoveryLink(purpose?: 'recover' | 'cancel') {
    const { actor } = await withFactor({ email: `lost.${(serial += 1)}@example.test` });
    const isOpen = purpose !== 'recover';
    const [recovery] = isOpen
      ? await sql<{ id: number }>(
          `insert into recoveries (user_id, expires_at) values (?, now() + interval '7 days') returning id`,
          [actor.userId],
        )
      : [];
    if (purpose)
      await sql(
        `insert into recovery_links (token_hash, user_id, purpose, email, recovery_id, expires_at)
         select ?, id, ?, email, ?, now() + interval '1 hour' from users where id = ?`,
        [hashOneTimeToken(isOpen ? 'cancel' : EXAMPLE_TOKEN), purpose, recovery?.id ?? null, actor.userId],
      );
    return { actor, id: recovery?.id ?? 0 };
  }
  /** An event and a job that were given up. */
  async function deadLetters() {
    serial += 1;
    const consumer = `consumer.${serial}`;
    const queue = `queue.${serial}`;
    await sql(`insert into outbox_cursors (consumer, delivered_seq) values (?, 0)`, [consumer]);
    await sql(
      `insert into outbox_event_failures (consumer, seq, attempts, dead, error, event)
       values (?, 1, 8, true, 'It is full', '{"name": "meal-order.created"}')`,
      [consumer],
    );
    const [job] = await sql<{ uid: string }>(
      `insert into outbox_jobs (queue, name, version, payload, state, last_error, finished_at)
       values (?, 'reports.make', 1, '{}', 'dead', 'It is full', now()) returning uid`,
      [queue],
    );
    return { consumer, queue, event: `event:${consumer}:1`, job: job!.uid };
  }
  const anotherUser = async () => ({ ids: [(await createTestUser(database, { departmentId: 1 })).id] });
  async function medicalRecord() {
    const { actor, petId } = await petOwner();
    const record = { date: '2025-10-01', type: 'vaccination', title: 'Rabies' };
    const path = `/api/pets/${petId}/medical-records`;
    const { id } = await put<{ id: number }>(actor, 'POST', path, record);
    return { actor, petId, id, path: `${path}/${id}/attachments?filename=a.png` };
  }
  async function reportJob() {
    const actor = await person('super_admin');
    const made = await put<{ id: string }>(actor, 'POST', '/api/report-jobs', {
      ...{ report: 'workorders', params: {}, format: 'csv' },
    });
    return { actor, ids: [made.id] };
  }

  return {
    api,
    person,
    sql,
    put,
    png,
    pdf,
    tomorrow,
    dayOf,
    clinic,
    petOwner,
    booking,
    guestBooking,
    bookedByGuest,
    waitingGuest,
    machine,
    alarm,
    vendor,
    review,
    sale,
    someRole,
    withPassword,
    withTotp,
    withFactor,
    recoveryLink,
    deadLetters,
    anotherUser,
    medicalRecord,
    reportJob,
    serialNumber: () => (serial += 1),
    database,
  };
}
export type ExampleScene = ReturnType<typeof exampleScene>;
