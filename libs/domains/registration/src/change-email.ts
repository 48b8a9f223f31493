import {
  findAndLockUser,
  findUserId,
  isPhoneFree,
  nameOf,
  replaceEmail,
  type User,
  type AccountDependencies,
} from '@antrean/accounts';
import { unlinkProvidersSince } from '@antrean/federation';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { againOnConflict, query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { endSessions, lockProvenUser, startOfSession } from '@antrean/sessions';
import { passwordLink, removeWaysIn, voidPassword, voidResetLinks } from '@antrean/sign-in';
import { findLink, LINK_HOURS, MAY_TAKE_BACK, takeLink } from './address-link.ts';
import { givePhone } from './change-phone.ts';
import { emailChanged, emailChangeRequested, emailChangeUndone } from './registration.messages.ts';
import { registrationProblem } from './registration.problem.ts';
import { causeOf, emailChangeLink, emailWasChanged } from './registration.notification.ts';

/** So many addresses an hour may one user have mailed. */
export const CHANGES_AN_HOUR = 5;

type Dependencies = Pick<AccountDependencies, 'unitOfWork'>;

/**
 * Mails a link to the address that a user wants to have; it is his when he follows it. Whether somebody else has it is
 * not told here.
 * @throws problem `proof_required` (403), `too_many_requests` (429)
 */
export async function requestEmailChange(
  { unitOfWork }: Dependencies,
  context: Context,
  actor: SessionPrincipal,
  email: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    const [asked] = await query<{ changes: number }>(
      tx.em,
      `select count(*)::int as changes from email_changes
       where user_id = ? and created_at > now() - interval '1 hour'`,
      [user.id],
    );
    if ((asked?.changes ?? 0) >= CHANGES_AN_HOUR) throw problem('too_many_requests');
    const since = await startOfSession(tx.em, actor.sessionId);
    const [change] = await query<{ id: number }>(
      tx.em,
      `insert into email_changes (user_id, old_email, new_email, old_verified, old_phone, old_phone_verified_at, since)
       values (?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[user.id, user.email ?? null, email, user.emailVerifiedAt !== null],
        ...[user.phone ?? null, user.phoneVerifiedAt?.toISOString() ?? null, since.toISOString()],
      ],
    );
    publish(tx, emailChangeRequested, { userId: user.id, userName: nameOf(user) });
    if (change) notify(tx, emailChangeLink, { changeId: change.id }, { cause: causeOf('wanted', change.id) });
  });
}

interface Change {
  old_email: string | null;
  new_email: string;
}

interface Undone {
  old_email: string | null;
  old_phone: string | null;
  old_phone_verified_at: string | null;
  wasProven: boolean;
  since: string;
  /** Not of one that a process of an earlier version wrote. */
  knowsPhone: boolean;
}

/** The link was followed. The former address is told, with a link that takes the change back if it may. */
export async function confirmEmailChange(tx: Tx, token: string, userId: number): Promise<string> {
  const user = await findAndLockUser(tx, userId);
  const id = await takeLink(tx.em, token, 'email-change');
  const [change] = await query<Change>(
    tx.em,
    // Of several wishes the last counts.
    `update email_changes c set confirmed_at = now()
     where id = ? and confirmed_at is null and undone_at is null
       and not exists (select from email_changes l where l.user_id = c.user_id and l.id > c.id)
     returning old_email, new_email`,
    [id],
  );
  // An administrator gave the user another address meanwhile, or somebody else got this one.
  const isDue = user?.isActive && (user.email ?? null) === change?.old_email;
  if (id === null || !change || !isDue || (await isTaken(tx, change.new_email, user.id))) {
    throw registrationProblem('address_link_invalid');
  }
  await replaceEmail(tx, user, change.new_email);
  await voidResetLinks(tx.em, user.id);
  publish(tx, emailChanged, { userId: user.id, userName: nameOf(user) });
  if (change.old_email !== null)
    notify(tx, emailWasChanged, { changeId: id }, { cause: causeOf('changed', id) });
  return change.new_email;
}

/**
 * Gives a user the former address and number back. Whoever changed it may know the password and be logged in: sessions
 * end, the password is void, the factors, passkeys, providers and API tokens go that were set up since the session began
 * that asked, or within 72 hours before it asked, and the former address gets a link to set another password.
 * @returns the address that the user has again
 * @throws problem `address_link_invalid` (400)
 */
export async function undoEmailChange(
  { unitOfWork }: Dependencies,
  context: Context,
  token: string,
): Promise<string> {
  // Who has only typed the former number may be taking back one that this user typed: each holds their own row.
  return againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const link = await findLink(tx.em, token, ['email-undo']);
      if (!link || link.userId === null) throw registrationProblem('address_link_invalid');
      const user = await findAndLockUser(tx, link.userId);
      const id = await takeLink(tx.em, token, 'email-undo');
      const [change] = await query<Undone>(
        tx.em,
        // Who asked may have come in before by another session: as long ago as the former address may take it back, what
        // was set up may be theirs, a number that was proven too.
        `select old_email, case when old_phone_verified_at >= s.since then null else old_phone end as old_phone,
           old_phone_verified_at, coalesce(old_verified, true) as "wasProven", s.since, c.since is not null as "knowsPhone"
         from email_changes c, lateral (
           select least(c.since, c.created_at - ? * interval '1 hour') as since) s
         where id = ? and undone_at is null and ${MAY_TAKE_BACK}`,
        [LINK_HOURS['email-undo'], id],
      );
      if (!change?.old_email || !user || (await isTaken(tx, change.old_email, user.id))) {
        throw registrationProblem('address_link_invalid');
      }
      // This one and those that came after it, whose addresses take nothing back any more.
      await query(tx.em, `update email_changes set undone_at = now() where user_id = ? and id >= ?`, [
        user.id,
        id,
      ]);
      await replaceEmail(tx, user, change.old_email);
      if (change.knowsPhone) await giveFormerPhone(tx, user, change);
      await voidPassword(tx, user);
      await endSessions(tx, user.id, 'forced');
      const { wasProven: addressWasProven } = change;
      const from = await removeWaysIn(tx, user, { addressWasProven, since: new Date(change.since) });
      if (from) await unlinkProvidersSince(tx, user, from);
      publish(tx, emailChangeUndone, { userId: user.id, userName: nameOf(user) });
      notify(tx, passwordLink, { userId: user.id });
      return change.old_email;
    }),
  );
}

/**
 * The number that somebody else wants to have, or has given the account, is theirs. The former one comes back unless
 * somebody else has proven it.
 */
async function giveFormerPhone(
  tx: Tx,
  user: User,
  { old_phone: phone, old_phone_verified_at: verifiedAt }: Undone,
): Promise<void> {
  await query(tx.em, `delete from phone_changes where user_id = ?`, [user.id]);
  const own = phone === null ? null : { phone, provenAt: verifiedAt === null ? null : new Date(verifiedAt) };
  await givePhone(tx, user, own && (await isPhoneFree(tx, user, own)) ? own : null);
}

async function isTaken(tx: Tx, identifier: string, userId: number): Promise<boolean> {
  const owner = await findUserId(tx.em, identifier);
  return owner !== null && owner !== userId;
}
