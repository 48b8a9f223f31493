import { newestFirst, query, type SqlValue } from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import { may, type UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PetQuery, PetView } from './pet.contract.ts';
import { clinicsOf, idArray, knownTo, permissions } from './pet.policy.ts';

/** The business day, in SQL; the zone is its parameter. */
export const TODAY = `(now() at time zone ?)::date`;

const SELECT = `
  select p.id, p.name, p.species, p.breed, to_char(p.birth_date, 'YYYY-MM-DD') as "birthDate",
         p.birth_date_estimated as "birthDateEstimated",
         (extract(year from lived) * 12 + extract(month from lived))::int as "ageMonths", p.sex,
         p.weight_grams as "weightGrams", p.owner_id as "ownerId",
         (select full_name from users_v where id = p.owner_id) as "ownerName",
         p.deleted_at is not null as "isDeleted", p.created_at as "createdAt", p.updated_at as "updatedAt", p.version
  from pets p cross join lateral age(${TODAY}, p.birth_date) lived`;

type Row = Omit<PetView, 'owner'> & { ownerId: number | null; ownerName: string | null };

const toView = ({ ownerId, ownerName, createdAt, updatedAt, ...pet }: Row): PetView => ({
  ...pet,
  owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? '' },
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
});

/** Pets by a condition on `p`. */
export const selectPets = async (
  em: EntityManager,
  zone: string,
  condition: string,
  values: readonly SqlValue[],
): Promise<PetView[]> =>
  (await query<Row>(em, `${SELECT} where ${condition}`, [zone, ...values])).map(toView);

/** @throws problem `not_found` when there is none that the actor may know of */
export async function readPet(
  em: EntityManager,
  zone: string,
  actor: UserPrincipal,
  id: number,
): Promise<PetView> {
  const known = knownTo(actor);
  const [pet] = await selectPets(em, zone, `p.id = ? and ${known.condition}`, [id, ...known.values]);
  if (!pet) throw problem('not_found');
  return pet;
}

/** What decides about a pet. */
export interface KnownPet {
  readonly id: number;
  readonly name: string;
  readonly ownerId: number | null;
  readonly isDeleted: boolean;
  readonly version: number;
  /** The clinics that it has been at. */
  readonly clinicIds: number[];
}

const SELECT_KNOWN = `
  select p.id, p.name, p.owner_id as "ownerId", p.deleted_at is not null as "isDeleted", p.version,
         array(select clinic_id from pet_clinics where pet_id = p.id order by 1) as "clinicIds"
  from pets p`;

/**
 * A pet that the actor may know of.
 * @param mode `lock`: nobody else changes it, its pictures or its records, or books for it, until the transaction ends
 * @throws problem `not_found`
 */
export async function findPet(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
  mode: 'read' | 'lock' = 'read',
): Promise<KnownPet> {
  const known = knownTo(actor);
  const condition = `p.id = ? and ${known.condition}`;
  const values = [id, ...known.values];
  // Locked first: a statement that has waited does not see the clinic that was booked at meanwhile.
  const isThere =
    mode === 'read' ||
    (await query(em, `select 1 from pets p where ${condition} for no key update of p`, values)).length > 0;
  const [pet] = isThere ? await query<KnownPet>(em, `${SELECT_KNOWN} where ${condition}`, values) : [];
  if (!pet) throw problem('not_found');
  return pet;
}

/** All pets that name somebody as their owner, deleted ones too, locked as {@link findPet} does. */
export async function lockPetsOf(em: EntityManager, ownerId: number): Promise<KnownPet[]> {
  const locked = await query<{ id: number }>(
    em,
    `select id from pets where owner_id = ? order by id for update`,
    [ownerId],
  );
  return query<KnownPet>(em, `${SELECT_KNOWN} where p.id = any(?::bigint[]) order by p.id`, [
    idArray(locked.map(({ id }) => id)),
  ]);
}

export interface OwnPet {
  readonly id: number;
  readonly name: string;
  readonly species: string;
}

/**
 * A pet of the actor's own, such as may be booked for. It is not deleted before the transaction ends.
 * @throws problem `not_found`
 */
export async function findOwnPet(em: EntityManager, actor: UserPrincipal, id: number): Promise<OwnPet> {
  const [pet] = may(actor, permissions.keep)
    ? await query<OwnPet>(
        em,
        `select id, name, species from pets where id = ? and owner_id = ? and deleted_at is null for share`,
        [id, actor.userId],
      )
    : [];
  if (!pet) throw problem('not_found');
  return pet;
}

/** The pets that the actor knows of, the one that was added last first. */
export async function listPets(
  em: EntityManager,
  zone: string,
  actor: UserPrincipal,
  asked: PetQuery,
): Promise<GrowingPage<PetView>> {
  const { q, clinicId } = asked;
  const pattern = q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const named = pattern === null ? '' : ` and name ilike ${em.getPlatform().quoteValue(pattern)}`;
  const { ids, total, next } = await newestFirst(em, alternatives(actor, clinicId, named), asked);
  const pets = await selectPets(em, zone, `p.id = any(?::bigint[]) order by p.id desc`, [
    `{${ids.join(',')}}`,
  ]);
  return { ...toPage(pets, total, asked), next };
}

/** Own pets, and those of each clinic, each by its index. */
function alternatives(actor: UserPrincipal, clinicId: number | undefined, named: string): string[] {
  const clinics = clinicsOf(actor);
  if (clinics === 'all' && clinicId === undefined) return [`select id from pets where true${named}`];
  const own =
    clinicId === undefined && may(actor, permissions.keep, { user: actor.userId })
      ? [`select id from pets where owner_id = ${actor.userId} and deleted_at is null${named}`]
      : [];
  const wanted = clinics === 'all' ? (clinicId === undefined ? [] : [clinicId]) : [...clinics];
  const treated = wanted
    .filter((each) => clinicId === undefined || each === clinicId)
    .map((each) =>
      named === ''
        ? `select pet_id as id from pet_clinics where clinic_id = ${each}`
        : `select id from pets join pet_clinics on pet_id = id where clinic_id = ${each}${named}`,
    );
  return [...own, ...treated];
}
