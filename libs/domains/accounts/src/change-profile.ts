import { lockRow } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { AccountDependencies } from './account.dependency.ts';
import type { ProfileChange, UserBody } from './user.contract.ts';
import { nameOf, User } from './user.entity.ts';
import { languageChanged, timeZoneChanged } from './user.messages.ts';
import { readExistingUser } from './user.queries.ts';

/** Chooses the language and the time zone in which the actor is told things from now on. */
export function changeProfile(
  { unitOfWork }: Pick<AccountDependencies, 'unitOfWork'>,
  context: Context,
  actor: UserPrincipal,
  change: ProfileChange,
): Promise<UserBody> {
  return transaction(unitOfWork, context, async (tx) => {
    await changeLocale(tx, actor.userId, change);
    return readExistingUser(tx.em, actor.userId);
  });
}

/** What {@link changeProfile} does, in the transaction of whoever changes more with it. @returns what was another before */
export async function changeLocale(
  tx: Tx,
  userId: number,
  { language, timeZone }: ProfileChange,
): Promise<('language' | 'timeZone')[]> {
  const user = await lockRow(tx.em, User, { id: userId });
  const concerned = { userId: user.id, userName: nameOf(user) };
  const changed: ('language' | 'timeZone')[] = [];
  if (language !== undefined && user.language !== language) {
    user.language = language;
    publish(tx, languageChanged, { ...concerned, language });
    changed.push('language');
  }
  if (timeZone !== undefined && user.timeZone !== timeZone) {
    user.timeZone = timeZone;
    publish(tx, timeZoneChanged, { ...concerned, timeZone });
    changed.push('timeZone');
  }
  await tx.em.flush();
  return changed;
}

/** Gives a user, whose row the caller holds, another name to be called by. */
export async function renameUser({ em }: Tx, user: User, fullName: string): Promise<void> {
  user.fullName = fullName;
  await em.flush();
}
