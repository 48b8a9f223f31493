import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { addUser } from './create-user.ts';
import { createPasswords } from './passwords/password.ts';
import { weaknessOf } from './passwords/refuse-weak-password.ts';
import { newUser } from './user.contract.ts';

/**
 * Opens a new installation: creates the first super administrator, for a command that whoever runs the server calls.
 * @returns the user's id
 * @throws when there is an active super administrator already, or when NIK, password or name are not usable
 */
export async function createFirstAdministrator(
  unitOfWork: UnitOfWork,
  context: Context,
  config: Pick<Config, 'bcryptCost' | 'organisationName'>,
  input: { nik: string; password: string; namaLengkap: string },
): Promise<number> {
  const { password, ...details } = newUser
    .pick({ nik: true, password: true, namaLengkap: true })
    .parse(input);
  const about = { ...details, name: details.namaLengkap, organisation: config.organisationName };
  const weakness = await weaknessOf(password, about);
  if (weakness) throw new Error(`ADMIN_PASSWORD ${weakness.en}.`);
  const passwordHash = await createPasswords(config.bcryptCost).hash(password);
  return transaction(unitOfWork, context, async (tx) => {
    await query(tx.em, `select pg_advisory_xact_lock(hashtext('antrean first administrator'))`);
    const existing = await query(
      tx.em,
      `select from users u join user_roles_v r on r.user_id = u.id
       where r.role_key = 'super_admin' and u.is_active limit 1`,
    );
    if (existing.length > 0) {
      throw new Error('There is a super administrator already; let him create further users.');
    }
    return (await addUser(tx, details, 'super_admin', passwordHash)).id;
  });
}
