import { accountPermissions, findUser, findUserIdByEmail } from '@antrean/accounts';
import { may, type UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { invalidField, type Problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { StaffPerson, type ClinicInvitation, type StaffRole } from '../clinic.entity.ts';
import { mayManage, permissions } from '../clinic.policy.ts';
import { findOpenInvitation } from './invitation.queries.ts';
import type { LockedStaff } from './lock-staff.ts';

/** By what somebody is named who is to be at a clinic. */
export interface Named {
  readonly personId?: number | undefined;
  readonly email?: string | undefined;
  readonly userId?: number | undefined;
}
/** By which field an account is named; null when none is. */
export const fieldOf = ({ email, userId }: Omit<Named, 'personId'>): string | null =>
  email === undefined ? (userId === undefined ? null : 'body.userId') : 'body.email';

/** Somebody who is or is to be at a clinic; `id` is null for who has no calendar yet. */
export interface Found {
  readonly id: number | null;
  readonly userId: number | null;
  readonly name: string | null;
}

/** @throws problem `invalid_request` that names the field */
export async function findPerson(
  em: EntityManager,
  actor: UserPrincipal,
  { personId, ...account }: Named,
): Promise<Found> {
  if (personId !== undefined) return findColleague(em, actor, personId);
  const field = fieldOf(account);
  if (!field) return { id: null, userId: null, name: null };
  assertMayName(actor, account);
  const user = await findAccount(em, account);
  if (!user) {
    throw invalidField(field, {
      en: 'No active account is known by this; they register first, or are added without one',
      id: 'Tidak ada akun aktif; mereka mendaftar dulu, atau tambahkan tanpa akun',
    });
  }
  const person = await em.findOne(StaffPerson, { userId: user.id });
  return { id: person?.id ?? null, userId: user.id, name: user.name };
}

/**
 * Whoever works at no clinic of the actor's is nobody to them; and who is asked whether an account is theirs has to answer
 * before another clinic is concerned.
 */
async function findColleague(em: EntityManager, actor: UserPrincipal, personId: number): Promise<Found> {
  const clinics = actor.grants.get(permissions.manage)?.clinics ?? new Set<number>();
  const [person] = await query<{ id: number; userId: number | null; name: string }>(
    em,
    `select p.id, p.user_id as "userId", s.name from staff_persons p join clinic_staff s on s.person_id = p.id
     where p.id = ? and (? or s.clinic_id = any(?::bigint[])) and (p.user_id is null or exists (
       select from users_v u where u.id = p.user_id and u.is_active))
       and not exists (
         select from clinic_invitations i join clinic_staff w on w.id = i.staff_id
         where w.person_id = p.id and p.user_id is null and i.status = 'invited')
     order by s.is_active desc, s.id limit 1 for no key update of p`,
    [personId, clinics === 'all', clinics === 'all' ? '{}' : `{${[...clinics].join(',')}}`],
  );
  if (person) return person;
  throw invalidField('body.personId', {
    en: 'Nobody at a clinic that you manage has this id',
    id: 'Tidak ada orang dengan id ini di klinik yang Anda kelola',
  });
}

/** @throws problem `invalid_request` when somebody names an account by its id who may not look by it */
function assertMayName(actor: UserPrincipal, { userId }: Omit<Named, 'personId'>): void {
  // By their ids anybody's name could be read, one after the other.
  if (userId !== undefined && !may(actor, accountPermissions['manage-users'])) {
    throw invalidField('body.userId', {
      en: 'is for who manages users; name the account by "email"',
      id: 'hanya untuk pengelola pengguna; sebutkan akun dengan "email"',
    });
  }
}

/** Whether an account joins a clinic by somebody's word: by its owner's, and by that of who manages users. */
export const mayJoin = (actor: UserPrincipal, userId: number): boolean =>
  actor.userId === userId || may(actor, accountPermissions['manage-users']);

/** An active account, and how its owner is called; null when none is meant. */
async function findAccount(
  em: EntityManager,
  { email, userId }: Omit<Named, 'personId'>,
): Promise<{ id: number; name: string } | null> {
  const id = email === undefined ? userId : await findUserIdByEmail(em, email);
  const user = id === undefined || id === null ? null : await findUser(em, id);
  return user?.isActive ? { id: user.id, name: user.fullName } : null;
}

/**
 * The account of somebody who is changed: the one that they have or are asked for, or the one that is named now. Of who has
 * one nobody is told whether there is another by that name.
 */
export async function linkAccount(
  em: EntityManager,
  actor: UserPrincipal,
  { person, staff, invitation }: Pick<LockedStaff, 'person' | 'staff' | 'invitation'>,
  account: Omit<Named, 'personId'>,
): Promise<{ userId: number | null; isNew: boolean }> {
  const current = person.userId ?? invitation?.userId ?? null;
  const field = fieldOf(account);
  if (!field) return { userId: current, isNew: false };
  assertMayName(actor, account);
  const isCurrent =
    staff.isActive && person.userId
      ? await isOf(em, person.userId, account)
      : invitation !== null && isAsked(invitation, account);
  if (isCurrent) return { userId: current, isNew: false };
  // Who works there without an account may be asked for another one than before.
  if ((person.userId ?? null) !== null || !staff.isActive) {
    throw invalidField(field, { en: 'They have another account', id: 'Sudah memiliki akun lain' });
  }
  await assertNowhereElse(em, actor, person.id, field);
  const user = await findAccount(em, account);
  // Whether somebody has a calendar, at whatever clinic, is not told either.
  if (!user || (await em.findOne(StaffPerson, { userId: user.id }))) throw noFreeAccount(field);
  const asked = await findOpenInvitation(em, { clinicId: staff.clinicId, userId: user.id });
  if (asked) throw noFreeAccount(field);
  return { userId: user.id, isNew: true };
}

/**
 * Whether the account is meant that is asked. By the address by which it was named: whether that is its address still, or
 * another is, nobody learns who guesses.
 */
const isAsked = (
  { userId, email }: ClinicInvitation,
  { email: named, userId: namedId }: Omit<Named, 'personId'>,
): boolean => userId === namedId || (named !== undefined && named.toLowerCase() === email?.toLowerCase());

/** Whether the account of somebody who works there is meant, whose address who manages the clinic sees. */
async function isOf(
  em: EntityManager,
  id: number,
  { email, userId }: Omit<Named, 'personId'>,
): Promise<boolean> {
  const [own] = await query(
    em,
    `select 1 from users_v where id = ? and (id = ?::bigint or lower(email) = lower(?))`,
    [id, userId ?? null, email ?? null],
  );
  return own !== undefined;
}

/** Whose account somebody has holds for all clinics that know them: it is for who manages them all to say. */
async function assertNowhereElse(
  em: EntityManager,
  actor: UserPrincipal,
  personId: number,
  field: string,
): Promise<void> {
  const places = await query<{ clinicId: number }>(
    em,
    `select clinic_id as "clinicId" from clinic_staff where person_id = ?`,
    [personId],
  );
  if (places.every(({ clinicId }) => mayManage(actor, clinicId))) return;
  throw invalidField(field, {
    en: 'They are known at a clinic that you do not manage; ask an administrator',
    id: 'Mereka dikenal di klinik yang tidak Anda kelola; minta administrator',
  });
}

export const noFreeAccount = (field: string): Problem =>
  invalidField(field, {
    en: 'No active account without a calendar of its own is known by this; one that works at a clinic is added by itself, and this entry removed',
    id: 'Tidak ada akun aktif tanpa kalender sendiri; akun yang bekerja di suatu klinik ditambahkan sendiri, dan entri ini dihapus',
  });

export function assertAccount(role: StaffRole, userId: number | null): void {
  if (role !== 'manager' || userId !== null) return;
  throw invalidField('body.role', {
    en: 'A manager needs an account, to log in',
    id: 'Manajer perlu akun untuk masuk',
  });
}

export async function createPerson(em: EntityManager, userId: number | null): Promise<number> {
  // Another clinic may make the same one at this moment.
  await query(
    em,
    `insert into staff_persons (user_id) select ?::int where ?::int is not null on conflict do nothing`,
    [userId, userId],
  );
  if (userId !== null) return (await em.findOneOrFail(StaffPerson, { userId })).id;
  const person = em.create(StaffPerson, {});
  await em.flush();
  return person.id;
}
