import { randomUUID } from 'node:crypto';
import { accessProblem } from '@antrean/access';
import { findAndLockUser, nameOf, type User } from '@antrean/accounts';
import type { Ability, SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { invalidField, problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { lockProvenUser } from '@antrean/sessions';
import { subjectOf, toTokenView, type IssuedToken, type TokenInput } from './api-token.contract.ts';
import { ApiToken } from './api-token.entity.ts';
import { apiTokenCreated } from './api-token.messages.ts';
import { tokenWasCreated } from './api-token.notification.ts';
import { apiTokenProblem } from './api-token.problem.ts';
import { hashToken, newToken } from './token-secret.ts';

/** Valid ones that a user, or a machine, may have. */
export const MOST_TOKENS = 20;
const DAYS = { personal: { usual: 90, most: 366 }, device: { usual: 366, most: 1_830 } } as const;

/** A machine, by the kind of thing that it is and its id there. */
export interface Subject {
  readonly kind: string;
  readonly id: number;
}

/**
 * Makes a token that acts for the actor, with some of what they may do.
 * @throws problem `permission_not_held`, `proof_required` (403), `too_many_tokens` (409), `invalid_request` for an expiry out of bounds
 */
export async function createPersonalToken(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: SessionPrincipal,
  { name, abilities, expiresAt }: TokenInput,
): Promise<IssuedToken> {
  const notHeld = abilities.filter((ability) => !actor.grants.has(ability));
  if (notHeld.length > 0) {
    throw accessProblem('permission_not_held', { parameters: { permissions: notHeld.join(', ') } });
  }
  return transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    await assertRoom(tx, `created_by = ? and subject_kind is null`, [user.id]);
    return issue(tx, user, { name, abilities, expiresAt, subject: null });
  });
}

/**
 * Makes the token of a machine, in the transaction of whoever knows it; that one has decided that the actor may. It is
 * shown this once: an answer that holds it must not be kept for an Idempotency-Key.
 * @throws problem `too_many_tokens` (409), `invalid_request` for an expiry out of bounds
 */
export async function issueDeviceToken(
  tx: Tx,
  actor: UserPrincipal,
  device: {
    readonly subject: Subject;
    readonly name: string;
    readonly abilities: readonly Ability[];
    readonly expiresAt: string | null;
  },
): Promise<IssuedToken> {
  const user = await lockCreator(tx, actor.userId);
  const { kind, id } = device.subject;
  await query(tx.em, `select pg_advisory_xact_lock(hashtext('api_tokens ' || ?), ?)`, [kind, id]);
  await assertRoom(tx, `subject_kind = ? and subject_id = ?`, [kind, id]);
  return issue(tx, user, device);
}

async function lockCreator(tx: Tx, userId: number): Promise<User> {
  const user = await findAndLockUser(tx, userId);
  if (!user?.isActive) throw problem('forbidden');
  return user;
}

/** @throws problem `too_many_tokens` (409) */
async function assertRoom({ em }: Tx, whose: string, of: readonly (string | number)[]): Promise<void> {
  const [row] = await query<{ count: number }>(
    em,
    `select count(*)::int as count from api_tokens where ${whose} and expires_at > now()`,
    of,
  );
  if ((row?.count ?? 0) >= MOST_TOKENS) {
    throw apiTokenProblem('too_many_tokens', { parameters: { limit: MOST_TOKENS } });
  }
}

async function issue(
  tx: Tx,
  user: User,
  wanted: { subject: Subject | null; name: string; abilities: readonly string[]; expiresAt: string | null },
): Promise<IssuedToken> {
  const { subject, name } = wanted;
  const secret = newToken();
  const token = tx.em.create(ApiToken, {
    id: randomUUID(),
    tokenHash: hashToken(secret),
    name,
    abilities: [...new Set(wanted.abilities)].toSorted(),
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    createdBy: user.id,
    expiresAt: await expiryOf(tx, wanted.expiresAt, subject ? DAYS.device : DAYS.personal),
  });
  await tx.em.flush();
  publish(tx, apiTokenCreated, {
    tokenId: token.id,
    name,
    abilities: token.abilities,
    subject: subjectOf(token),
    userId: user.id,
    userName: nameOf(user),
    expiresAt: token.expiresAt.toISOString(),
  });
  notify(tx, tokenWasCreated, { tokenId: token.id, userId: user.id });
  return { ...toTokenView(token), token: secret };
}

/** When it is over, by the database's clock. @throws problem `invalid_request` */
async function expiryOf(
  { em }: Tx,
  wanted: string | null,
  { usual, most }: { usual: number; most: number },
): Promise<Date> {
  const [row] = await query<{ at: string; fits: boolean }>(
    em,
    `select at, at > now() and at <= now() + ? * interval '1 day' as fits
     from (select coalesce(?::timestamptz, now() + ? * interval '1 day') as at) wanted`,
    [most, wanted, usual],
  );
  if (row?.fits) return new Date(row.at);
  throw invalidField('body.expiresAt', {
    en: `must be to come, and at most ${most} days from now`,
    id: `harus di masa mendatang, paling lama ${most} hari dari sekarang`,
  });
}
