import { lockUser, nameOf, type User, findUser } from '@antrean/accounts';
import type { SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { subjectOf } from './api-token.contract.ts';
import { ApiToken } from './api-token.entity.ts';
import { apiTokenRevoked } from './api-token.messages.ts';
import { tokenWasRevoked } from './api-token.notification.ts';
import type { Subject } from './issue-token.ts';

/** Ends a token that the actor made, and its sockets. @throws problem `not_found`, also for one that is over */
export async function revokeToken(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: SessionPrincipal,
  tokenId: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const count = await end(tx, `id = ? and created_by = ?`, [tokenId, actor.userId]);
    if (count === 0) throw problem('not_found');
  });
}

/**
 * Ends the tokens that act for a user, for administrators; the machines that he set up go on.
 * @throws problem `not_found`, `above_own_rank` (403)
 */
export async function revokeTokensOfUser(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  userId: number,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockUser(tx, actor, { id: userId }, { ownAccount: 'allowed' });
    await end(tx, `created_by = ? and subject_kind is null`, [user.id]);
  });
}

/** Ends the tokens that a user made since an instant, also machines': somebody else may have made them. */
export async function revokeTokensSince(tx: Tx, userId: number, since: Date): Promise<void> {
  await end(tx, `created_by = ? and created_at >= ?`, [userId, since.toISOString()]);
}

/** Ends the tokens of a machine, or one of them, in the transaction of whoever knows it. @returns how many there were */
export const revokeDeviceTokens = (tx: Tx, { kind, id }: Subject, tokenId?: string): Promise<number> =>
  end(tx, `subject_kind = ? and subject_id = ? and id = coalesce(?::uuid, id)`, [kind, id, tokenId ?? null]);

async function end(tx: Tx, which: string, of: readonly (string | number | null)[]): Promise<number> {
  const ended = await query<{ id: string }>(
    tx.em,
    `update api_tokens set revoked_at = now(), expires_at = now() where ${which} and expires_at > now()
     returning id`,
    of,
  );
  if (ended.length === 0) return 0;
  const tokens = await tx.em.find(ApiToken, { id: ended.map(({ id }) => id) }, { orderBy: { id: 'asc' } });
  const creators = new Map<number, User | null>();
  for (const token of tokens) {
    const { id: tokenId, name, abilities, createdBy: userId } = token;
    const user = creators.get(userId) ?? (await findUser(tx.em, userId));
    creators.set(userId, user);
    const userName = user ? nameOf(user) : 'nobody';
    publish(tx, apiTokenRevoked, { tokenId, name, abilities, subject: subjectOf(token), userId, userName });
    notify(tx, tokenWasRevoked, { tokenId, userId });
  }
  return tokens.length;
}
