import type { EntityManager } from '@mikro-orm/postgresql';
import { Department, Outlet, Position, Shift } from './organization.entity.ts';

/**
 * Master data for development: IT Department has id 1 and the shifts 1 to 3 (seed 003 uses these ids). A table
 * that holds anything is left alone. The caller sees to it that only one runs at a time.
 */
export async function seedOrganization(em: EntityManager): Promise<void> {
  if ((await em.count(Department)) === 0) {
    for (const name of ['IT Department', 'Human Resources', 'Production', 'Warehouse', 'Finance']) {
      em.create(Department, { name });
    }
  }
  if ((await em.count(Position)) === 0) {
    for (const name of ['Staff', 'Supervisor', 'Manager', 'Cook', 'Courier', 'Cashier']) {
      em.create(Position, { name });
    }
  }
  if ((await em.count(Shift)) === 0) {
    em.create(Shift, { name: 'Shift 1', startsAt: '07:00', endsAt: '15:00' });
    em.create(Shift, { name: 'Shift 2', startsAt: '15:00', endsAt: '23:00' });
    em.create(Shift, { name: 'Shift 3', startsAt: '23:00', endsAt: '07:00' });
  }
  if ((await em.count(Outlet)) === 0) {
    em.create(Outlet, { code: 'OUT-01', name: 'Main Outlet', address: 'Jl. Merdeka 1, Jakarta' });
  }
  await em.flush();
}
