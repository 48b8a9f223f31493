import { ensureEmployee, findDepartment, findPosition } from '@antrean/organization';
import { flushUnique } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import { accessProblem, assignRoles, findGrantableRole } from '@antrean/access';
import type { Turn } from '@antrean/platform/concurrency';
import type { AccountDependencies } from './account.dependency.ts';
import { accountProblem } from './account.problem.ts';
import { mayRegister } from './account.policy.ts';
import { refuseWeakPassword } from './passwords/refuse-weak-password.ts';
import type { NewUser, UserBody } from './user.contract.ts';
import { nameOf, User } from './user.entity.ts';
import { userCreated } from './user.messages.ts';
import { findUserId, readExistingUser } from './user.queries.ts';

const IDENTIFIERS = ['nik', 'username', 'email', 'phone'] as const;

/** Seed 002's users have a username and no NIK; all others have a NIK, which is their employee number. */
type Input = Omit<NewUser, 'nik'> & { nik?: string };

/**
 * Creates a user. A NIK joins him to the employee with that number, who is put on record if he is not yet.
 * @throws problem `identifier_taken` (409), `above_own_rank` (403), `invalid_request` for what does not exist,
 *   or for a weak password
 */
export async function createUser(
  { unitOfWork, config, passwords }: AccountDependencies,
  context: Context,
  actor: UserPrincipal,
  input: Input,
  turn: Turn,
): Promise<UserBody> {
  const about = { ...input, name: input.namaLengkap, organisation: config.organisationName };
  await refuseWeakPassword(input.password, about, 'body.password');
  // Hashed before the transaction begins: it takes a quarter of a second, in which nothing should be locked.
  const passwordHash = await passwords.hash(input.password, turn);
  return transaction(unitOfWork, context, async (tx) => {
    const role = await findGrantableRole(tx.em, actor, input.role, 'body.role');
    if (!mayRegister(actor, role.key))
      throw accessProblem('above_own_rank', { parameters: { role: role.key } });
    const user = await addUser(tx, input, role.key, passwordHash);
    return readExistingUser(tx.em, user.id);
  });
}

/** The creation itself, for who has decided that it may happen. @throws problem as {@link createUser} does */
export async function addUser(
  tx: Tx,
  input: Omit<Input, 'password' | 'role'> & { emailIsVerified?: boolean },
  roleKey: string,
  passwordHash: string,
): Promise<User> {
  const { em } = tx;
  await assertUnused(em, input);
  const employeeId = input.nik === undefined ? null : await employ(em, { ...input, nik: input.nik });
  const user = em.create(User, {
    employeeId,
    nik: input.nik ?? null,
    username: input.username ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    emailVerifiedAt: input.emailIsVerified ? new Date() : null,
    // Whose number an employee has, the employer knows.
    phoneVerifiedAt: input.phone !== undefined && employeeId !== null ? new Date() : null,
    fullName: input.namaLengkap,
    passwordHash,
    primaryRole: roleKey,
  });
  await flushUnique(em, takenBy);
  await assignRoles(em, user.id, [roleKey]);
  publish(tx, userCreated, { userId: user.id, userName: nameOf(user), role: roleKey });
  return user;
}

/** Nobody's identifier may be another one's of somebody else: a login must mean one user. */
async function assertUnused(em: EntityManager, input: Omit<Input, 'password' | 'role'>): Promise<void> {
  for (const field of IDENTIFIERS) {
    const value = input[field];
    if (value !== undefined && (await findUserId(em, value)) !== null) throw taken(field);
  }
}

/** Two administrators create the same user at once: the unique indexes decide. */
export const takenBy = (said: string) =>
  taken(IDENTIFIERS.find((name) => said.includes(`users_${name}`)) ?? 'nik');

export const taken = (field: string) =>
  accountProblem('identifier_taken', {
    parameters: { field },
    errors: [{ field: `body.${field}`, message: { en: 'is taken', id: 'sudah dipakai' } }],
  });

async function employ(
  em: EntityManager,
  input: Omit<Input, 'password' | 'role'> & { nik: string },
): Promise<number> {
  if (input.departmentId !== undefined && !(await findDepartment(em, input.departmentId))) {
    throw unknown('body.departmentId', 'department', 'departemen', input.departmentId);
  }
  if (input.jabatanId !== undefined && !(await findPosition(em, input.jabatanId))) {
    throw unknown('body.jabatanId', 'position', 'jabatan', input.jabatanId);
  }
  const employee = await ensureEmployee(em, {
    nik: input.nik,
    fullName: input.namaLengkap,
    departmentId: input.departmentId ?? null,
    positionId: input.jabatanId ?? null,
  });
  await flushUnique(em, takenBy);
  return employee.id;
}

const unknown = (field: string, en: string, indonesian: string, id: number) =>
  invalidField(field, { en: `There is no ${en} ${id}`, id: `Tidak ada ${indonesian} ${id}` });
