import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
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
});
