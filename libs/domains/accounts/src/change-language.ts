import { lockRow } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { AccountDependencies } from './account.dependency.ts';
import type { UserBody } from './user.contract.ts';
import { nameOf, User } from './user.entity.ts';
import { languageChanged } from './user.messages.ts';
import { readExistingUser } from './user.queries.ts';

/** Chooses the language in which the actor gets mails, PDFs and texts from now on. */
export function changeLanguage(
  { host }: Pick<AccountDependencies, 'host'>,
  context: Context,
  actor: UserPrincipal,
  language: UserBody['language'],
): Promise<UserBody> {
  return transaction(host, context, async (tx) => {
    const user = await lockRow(tx.em, User, { id: actor.userId });
    if (user.language !== language) {
      user.language = language;
      await tx.em.flush();
      publish(tx, languageChanged, { userId: user.id, userName: nameOf(user), language });
    }
    return readExistingUser(tx.em, user.id);
  });
}
