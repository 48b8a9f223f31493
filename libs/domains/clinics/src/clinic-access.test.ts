import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { startClinicApi, type ClinicApi } from './clinic-api.factory.ts';
import { createTestClinic, createTestService, createTestStaff } from './testing.ts';

let api: ClinicApi;
beforeAll(async () => {
  api = await startClinicApi();
});
afterAll(() => api.close());

/** Who gets what for each thing of a clinic: of their own, of another, of one that is deactivated. */
describe('S1-CLIN-03 S1-CLIN-08 S1-SVC-01 role × endpoint × own, another’s, a deactivated clinic', () => {
  type Who = 'nobody' | 'customer' | 'staff' | 'manager' | 'stranger' | 'administrator';
  const all = (status: number) => ({
    nobody: status,
    customer: status,
    staff: status,
    manager: status,
    stranger: status,
    administrator: status,
  });
  const own = { ...all(403), nobody: 401, manager: 200, administrator: 200 };
  const CASES: {
    method: string;
    path: string;
    body?: object;
    open: Record<Who, number>;
    closed: Record<Who, number>;
  }[] = [
    ...['', '/hours', '/staff', '/services', '/staff/:staff', '/services/:service'].map((path) => ({
      method: 'GET',
      path,
      open: all(200),
      closed: { ...all(404), staff: 200, manager: 200, administrator: 200 },
    })),
    ...(
      [
        ['PATCH', '', { name: 'Baru' }],
        ['PUT', '/hours', { weekly: [] }],
        ['PUT', '/hours/exceptions/2027-01-01', {}],
        ['DELETE', '/hours/exceptions/2027-01-01', undefined],
        ['POST', '/staff', { name: 'Wati' }],
        ['PATCH', '/staff/:staff', { title: 'Dokter' }],
        ['DELETE', '/staff/:staff', undefined],
        ['POST', '/services', { name: 'Lain', price: 1, durationMinutes: 1 }],
        ['PATCH', '/services/:service', { price: 2 }],
        ['DELETE', '/services/:service', undefined],
      ] as const
    ).map(([method, path, body]) => ({
      method,
      path,
      ...(body && { body }),
      open: own,
      // The stranger manages a clinic, but knows nothing of this one.
      closed: { ...own, stranger: 404, manager: 409, administrator: 409 },
    })),
    {
      method: 'DELETE',
      path: '',
      open: own,
      closed: { ...own, stranger: 404 },
    },
  ];

  let manager: SessionPrincipal;
  let staff: SessionPrincipal;
  let stranger: SessionPrincipal;
  beforeAll(async () => {
    const [here, elsewhere] = [await createTestClinic(api.database), await createTestClinic(api.database)];
    manager = await api.staffOf(here.id, 'manager');
    staff = await api.staffOf(here.id, 'staff');
    stranger = await api.staffOf(elsewhere.id, 'manager');
  });

  it.each(CASES)('$method /api/clinics/:id$path', async ({ method, path, body, open, closed }) => {
    for (const [isActive, expected] of [
      [true, open],
      [false, closed],
    ] as const) {
      const answers: Partial<Record<Who, number>> = {};
      const { administrator, customer } = api;
      const actors = { nobody: null, customer, stranger, staff, manager, administrator };
      // Whoever is refused changes nothing; behind the manager all is new.
      let of = await newClinic(isActive);
      for (const who of ['nobody', 'customer', 'stranger', 'staff', 'manager', 'administrator'] as const) {
        if (who === 'administrator' && method !== 'GET') of = await newClinic(isActive);
        const target = `/api/clinics/${of.id}${path}`
          .replace(':staff', String(of.staffId))
          .replace(':service', String(of.serviceId));
        const { status } = await api.send(actors[who], method, target, body);
        answers[who] = [201, 204].includes(status) ? 200 : status;
      }
      expect([isActive, answers]).toEqual([isActive, expected]);
    }
  });

  async function newClinic(isActive: boolean) {
    const { id } = await createTestClinic(api.database, { isActive });
    for (const [{ userId }, role] of [
      [manager, 'manager'],
      [staff, 'staff'],
    ] as const) {
      await createTestStaff(api.database, id, { userId, role });
    }
    const { id: staffId } = await createTestStaff(api.database, id);
    const { id: serviceId } = await createTestService(api.database, id);
    return { id, staffId, serviceId };
  }
});
