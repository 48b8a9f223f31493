import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { availabilityChanged } from '@antrean/availability/messages';
import { createTestClinic } from '@antrean/clinics/testing';
import { departmentRole } from '@antrean/platform/realtime';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { createDepartment } from '@antrean/organization/testing';
import {
  startRealtimeRig,
  told,
  type RealtimeRig,
  type TestClient,
  type TestServer,
} from './realtime.factory.ts';

describe('what each kind of client hears', () => {
  let rig: RealtimeRig;
  let server: TestServer;
  let own: number;
  let foreign: number;
  const clients = new Map<string, TestClient>();
  const actors = new Map<string, UserPrincipal>();

  const hears = (room: string): string[] =>
    [...clients]
      .filter(([, client]) => client.received.some(({ payload }) => payload['filler'] === room))
      .map(([who]) => who);

  beforeAll(async () => {
    rig = await startRealtimeRig();
    server = await rig.startServer();
    const { database } = rig.db;
    own = (await createDepartment(database)).id;
    foreign = (await createDepartment(database)).id;
    const join = async (
      who: string,
      role: string,
      details: object,
      auth: Record<string, unknown> = {},
    ): Promise<void> => {
      const actor = await createTestPrincipal(database, { role, ...details });
      actors.set(who, actor);
      clients.set(who, await rig.connect(server, actor, auth));
    };
    await join('employee', 'employee', { departmentId: own });
    await join('impostor', 'employee', { departmentId: foreign }, { departmentId: own });
    await join('cook of all', 'dapur', { departmentId: null });
    await join('cook of own', 'dapur', { departmentId: null, servedDepartmentIds: [own] });
    await join('cook of foreign', 'dapur', { departmentId: null, servedDepartmentIds: [foreign] });
    await join('cook narrowed to foreign', 'dapur', { departmentId: null }, { departmentId: foreign });
    await join('courier', 'delivery', { departmentId: null });
    await join('administrator', 'administrator', { departmentId: own });
    await join('super administrator', 'super_admin', { departmentId: null });
  });
  afterAll(() => rig.close());

  it('S3-WS-04 S3-WS-07 S3-WS-08 S3-WS-09 S3-WS-10 S3-WS-11 is exactly what its rooms are told', async () => {
    const { userId, karyawanId } = actors.get('employee')!;
    const audiences: Record<string, { rooms: string[]; heardBy: string[] }> = {
      role: {
        rooms: ['role:dapur'],
        heardBy: ['cook of all', 'cook of own', 'cook of foreign', 'cook narrowed to foreign'],
      },
      user: { rooms: [`user:${userId}`], heardBy: ['employee'] },
      karyawan: { rooms: [`karyawan:${karyawanId}`], heardBy: ['employee'] },
      department: { rooms: [`dept:${own}`], heardBy: ['employee', 'administrator'] },
      'department and role': { rooms: [`dept:${own}:role:employee`], heardBy: ['employee'] },
      kitchen: { rooms: departmentRole(own, 'dapur'), heardBy: ['cook of all', 'cook of own'] },
      'foreign kitchen': {
        rooms: departmentRole(foreign, 'dapur'),
        heardBy: ['cook of all', 'cook of foreign', 'cook narrowed to foreign'],
      },
      delivery: { rooms: departmentRole(own, 'delivery'), heardBy: ['courier'] },
      administrators: {
        rooms: departmentRole(foreign, 'administrator'),
        heardBy: ['administrator', 'super administrator'],
      },
      nobody: { rooms: [], heardBy: [] },
    };
    await rig.publish(
      told,
      ...Object.entries(audiences).map(([filler, { rooms }], n) => ({ rooms, n, filler })),
    );
    await rig.settle([...clients.values()], 'employee', 'dapur', 'delivery', 'administrator');
    for (const [room, { heardBy }] of Object.entries(audiences)) {
      expect({ room, heardBy: hears(room) }).toEqual({ room, heardBy });
    }
  });

  it('S1-AVL-01 S1-RT-03 who watches a clinic’s calendar hears of it, in the order of its versions, until they no longer watch', async () => {
    const { database } = rig.db;
    const clinic = await createTestClinic(database);
    const closed = await createTestClinic(database, { isActive: false });
    const [watching, other] = [clients.get('employee')!, clients.get('courier')!];
    const ask = (what: string, input: unknown): Promise<unknown> => watching.socket.emitWithAck(what, input);
    const versions: number[] = [];
    const tell = async (): Promise<unknown[]> => {
      const payload = { clinicId: clinic.id, from: '2027-01-01', to: null };
      await rig.publish(availabilityChanged, payload);
      await rig.settle(
        [watching, other, clients.get('administrator')!],
        'employee',
        'delivery',
        'administrator',
      );
      return ['employee', 'courier', 'administrator'].map((who) => {
        const { received } = clients.get(who)!;
        const heard = received.filter(({ name }) => name === 'availability.changed');
        received.length = 0;
        for (const { payload, meta } of heard) {
          expect(payload).toEqual({ clinicId: clinic.id, from: '2027-01-01', to: null, version: meta.seq });
          versions.push(meta.seq);
        }
        return heard.length;
      });
    };
    expect(await tell()).toEqual([0, 0, 1]);
    expect(await ask('watch', clinic.id)).toEqual({ clinicId: clinic.id });
    expect(await ask('watch', { clinicId: clinic.id })).toEqual({ clinicId: clinic.id });
    expect(await tell()).toEqual([1, 0, 1]);
    expect(await ask('unwatch', clinic.id)).toEqual({ clinicId: clinic.id });
    expect(await tell()).toEqual([0, 0, 1]);
    expect(versions).toHaveLength(4);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(await ask('watch', closed.id)).toEqual({ error: 'not_found' });
    expect(await ask('watch', 'everything')).toEqual({ error: 'invalid_request' });
    // Up to fifty at a time.
    for (let i = 0; i < 50; i += 1) {
      const { id } = await createTestClinic(database);
      expect(await ask('watch', id)).toEqual({ clinicId: id });
    }
    expect(await ask('watch', clinic.id)).toEqual({ error: 'too_many' });
  });
});
