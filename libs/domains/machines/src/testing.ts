import { randomUUID } from 'node:crypto';
import { createTestToken } from '@antrean/api-tokens/testing';
import { query, type Database } from '@antrean/platform/database';
import { Rvm } from './machine.entity.ts';
import { abilities } from './machine.policy.ts';
import { subjectOf } from './manage-machine.ts';

/** A machine in Jakarta that nobody has heard yet. */
export async function createTestMachine(
  database: Database,
  owner: { readonly id: number },
  details: { code?: string; name?: string; outletId?: number | null } = {},
): Promise<Rvm> {
  const em = database.fork();
  const machine = em.create(Rvm, {
    code: `RVM-${randomUUID().slice(0, 8)}`,
    name: 'Lobi',
    address: 'Jl. Sudirman 1, Jakarta',
    capacity: 500,
    createdBy: owner.id,
    ...details,
  });
  await em.flush();
  await query(em, `insert into rvm_states (rvm_id) values (?)`, [machine.id]);
  return machine;
}

/** A token by which a machine tells how it is. */
export const createTestDeviceToken = async (
  database: Database,
  { id, createdBy }: Pick<Rvm, 'id' | 'createdBy'>,
): Promise<string> => {
  const device = { abilities: Object.values(abilities), subject: subjectOf(id) };
  return (await createTestToken(database, { id: createdBy }, device)).token;
};
