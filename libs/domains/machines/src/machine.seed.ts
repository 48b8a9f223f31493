import { findOutlet } from '@antrean/organization';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Rvm } from './machine.entity.ts';

const MACHINES = [
  {
    code: 'RVM-JKT-001',
    name: 'Lobi Utara',
    address: 'Jl. Merdeka 1, Jakarta',
    latitude: -6.1754,
    longitude: 106.8272,
  },
  {
    code: 'RVM-JKT-002',
    name: 'Stasiun Gambir',
    address: 'Jl. Medan Merdeka Timur 1, Jakarta',
    latitude: -6.1767,
    longitude: 106.8306,
  },
  {
    code: 'RVM-BDG-001',
    name: 'Alun-alun Bandung',
    address: 'Jl. Asia Afrika, Bandung',
    latitude: -6.9218,
    longitude: 107.607,
  },
];

/**
 * Machines for development that nobody has heard yet: the first stands at the outlet that there is. Where there is one
 * nothing happens. Processes that start at once take turns.
 */
export async function seedMachines(em: EntityManager): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtext('antrean development data'))`);
  if ((await em.count(Rvm)) > 0) return;
  const [administrator] = await query<{ id: number }>(em, `select id from users_v where nik = 'ADM001'`);
  if (!administrator) return;
  const outlet = await findOutlet(em, 1);
  for (const [i, details] of MACHINES.entries()) {
    const outletId = i === 0 && outlet ? outlet.id : null;
    const machine = em.create(Rvm, { ...details, outletId, capacity: 500, createdBy: administrator.id });
    await em.flush();
    await query(em, `insert into rvm_states (rvm_id) values (?)`, [machine.id]);
  }
}
