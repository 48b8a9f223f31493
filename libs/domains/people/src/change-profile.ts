import { findAndLockUser, renameUser, type User } from '@antrean/accounts';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { assertVersion, problem, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { isDeepStrictEqual } from 'node:util';
import { profileUpdated } from './messages.ts';
import { peopleProblem } from './people.problem.ts';
import type { ProfileBody, ProfileChange } from './profile.contract.ts';
import { profileOf } from './profile.queries.ts';

/**
 * The user whose own data somebody writes. Whoever writes takes turns, also with the deletion of the account, so that
 * nothing is written behind it.
 * @throws problem `not_found` when the account is gone or closed
 */
export async function lockOwner(tx: Tx, { userId }: { userId: number }): Promise<User> {
  const user = await findAndLockUser(tx, userId);
  if (!user?.isActive) throw problem('not_found');
  return user;
}

/**
 * Changes what somebody tells of themselves; what is not said stays as it was.
 * @param options.isNew whether it must be the first time
 * @throws problem `profile_exists` (409), `stale_version` (412)
 */
export function changeProfile(
  unitOfWork: UnitOfWork,
  context: Context,
  actor: SessionPrincipal,
  change: ProfileChange,
  { ifMatch, isNew = false }: { ifMatch?: VersionCondition | undefined; isNew?: boolean },
): Promise<ProfileBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const user = await lockOwner(tx, actor);
    const before = await profileOf(tx.em, user);
    if (isNew && before.version > 0) throw peopleProblem('profile_exists');
    assertVersion(before.version, ifMatch);
    const after = { ...before, ...change };
    const changed = FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
    // The first time counts also when nothing was said: there is a profile from then on.
    if (changed.length === 0 && before.version > 0) return before;
    if (after.namaLengkap !== before.namaLengkap) await renameUser(tx, user, after.namaLengkap);
    await writeProfile(tx, user.id, after);
    publish(tx, profileUpdated, { userId: user.id, changed });
    return profileOf(tx.em, user);
  });
}

const FIELDS = ['namaLengkap', 'birthDate', 'bio', 'address', 'emergencyContact'] as const;

async function writeProfile(
  { em }: Tx,
  userId: number,
  { birthDate, bio, address, emergencyContact }: ProfileBody,
): Promise<void> {
  await query(
    em,
    `insert into profiles as p (user_id, birth_date, bio, street, district, city, province, postal_code, country, emergency_name,
       emergency_phone)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (user_id) do update set birth_date = excluded.birth_date, bio = excluded.bio,
       street = excluded.street, district = excluded.district, city = excluded.city, province = excluded.province,
       postal_code = excluded.postal_code, country = excluded.country, emergency_name = excluded.emergency_name,
       emergency_phone = excluded.emergency_phone, version = p.version + 1, updated_at = now()`,
    [
      ...[userId, birthDate, bio],
      ...[
        address?.street ?? null,
        address?.district ?? null,
        address?.city ?? null,
        address?.province ?? null,
      ],
      ...[address?.postalCode ?? null, address?.country ?? null],
      ...[emergencyContact?.name ?? null, emergencyContact?.phone ?? null],
    ],
  );
}
