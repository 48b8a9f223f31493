import { flushUnique } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { taken, takenBy } from './create-user.ts';
import type { User } from './user.entity.ts';
import { findAndLockUser, findUserId } from './user.queries.ts';

/** Gives a user, whose row the caller holds, an address that they have proven. @throws problem `identifier_taken` (409) */
export async function replaceEmail({ em }: Tx, user: User, email: string): Promise<void> {
  user.email = email;
  user.emailVerifiedAt = new Date();
  await flushUnique(em, takenBy);
}

/** A number, and since when it is proven; null for one that somebody typed. */
export interface OwnPhone {
  readonly phone: string;
  readonly provenAt: Date | null;
}

/**
 * Gives a user, whose row the caller holds, another phone number or none. One that they have proven is theirs: whoever only
 * typed it has none from then on.
 * @returns who lost it by that
 * @throws problem `identifier_taken` (409)
 */
export async function replacePhone(tx: Tx, user: User, own: OwnPhone | null): Promise<User | null> {
  const loser = own === null ? null : await takeFromOther(tx, user, own);
  user.phone = own?.phone ?? null;
  user.phoneVerifiedAt = own?.provenAt ?? null;
  await flushUnique(tx.em, takenBy);
  return loser;
}

/**
 * Whether a user may have a number: nobody else has it, or whoever has it only typed it and the user has proven it. The
 * other's row is held until the transaction ends.
 */
export async function isPhoneFree(tx: Tx, user: User, own: OwnPhone): Promise<boolean> {
  const holder = await findOtherHolder(tx, user, own);
  return holder === null || yieldsTo(holder, own);
}

async function takeFromOther(tx: Tx, user: User, own: OwnPhone): Promise<User | null> {
  const holder = await findOtherHolder(tx, user, own);
  if (holder === null) return null;
  if (!yieldsTo(holder, own)) throw taken('phone');
  holder.phone = null;
  await tx.em.flush();
  return holder;
}

async function findOtherHolder(tx: Tx, user: User, { phone }: OwnPhone): Promise<User | null> {
  const holderId = await findUserId(tx.em, phone);
  return holderId === null || holderId === user.id ? null : findAndLockUser(tx, holderId);
}

/** Not who is called so by another identifier than the phone. */
const yieldsTo = (holder: User, { phone, provenAt }: OwnPhone): boolean =>
  holder.phone === phone && !holder.phoneVerifiedAt && provenAt !== null;
