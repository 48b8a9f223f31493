import type { User } from '@antrean/accounts';
import { revokeTokensSince } from '@antrean/api-tokens';
import { removeFactorsSince } from '@antrean/factors';
import type { Tx } from '@antrean/platform/transaction';

/**
 * Takes away by what somebody else could come in again, now that the owner of a locked user's address has shown that it is
 * theirs: API tokens, factors and passkeys that were set up since somebody else may have been in the account, if that is known.
 * Whoever sat on an address that nobody had proven, or registered with it, may have been in it from its beginning.
 *
 * The mailbox alone stands in for no factor that is more likely the owner's. So of an employee, whose account it is whoever
 * reads the mail, only what was set up since goes; and of who registered, who mostly is the owner, passkeys go, which open the
 * account by themselves, and codes by app or SMS stay. A number that was shown by a code since is a name to log in by like one
 * that was typed, until it is shown anew; those of employees come from the employer.
 * @returns since when other ways in are to go, of which this domain does not know; null when none are
 */
export async function removeWaysIn(
  tx: Tx,
  user: User,
  { addressWasProven, since }: { addressWasProven: boolean; since: Date | null },
): Promise<Date | null> {
  const from = addressWasProven && !user.isUnclaimed ? since : user.createdAt;
  const isEmployee = user.employeeId !== null;
  if (from) await revokeTokensSince(tx, user.id, from);
  await removeFactorsSince(tx, user, {
    factors: addressWasProven || isEmployee ? since : from,
    passkeys: isEmployee ? since : from,
  });
  if (from && !isEmployee && user.phoneVerifiedAt && user.phoneVerifiedAt >= from)
    user.phoneVerifiedAt = null;
  user.isUnclaimed = false;
  return from;
}
