import type { UserPrincipal } from '@antrean/platform/auth';
import { findAndLockUser, type User } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sessionProblem } from './session.problem.ts';

/** So long after its owner has shown who they are, a session may change how they are known. */
const MINUTES = 10;

/**
 * Lets nobody but the owner of a session change how they are known: a token that was stolen, or a screen that was left
 * open, is no proof. A login is one, and so is `POST /api/auth/prove`. Who changes something asks while they hold the
 * user's row, as {@link lockProvenUser} does: whoever takes the account back ends the sessions while they hold it.
 * @throws problem `proof_required` (403), which says what to do
 */
export async function requireRecentProof(
  em: EntityManager,
  { sessionId }: Pick<UserPrincipal, 'sessionId'>,
): Promise<void> {
  const [recent] = await query(
    em,
    `select from sessions where id = ? and ended_at is null and proven_at > now() - ? * interval '1 minute'`,
    [sessionId, MINUTES],
  );
  if (!recent) throw sessionProblem('proof_required', { parameters: { minutes: MINUTES } });
}

/**
 * The owner of a session, held, who has shown a short while ago who they are. The row comes first: a session that ended
 * while it was waited for proves nothing.
 * @throws problem `proof_required` (403), `not_found`
 */
export async function lockProvenUser(
  tx: Tx,
  actor: Pick<UserPrincipal, 'userId' | 'sessionId'>,
): Promise<User> {
  const user = await findAndLockUser(tx, actor.userId);
  if (!user) throw problem('not_found');
  await requireRecentProof(tx.em, actor);
  return user;
}

/** The owner of a live session has shown again who they are. @returns until when that counts */
export async function renewProof(tx: Tx, sessionId: string): Promise<Date | null> {
  const [renewed] = await query<{ until: string }>(
    tx.em,
    `update sessions set proven_at = now() where id = ? and ended_at is null
     returning now() + ? * interval '1 minute' as until`,
    [sessionId, MINUTES],
  );
  return renewed ? new Date(renewed.until) : null;
}
