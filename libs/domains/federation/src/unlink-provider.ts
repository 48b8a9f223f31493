import { findAndLockUser, hasPassword, nameOf, type User } from '@antrean/accounts';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query, type Database } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { requireRecentProof } from '@antrean/sessions';
import type { IdentityBody } from './federation.contract.ts';
import { federationProblem } from './federation.problem.ts';
import { identityUnlinked } from './identity.messages.ts';
import { identityWasUnlinked } from './identity.notification.ts';
import { PROVIDER_KEYS, PROVIDER_NAMES, type ProviderKey } from './provider.ts';

/** By whom a user comes in, besides us. */
export async function listIdentities(database: Database, userId: number): Promise<IdentityBody[]> {
  const rows = await query<{
    provider: ProviderKey;
    email: string | null;
    linked_at: string;
    last_used_at: string | null;
  }>(
    database.fork(),
    `select provider, email, linked_at, last_used_at from identities
     where user_id = ? and unlinked_at is null order by provider`,
    [userId],
  );
  return rows.map((row) => ({
    provider: row.provider,
    name: PROVIDER_NAMES[row.provider],
    email: row.email,
    linkedAt: new Date(row.linked_at).toISOString(),
    lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at).toISOString(),
  }));
}

/**
 * Takes a provider away from a user's ways in, but not the last one. A provider that is set up no more is no way in, and
 * can be taken away.
 * @throws problem `not_found`, `proof_required` (403), `last_way_in` (409)
 */
export async function unlinkProvider(
  { unitOfWork }: Pick<RouteDependencies, 'unitOfWork'>,
  context: Context,
  actor: SessionPrincipal,
  { name, offered }: { name: string; offered: ReadonlyMap<string, unknown> },
): Promise<void> {
  const provider = PROVIDER_KEYS.find((key) => key === name);
  if (!provider) throw problem('not_found');
  await transaction(unitOfWork, context, async (tx) => {
    const user = await findAndLockUser(tx, actor.userId);
    const linked = await query<{ provider: string }>(
      tx.em,
      `select provider from identities where user_id = ? and unlinked_at is null`,
      [actor.userId],
    );
    if (!user || !linked.some((each) => each.provider === provider)) throw problem('not_found');
    await requireRecentProof(tx.em, actor);
    const isOther = (each: string): boolean => each !== provider && offered.has(each);
    const leavesAnother = hasPassword(user) || linked.some((each) => isOther(each.provider));
    if (offered.has(provider) && !leavesAnother) {
      throw federationProblem('last_way_in', { parameters: { provider: PROVIDER_NAMES[provider] } });
    }
    await query(
      tx.em,
      `update identities set unlinked_at = now() where user_id = ? and provider = ? and unlinked_at is null`,
      [user.id, provider],
    );
    tellUnlinked(tx, user, provider);
  });
}

/** Takes away the providers that a user was linked to since an instant: somebody else may have linked them. */
export async function unlinkProvidersSince(tx: Tx, user: User, since: Date): Promise<void> {
  const unlinked = await query<{ provider: ProviderKey }>(
    tx.em,
    `update identities set unlinked_at = now()
     where user_id = ? and linked_at >= ? and unlinked_at is null returning provider`,
    [user.id, since.toISOString()],
  );
  for (const { provider } of unlinked) tellUnlinked(tx, user, provider);
}

function tellUnlinked(tx: Tx, user: User, provider: ProviderKey): void {
  publish(tx, identityUnlinked, { userId: user.id, userName: nameOf(user), provider });
  notify(tx, identityWasUnlinked, { userId: user.id, provider });
}
