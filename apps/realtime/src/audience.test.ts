import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import { z } from 'zod';
import { createDepartment, createOutlet } from '@antrean/organization/testing';
import { sampleOf, type JsonSchema } from '../../../tests/architecture/json-sample.ts';
import { roleRoom } from '@antrean/platform/realtime';
import { createTestUser } from '@antrean/accounts/testing';
import { createTestClinic, createTestStaff } from '@antrean/clinics/testing';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal, createTestSession } from '@antrean/sessions/testing';
import {
  registry,
  startRealtimeRig,
  toldOnFeed,
  type RealtimeRig,
  type TestClient,
} from './realtime.factory.ts';

/** Everybody who is in the department of the events, by their built-in role; served departments: all. */
const ROLES = [
  'super_admin',
  'administrator',
  'production_manager',
  'clinic_manager',
  'rvm_operator',
  'production_operator',
  'dapur',
  'delivery',
  'cashier',
  'clinic_staff',
  'employee',
  'customer',
];
const ADMINISTRATORS = ['super_admin', 'administrator', 'custom overseer'];
const KITCHEN = ['dapur', 'cook of it', 'custom cook'];
const PRODUCTION = ['production_manager', 'production_operator', 'custom overseer'];
/** Who has the role at the clinic alone, or everywhere. */
const CLINIC = ['super_admin', 'administrator', 'clinic_manager', 'clinic_staff', 'staff of it'];
const MACHINES = ['super_admin', 'administrator', 'rvm_operator'];
const SALES = ['super_admin', 'administrator', 'cashier', 'custom cashier'];

/** Roles that an administrator made: they hear all that they may read, and one that may read nothing hears nothing. */
const CUSTOM: Record<string, string[]> = {
  'custom overseer': [
    'meal-orders.read-all',
    'work-orders.manage',
    'reports.see-all-jobs',
    'operations.manage-dead-letters',
  ],
  'custom cook': ['meal-orders.prepare'],
  'custom cashier': ['pos.read'],
  stripped: [],
};

/** What happens in one department, and who hears of it: roles, and the persons whom the event names. */
const HEARD: Record<string, { event: string; fields?: JsonObject; by: string[] }> = {
  'an order is placed': { event: 'order.created', by: [...ADMINISTRATORS, ...KITCHEN] },
  ...Object.fromEntries(
    Object.entries({
      MENUNGGU: KITCHEN,
      IN_PROGRESS: KITCHEN,
      READY: [...KITCHEN, 'delivery'],
      ON_DELIVERY: ['delivery'],
      COMPLETE: ADMINISTRATORS,
      DITOLAK: ADMINISTRATORS,
      MENUNGGU_PERSETUJUAN: ADMINISTRATORS,
    }).map(([newStatus, by]) => [
      `an order comes to ${newStatus}`,
      { event: 'order.status.changed', fields: { newStatus }, by: [...by, 'employee'] },
    ]),
  ),
  'a request is made': { event: 'order.approval.requested', by: ADMINISTRATORS },
  'a request is decided': {
    event: 'order.approval.decided',
    by: [...ADMINISTRATORS, ...KITCHEN, 'employee'],
  },
  ...Object.fromEntries(
    [
      'created',
      'assigned',
      'updated',
      'status.changed',
      'progress.added',
      'attachment.added',
      'attachment.removed',
    ].map((what) => [`work order ${what}`, { event: `workorder.${what}`, by: PRODUCTION }]),
  ),
  'a work order is taken away': {
    event: 'workorder.assigned',
    fields: { operator_id: 999_999, previous_operator_id: 'production_operator' },
    by: PRODUCTION,
  },
  ...Object.fromEntries(
    ['queued', 'completed', 'failed', 'cancelled', 'retried'].map((what) => [
      `a report is ${what}`,
      { event: `job.${what}`, by: [...ADMINISTRATORS, 'production_manager'] },
    ]),
  ),
  'a schedule makes no reports': {
    event: 'report-schedule.stalled',
    by: [...ADMINISTRATORS, 'production_manager'],
  },
  'something is given up': { event: 'dead_letter.raised', by: ADMINISTRATORS },
  ...Object.fromEntries(
    ['created', 'status.changed', 'updated', 'deleted'].map((what) => [
      `a sale is ${what}`,
      { event: `pos.order.${what}`, by: [...SALES, 'cashier of it'] },
    ]),
  ),
  'a sale without an outlet': {
    event: 'pos.order.created',
    fields: { outlet_id: null },
    by: SALES,
  },
  ...Object.fromEntries(
    ['created', 'updated', 'deactivated', 'staff.changed', 'services.changed', 'hours.changed'].map(
      (what) => [`clinic ${what}`, { event: `clinic.${what}`, by: CLINIC }],
    ),
  ),
  ...Object.fromEntries(
    [
      'created',
      'updated',
      'status.changed',
      'overridden',
      'alarm.raised',
      'alarm.acknowledged',
      'alarm.cleared',
      'deleted',
    ].map((what) => [`S0-RT-04 machine ${what}`, { event: `rvm.${what}`, by: MACHINES }]),
  ),
  'S1-RT-01 a booking is made': { event: 'booking.created', by: [...CLINIC, 'customer'] },
  'S1-RT-01 a booking is moved': { event: 'booking.updated', by: [...CLINIC, 'customer'] },
  'S1-RT-01 a booking is cancelled': { event: 'booking.cancelled', by: [...CLINIC, 'customer'] },
  'S1-RT-02 a booking comes to a status': { event: 'booking.status.changed', by: [...CLINIC, 'customer'] },
  ...Object.fromEntries(
    ['created', 'status.changed', 'role.changed', 'served-departments.changed'].map((what) => [
      `a user is ${what}`,
      // Nobody who listens here: their sockets would end.
      { event: `user.${what}`, fields: { userId: 999_999 }, by: ['super_admin', 'administrator'] },
    ]),
  ),
  ...Object.fromEntries(
    ['created', 'updated', 'deleted'].map((what) => [
      `a role is ${what}`,
      { event: `role.${what}`, by: ['super_admin', 'administrator'] },
    ]),
  ),
  'a sale leaves for another outlet': { event: 'pos.order.moved', by: ['cashier of it'] },
};

describe('who hears of what', () => {
  let rig: RealtimeRig;
  const clients = new Map<string, TestClient[]>();
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    rig = await startRealtimeRig();
    const server = await rig.startServer();
    const { database } = rig.db;
    const [own, foreign] = [(await createDepartment(database)).id, (await createDepartment(database)).id];
    const [outlet, other] = [(await createOutlet(database)).id, (await createOutlet(database)).id];
    Object.assign(ids, { own, outlet });

    const [clinic, elsewhere] = [
      (await createTestClinic(database)).id,
      (await createTestClinic(database)).id,
    ];

    const join = async (who: string, role: string, details: object, auth: object = {}): Promise<void> => {
      const principal = await createTestPrincipal(database, { role, departmentId: own, ...details });
      await connect(who, role, principal, auth);
    };
    const connect = async (
      who: string,
      role: string,
      principal: SessionPrincipal,
      auth: object = {},
    ): Promise<void> => {
      ids[who] = principal.userId;
      const token = rig.tokenOf(principal);
      const notified = rig.open(`${server.url}/notifications`, { auth: { token, ...auth } });
      const feed = SALES.includes(role) ? [rig.open(server.url, { auth: { token, ...auth } })] : [];
      clients.set(who, [notified, ...feed]);
      await Promise.all([notified, ...feed].map((client) => client.joined()));
      if (who === 'employee') ids['karyawan'] = principal.karyawanId ?? 0;
    };
    for (const role of ROLES) await join(role, role, {});
    for (const [role, permissions] of Object.entries(CUSTOM)) {
      await query(
        database.fork(),
        `insert into roles (key, label, rank, permissions) values (?, ?, 0, ?::text[])`,
        [role, role, `{${permissions.join(',')}}`],
      );
      await join(role, role, {});
    }
    await join('cook of it', 'dapur', { servedDepartmentIds: [own] });
    await join('cook of another', 'dapur', { servedDepartmentIds: [foreign] });
    await join('courier of another', 'delivery', { servedDepartmentIds: [foreign] });
    await join('employee of another', 'employee', { departmentId: foreign }, { departmentId: own });
    await join('cashier of it', 'cashier', {}, { outletId: outlet });
    await join('cashier of another', 'cashier', {}, { outletId: other });
    for (const [who, clinicId] of [
      ['staff of it', clinic],
      ['staff of another', elsewhere],
    ] as const) {
      const user = await createTestUser(database, { role: 'customer', departmentId: foreign });
      await createTestStaff(database, clinicId, { userId: user.id });
      await connect(who, 'customer', await createTestSession(database, user));
    }

    for (const { event: name, fields = {} } of Object.values(HEARD)) {
      const event = registry.events.get(name)!;
      const schema = z.toJSONSchema(event.schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
      const sample = sampleOf(schema, 0) as JsonObject;
      const known: JsonObject = {
        departmentId: own,
        karyawanPemesanId: ids['karyawan']!,
        requesterEmployeeId: ids['karyawan']!,
        operator_id: ids['production_operator']!,
        previous_operator_id: null,
        requestedBy: name.startsWith('job.') ? ids['production_manager']! : 1,
        ownerId: ids['production_manager']!,
        outlet_id: outlet,
        clinicId: clinic,
        customerId: ids['customer']!,
        previous_outlet_id: outlet,
      };
      const payload = Object.fromEntries(
        Object.entries({ ...sample, ...fields }).map(([field, value]) => [
          field,
          field in fields
            ? typeof value === 'string' && value in ids
              ? ids[value]!
              : value
            : (known[field] ?? (field === 'previous_operator_id' ? null : value)),
        ]),
      );
      await rig.publish(event as never, payload as never);
    }
    await rig.settle(
      [...clients.values()].flatMap(([notified]) => notified ?? []),
      ...ROLES,
      ...Object.keys(CUSTOM),
    );
    await rig.publish(toldOnFeed, { rooms: [...ROLES, ...Object.keys(CUSTOM)].map(roleRoom), n: 1 });
    await Promise.all(
      [...clients.values()].map(async ([, feed]) => feed?.until(() => feed.numbers().includes(1))),
    );
  });
  afterAll(() => rig.close());

  it('S3-EVT-01 S3-EVT-02 S3-EVT-03 S3-EVT-04 S3-EVT-05 S3-EVT-06 S3-EVT-07 S3-EVT-08 is as the seeds have it for every built-in role, and what they may read for others', async () => {
    const published = await query<{ id: string; name: string }>(
      rig.db.database.fork(),
      `select uid as id, name from outbox_events where name not like 'test.%' order by seq`,
    );
    expect(published.map(({ name }) => name)).toEqual(Object.values(HEARD).map(({ event }) => event));
    const heard = Object.keys(HEARD).map((what, index) => {
      const hears = ({ received }: TestClient): boolean =>
        received.some(({ meta }) => meta.id === published[index]!.id);
      return [what, [...clients].filter(([, each]) => each.some(hears)).map(([who]) => who)];
    });
    expect(Object.fromEntries(heard)).toEqual(
      Object.fromEntries(
        Object.entries(HEARD).map(([what, { by }]) => [
          what,
          [...clients.keys()].filter((who) => by.includes(who)),
        ]),
      ),
    );
  });

  it('stands in the log by the rooms of the seeds too, where processes of an older version look for it', async () => {
    const published = await query<{ name: string; audience: string[] }>(
      rig.db.database.fork(),
      `select distinct on (name) name, audience from outbox_events order by name, seq`,
    );
    const audience = new Map(published.map((each) => [each.name, each.audience]));
    const { own, outlet, production_operator: operator, production_manager: manager } = ids;
    for (const [name, keys] of Object.entries({
      'order.created': [`/notifications dept:${own}:role:dapur`, '/notifications role:administrator'],
      'order.status.changed': [`/notifications karyawan:${ids['karyawan']}`],
      'workorder.created': ['/notifications role:production_manager', `/notifications user:${operator}`],
      'job.queued': ['/notifications role:administrator', `/notifications user:${manager}`],
      'dead_letter.raised': ['/notifications role:administrator', '/notifications role:super_admin'],
      'pos.order.created': [`/ outlet:${outlet}`, '/ outlet:*'],
    }))
      expect({ name, audience: audience.get(name) }).toEqual({
        name,
        audience: expect.arrayContaining(keys),
      });
  });
});
