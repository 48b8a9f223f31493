import type { UserPrincipal } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { discardFiles } from '@antrean/platform/files';
import { assertVersion, invalidField, problem, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { petCreated, petDeleted, petUpdated } from './messages.ts';
import type { NewPet, PetChanges, PetView } from './pet.contract.ts';
import { owns } from './pet.policy.ts';
import { limitReached, LIMITS, petProblem } from './pet.problem.ts';
import { findPet, readPet, TODAY, type KnownPet } from './pet.queries.ts';

export interface PetDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly config: Pick<Config, 'businessZone'>;
}

/** @throws problem `pet_limit_reached`, `invalid_request` for a birth in the future */
export async function createPet(
  { unitOfWork, config }: PetDependencies,
  actor: UserPrincipal,
  context: Context,
  { birthDate, ageMonths, name, species, breed, sex, weightGrams }: NewPet,
): Promise<PetView> {
  return transaction(unitOfWork, context, async (tx) => {
    const ownerId = actor.userId;
    await query(tx.em, `select pg_advisory_xact_lock(hashtextextended('pets of user ' || ?::int, 0))`, [
      ownerId,
    ]);
    const [count] = await query<{ pets: number }>(
      tx.em,
      `select count(*)::int as pets from pets where owner_id = ? and deleted_at is null`,
      [ownerId],
    );
    if ((count?.pets ?? 0) >= LIMITS.pets) throw limitReached(LIMITS.pets);
    const born = await birthOf(tx, config.businessZone, { birthDate, ageMonths });
    const [pet] = await query<{ id: number }>(
      tx.em,
      `insert into pets (owner_id, name, species, breed, sex, weight_grams, birth_date, birth_date_estimated)
       values (?, ?, ?, ?, ?, ?, ?::date, ?) returning id`,
      [ownerId, name, species, breed, sex, weightGrams, born?.date ?? null, born?.isEstimated ?? false],
    );
    if (!pet) throw new Error('an insert returned no row');
    publish(tx, petCreated, { petId: pet.id, name, ownerId, clinicIds: [] });
    return readPet(tx.em, config.businessZone, actor, pet.id);
  });
}

/**
 * Changes a pet; what is not named stays, and what is as it was is no change.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `invalid_request` for a birth in the future
 */
export async function updatePet(
  { unitOfWork, config }: PetDependencies,
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch }: PetTarget,
  { birthDate, ageMonths, ...changes }: PetChanges,
): Promise<PetView> {
  return transaction(unitOfWork, context, async (tx) => {
    const known = await lockOwnPet(tx, actor, { id, ifMatch });
    const before = await readPet(tx.em, config.businessZone, actor, id);
    // The same age on another day is no other birth.
    const isAsOld = ageMonths !== undefined && ageMonths === before.ageMonths && before.birthDateEstimated;
    const born = isAsOld ? null : await birthOf(tx, config.businessZone, { birthDate, ageMonths });
    const after = {
      ...before,
      ...changes,
      ...(born && { birthDate: born.date, birthDateEstimated: born.isEstimated }),
      ...(birthDate === null && { birthDate: null, birthDateEstimated: false }),
    };
    const changed = CHANGEABLE.filter((field) => after[field] !== before[field]);
    if (changed.length === 0) return before;
    await query(
      tx.em,
      `update pets set name = ?, species = ?, breed = ?, sex = ?, weight_grams = ?, birth_date = ?::date,
              birth_date_estimated = ?, version = version + 1, updated_at = now() where id = ?`,
      [
        ...[after.name, after.species, after.breed, after.sex, after.weightGrams],
        ...[after.birthDate, after.birthDateEstimated, id],
      ],
    );
    const { ownerId, clinicIds } = known;
    publish(tx, petUpdated, { petId: id, name: after.name, ownerId, clinicIds, changed });
    return readPet(tx.em, config.businessZone, actor, id);
  });
}
const CHANGEABLE = [
  'name',
  'species',
  'breed',
  'birthDate',
  'birthDateEstimated',
  'sex',
  'weightGrams',
] as const;

export interface PetTarget {
  readonly id: number;
  readonly ifMatch: VersionCondition | undefined;
}

/**
 * Deletes a pet with its files. One that has been at a clinic stays there, with what the clinic wrote, which has to keep it.
 * @throws problem `not_found`, `forbidden`, `stale_version`
 */
export async function deletePet(
  { unitOfWork }: PetDependencies,
  actor: UserPrincipal,
  context: Context,
  target: PetTarget,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    await releasePet(tx, await lockOwnPet(tx, actor, target));
  });
}

/** Takes a pet, which is locked, off its owner. */
export async function releasePet(tx: Tx, pet: KnownPet, { ownerLeaves = false } = {}): Promise<void> {
  const { id, name, ownerId, clinicIds } = pet;
  const files = await query<{ key: string }>(
    tx.em,
    `select file_key as key from pet_images where pet_id = ?
     union all
     select a.file_key from pet_record_attachments a join pet_records r on r.id = a.record_id
     where r.pet_id = ? and not r.by_clinic`,
    [id, id],
  );
  if (clinicIds.length === 0) {
    await query(tx.em, `delete from pets where id = ?`, [id]);
  } else {
    await query(tx.em, `delete from pet_images where pet_id = ?`, [id]);
    await query(tx.em, `delete from pet_records where pet_id = ? and not by_clinic`, [id]);
    await query(
      tx.em,
      `update pets set deleted_at = coalesce(deleted_at, now()), owner_id = case when ? then null else owner_id end,
              version = version + 1, updated_at = now() where id = ?`,
      [ownerLeaves, id],
    );
  }
  await discardFiles(
    tx,
    files.map(({ key }) => key),
  );
  if (!pet.isDeleted) publish(tx, petDeleted, { petId: id, name, ownerId, clinicIds });
}

/** @throws problem `not_found`, `forbidden` for a clinic's staff, `stale_version` */
async function lockOwnPet(tx: Tx, actor: UserPrincipal, { id, ifMatch }: PetTarget): Promise<KnownPet> {
  const pet = await lockPet(tx, actor, id);
  if (!owns(actor, pet)) throw problem('forbidden');
  assertVersion(pet.version, ifMatch);
  return pet;
}

/** A pet to which something is added, or of which something is changed. @throws problem `not_found`, `pet_deleted` */
export async function lockPet(tx: Tx, actor: UserPrincipal, id: number): Promise<KnownPet> {
  const pet = await findPet(tx.em, actor, id, 'lock');
  if (pet.isDeleted) throw petProblem('pet_deleted');
  return pet;
}

/** The day of birth as it was told or as it follows from an age; null when neither was. */
async function birthOf(
  tx: Tx,
  zone: string,
  { birthDate, ageMonths }: { birthDate?: string | null | undefined; ageMonths?: number | null | undefined },
): Promise<{ date: string; isEstimated: boolean } | null> {
  const isEstimated = ageMonths !== undefined && ageMonths !== null;
  if (!isEstimated && !birthDate) return null;
  const [born] = await query<{ date: string; isFuture: boolean }>(
    tx.em,
    `select to_char(day, 'YYYY-MM-DD') as date, day > today as "isFuture"
     from (select ${TODAY} as today) t,
          lateral (select coalesce(?::date, (today - make_interval(months => ?))::date) as day) d`,
    [zone, birthDate ?? null, ageMonths ?? 0],
  );
  if (!born) throw new Error('a select without a condition returned no row');
  if (born.isFuture) {
    throw invalidField('body.birthDate', { en: 'lies in the future', id: 'masih di masa depan' });
  }
  return { date: born.date, isEstimated };
}
