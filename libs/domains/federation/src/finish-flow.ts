import { randomInt } from 'node:crypto';
import {
  addUser,
  findAndLockUser,
  findUserIdByEmail,
  isOwners,
  nameOf,
  NO_PASSWORD,
  type User,
} from '@antrean/accounts';
import { usableMethods } from '@antrean/factors';
import type { RouteDependencies } from '@antrean/platform/domain';
import { query } from '@antrean/platform/database';
import { Problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { emailAddress, tidyLine } from '@antrean/platform/text';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { renewProof, requireRecentProof } from '@antrean/sessions';
import { letIn, type Entry, type LoginOutcome } from '@antrean/sign-in';
import type { EntityManager } from '@mikro-orm/postgresql';
import { federationProblem } from './federation.problem.ts';
import { identityLinked, type HowLinked } from './identity.messages.ts';
import { identityWasLinked } from './identity.notification.ts';
import type { Linker } from './oauth-flow.ts';
import { PROVIDER_NAMES, type ProviderAccount, type ProviderKey } from './provider.ts';

type Dependencies = Pick<RouteDependencies, 'unitOfWork' | 'config'>;
/** What whoever comes from outside is at first. */
const NEW_ROLE = 'customer';
const LONGEST_NAME = 200;

/**
 * Lets in who comes back from a provider. Whoever is known by their account there is let in as before. An address joins
 * two accounts only when both sides have verified it; one that the provider does not vouch for says nothing, and is not
 * kept either. Everybody else gets an account of their own.
 * @throws problem `oauth_link_required`, `identity_unlinked` (409), `account_inactive` (403)
 */
export async function logInByProvider(
  { unitOfWork, config }: Dependencies,
  context: Context,
  provider: ProviderKey,
  account: ProviderAccount,
  entry: Omit<Entry, 'way'>,
): Promise<LoginOutcome> {
  const parameters = { provider: PROVIDER_NAMES[provider] };
  const refusal = () => federationProblem('oauth_link_required', { parameters });
  try {
    return await transaction(unitOfWork, context, async (tx) => {
      await lockSubject(tx.em, provider, account.subject);
      const known = await findIdentity(tx.em, provider, account.subject);
      if (known) {
        const user = await useIdentity(tx, provider, account.subject, known.userId);
        if (!user) throw federationProblem('identity_unlinked', { parameters });
        return letIn(tx, user, { ...entry, way: provider }, config);
      }
      const { user, how } = (await findOwner(tx)) ?? (await addCustomer(tx));
      const outcome = await letIn(tx, user, { ...entry, way: provider }, config);
      // Who still has a factor to show has not shown enough to gain another way in.
      if (!('mfaRequired' in outcome)) await linkIdentity(tx, provider, account, user, how);
      return outcome;
    });
  } catch (error) {
    // The address, or one that looks like it, is somebody's identifier, maybe since a moment ago.
    if (error instanceof Problem && error.code === 'identifier_taken') throw refusal();
    throw error;
  }

  /** Who has the address here; null when nobody has. */
  async function findOwner(tx: Tx): Promise<Owner | null> {
    const email = addressOf(account);
    const ownerId = email === null ? null : await findUserIdByEmail(tx.em, email);
    if (ownerId === null) return null;
    const user = await findAndLockUser(tx, ownerId);
    const isVerified =
      account.emailVerified && user?.emailVerifiedAt && user.email?.toLowerCase() === email?.toLowerCase();
    if (!user || !isVerified || (await hasIdentity(tx.em, user.id, provider))) throw refusal();
    return { user, how: 'verified-address' };
  }

  async function addCustomer(tx: Tx): Promise<Owner> {
    const email = account.emailVerified ? addressOf(account) : null;
    const name = tidyLine(account.name ?? '').slice(0, LONGEST_NAME);
    const user = await addUser(
      tx,
      {
        ...(email === null
          ? { username: `${provider}-${randomInt(1e12)}` }
          : { email, emailIsVerified: true }),
        namaLengkap: name || (email?.split('@')[0] ?? PROVIDER_NAMES[provider]),
      },
      NEW_ROLE,
      NO_PASSWORD,
    );
    return { user, how: 'new-account' };
  }
}

interface Owner {
  readonly user: User;
  readonly how: HowLinked;
}

/**
 * Links a provider with the user who asked for it. That session must still live, and its owner must have shown who
 * they are a short while ago.
 * @throws problem `proof_required` (403), `identity_taken`, `identity_exists` (409), `oauth_flow_invalid` (400)
 */
export async function linkProvider(
  { unitOfWork }: Dependencies,
  context: Context,
  provider: ProviderKey,
  account: ProviderAccount,
  linker: Linker,
): Promise<void> {
  const parameters = { provider: PROVIDER_NAMES[provider] };
  await transaction(unitOfWork, { ...context, actorId: linker.userId }, async (tx) => {
    await lockSubject(tx.em, provider, account.subject);
    const user = await findAndLockUser(tx, linker.userId);
    if (!user?.isActive) throw federationProblem('oauth_flow_invalid');
    await requireRecentProof(tx.em, linker);
    const known = await findIdentity(tx.em, provider, account.subject);
    const isOwn = known?.userId === user.id && known.unlinkedAt === null;
    if (isOwn && !known.beforeProof) return;
    if (known && known.unlinkedAt === null && !isOwn) {
      throw federationProblem('identity_taken', { parameters });
    }
    if (!isOwn && (await hasIdentity(tx.em, user.id, provider)))
      throw federationProblem('identity_exists', { parameters });
    await linkIdentity(tx, provider, account, user, 'session');
  });
}

/**
 * Lets the owner of a session show again who they are, by a provider that is linked. Who has a second factor shows that:
 * whoever sits at an open screen is logged in at the provider, too.
 * @returns until when it counts
 * @throws problem `factor_wanted`, `identity_not_yours` (409), `oauth_flow_invalid` (400) when the session has ended
 */
export async function proveByProvider(
  { unitOfWork }: Dependencies,
  context: Context,
  provider: ProviderKey,
  account: ProviderAccount,
  { userId, sessionId }: Linker,
): Promise<Date> {
  const parameters = { provider: PROVIDER_NAMES[provider] };
  return transaction(unitOfWork, { ...context, actorId: userId }, async (tx) => {
    await lockSubject(tx.em, provider, account.subject);
    const user = await useIdentity(tx, provider, account.subject, userId);
    if (!user?.isActive) throw federationProblem('identity_not_yours', { parameters });
    if ((await usableMethods(tx.em, userId)).length > 0)
      throw federationProblem('factor_wanted', { parameters });
    const until = await renewProof(tx, sessionId);
    if (!until) throw federationProblem('oauth_flow_invalid');
    return until;
  });
}

async function linkIdentity(
  tx: Tx,
  provider: ProviderKey,
  account: ProviderAccount,
  user: User,
  how: HowLinked,
): Promise<void> {
  // A provider that vouches for the address is the owner's; who links in a session need not be.
  const beforeProof =
    user.email !== null && (user.emailVerifiedAt === null || (how === 'session' && user.isUnclaimed));
  await query(
    tx.em,
    `insert into identities (provider, subject, user_id, email, before_proof, last_used_at)
     values (?, ?, ?, ?, ?, case when ? then now() end)
     on conflict (provider, subject) do update set user_id = excluded.user_id, email = excluded.email,
       before_proof = excluded.before_proof, linked_at = now(), last_used_at = excluded.last_used_at, unlinked_at = null`,
    [provider, account.subject, user.id, addressOf(account), beforeProof, how !== 'session'],
  );
  publish(tx, identityLinked, { userId: user.id, userName: nameOf(user), provider, how });
  // There is nobody to warn where there was nobody before.
  if (how !== 'new-account') notify(tx, identityWasLinked, { userId: user.id, provider });
}

/** Two who come back at once as the same person take turns, so that one account is made. */
const lockSubject = (em: EntityManager, provider: ProviderKey, subject: string): Promise<unknown> =>
  query(em, `select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`identity:${provider}:${subject}`]);

interface Identity {
  readonly userId: number;
  readonly unlinkedAt: string | null;
  readonly beforeProof: boolean;
}

async function findIdentity(
  em: EntityManager,
  provider: ProviderKey,
  subject: string,
): Promise<Identity | null> {
  const [identity] = await query<Identity>(
    em,
    `select user_id as "userId", unlinked_at as "unlinkedAt", before_proof as "beforeProof"
     from identities where provider = ? and subject = ?`,
    [provider, subject],
  );
  return identity ?? null;
}

/**
 * The user of an identity, held; null when it counts no more: it was unlinked, maybe while the user's row was waited
 * for, or the account has become its owner's since, maybe another's than who linked it.
 */
async function useIdentity(
  tx: Tx,
  provider: ProviderKey,
  subject: string,
  userId: number,
): Promise<User | null> {
  const user = await findAndLockUser(tx, userId);
  const [used] = await query(
    tx.em,
    `update identities set last_used_at = now()
     where provider = ? and subject = ? and user_id = ? and unlinked_at is null and not (before_proof and ?)
     returning user_id`,
    [provider, subject, userId, user !== null && isOwners(user)],
  );
  return used ? user : null;
}

async function hasIdentity(em: EntityManager, userId: number, provider: ProviderKey): Promise<boolean> {
  const [row] = await query(
    em,
    `select from identities where user_id = ? and provider = ? and unlinked_at is null`,
    [userId, provider],
  );
  return row !== undefined;
}

const addressOf = ({ email }: ProviderAccount): string | null => emailAddress.safeParse(email).data ?? null;
