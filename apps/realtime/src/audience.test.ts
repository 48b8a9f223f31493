import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';
import { z } from 'zod';
import { createDepartment, createOutlet } from '@antrean/organization/testing';
import { sampleOf, type JsonSchema } from '../../../tests/architecture/json-sample.ts';
import { roleRoom } from '@antrean/platform/realtime';
import { createTestPrincipal } from '@antrean/sessions/testing';
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
const ADMINISTRATORS = ['super_admin', 'administrator'];

/** What happens in one department, and who hears of it: roles, and the persons whom the event names. */
const HEARD: Record<string, { event: string; fields?: JsonObject; by: string[] }> = {
  'an order is placed': { event: 'order.created', by: [...ADMINISTRATORS, 'dapur', 'cook of it'] },
  ...Object.fromEntries(
    Object.entries({
      MENUNGGU: ['dapur', 'cook of it'],
      IN_PROGRESS: ['dapur', 'cook of it'],
      READY: ['dapur', 'delivery', 'cook of it'],
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
    by: [...ADMINISTRATORS, 'dapur', 'cook of it', 'employee'],
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
    ].map((what) => [
      `work order ${what}`,
      { event: `workorder.${what}`, by: ['production_manager', 'production_operator'] },
    ]),
  ),
  'a work order is taken away': {
    event: 'workorder.assigned',
    fields: { operator_id: 999_999, previous_operator_id: 'production_operator' },
    by: ['production_manager', 'production_operator'],
  },
  ...Object.fromEntries(
    ['queued', 'progress', 'completed', 'failed', 'cancelled', 'retried'].map((what) => [
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
      { event: `pos.order.${what}`, by: ['super_admin', 'administrator', 'cashier', 'cashier of it'] },
    ]),
  ),
  'a sale without an outlet': {
    event: 'pos.order.created',
    fields: { outlet_id: null },
    by: ['super_admin', 'administrator', 'cashier'],
  },
  'a sale leaves for another outlet': { event: 'pos.order.moved', by: ['cashier of it'] },
};

describe('who hears of what', () => {
  let rig: RealtimeRig;
  const clients = new Map<string, TestClient[]>();

  beforeAll(async () => {
    rig = await startRealtimeRig();
    const server = await rig.startServer();
    const { database } = rig.db;
    const [own, foreign] = [(await createDepartment(database)).id, (await createDepartment(database)).id];
    const [outlet, other] = [(await createOutlet(database)).id, (await createOutlet(database)).id];
    const ids: Record<string, number> = {};
    const feeds = ['super_admin', 'administrator', 'cashier'];
    const join = async (who: string, role: string, details: object, auth: object = {}): Promise<void> => {
      const principal = await createTestPrincipal(database, { role, departmentId: own, ...details });
      ids[who] = principal.userId;
      const token = rig.tokenOf(principal);
      const notified = rig.open(`${server.url}/notifications`, { auth: { token, ...auth } });
      const feed = feeds.includes(role) ? [rig.open(server.url, { auth: { token, ...auth } })] : [];
      clients.set(who, [notified, ...feed]);
      await Promise.all([notified, ...feed].map((client) => client.joined()));
      if (who === 'employee') ids['karyawan'] = principal.karyawanId ?? 0;
    };
    for (const role of ROLES) await join(role, role, {});
    await join('cook of it', 'dapur', { servedDepartmentIds: [own] });
    await join('cook of another', 'dapur', { servedDepartmentIds: [foreign] });
    await join('courier of another', 'delivery', { servedDepartmentIds: [foreign] });
    await join('employee of another', 'employee', { departmentId: foreign }, { departmentId: own });
    await join('cashier of it', 'cashier', {}, { outletId: outlet });
    await join('cashier of another', 'cashier', {}, { outletId: other });

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
    );
    await rig.publish(toldOnFeed, { rooms: ROLES.map(roleRoom), n: 1 });
    await Promise.all(
      [...clients.values()].map(async ([, feed]) => feed?.until(() => feed.numbers().includes(1))),
    );
  });
  afterAll(() => rig.close());

  it('S3-EVT-01 S3-EVT-02 S3-EVT-03 S3-EVT-04 S3-EVT-05 S3-EVT-06 S3-EVT-07 S3-EVT-08 is as the seeds have it, for every built-in role', async () => {
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
});
