import type { User } from './user.entity.ts';

/** After so many failures in a row the account takes no password, not even the right one, for a while. */
export const MAX_FAILURES = 10;
const LOCK_MS = 15 * 60_000;

export const isLocked = ({ lockedUntil }: User): boolean => !!lockedUntil && lockedUntil > new Date();

/** Counts a wrong password on a locked row. @returns whether it locks the account */
export function countFailure(user: User): boolean {
  const failures = user.failedLogins + 1;
  const locks = failures >= MAX_FAILURES;
  user.failedLogins = locks ? 0 : failures;
  if (locks) user.lockedUntil = new Date(Date.now() + LOCK_MS);
  return locks;
}
