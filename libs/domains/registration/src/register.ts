import { maskIdentifier, refuseWeakPassword, type AccountDependencies } from '@antrean/accounts';
import type { Turn } from '@antrean/platform/concurrency';
import { query } from '@antrean/platform/database';
import type { Language } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { lockAddress } from './address-link.ts';
import type { NewRegistration } from './registration.contract.ts';
import { registrationRequested } from './registration.messages.ts';
import { registrationLink } from './registration.notification.ts';

/** So many mails an hour may strangers cause at one address. */
const MAILS_AN_HOUR = 5;

/**
 * Keeps what somebody typed, and mails a link to the address, whose owner becomes a user by following it. Whether a
 * user has the address already is not asked here but when the mail is written: the request can't tell it, neither by
 * its answer nor by its time.
 * @throws problem `invalid_request` for a weak password; `overloaded` (503) when too many wait
 */
export async function register(
  { unitOfWork, config, passwords }: AccountDependencies,
  context: Context,
  input: NewRegistration & { readonly language: Language },
  turn: Turn,
): Promise<void> {
  const { email, phone, namaLengkap, password, language } = input;
  const about = { email, phone, name: namaLengkap, organisation: config.organisationName };
  await refuseWeakPassword(password, about, 'body.password');
  const passwordHash = await passwords.hash(password, turn);
  await transaction(unitOfWork, context, async (tx) => {
    const mayMail = await hasMailsLeft(tx.em, email);
    const [kept] = await query<{ id: number }>(
      tx.em,
      `insert into registrations (email, full_name, phone, password_hash, language) values (?, ?, ?, ?, ?)
       returning id`,
      [email, namaLengkap, phone ?? null, passwordHash, language],
    );
    publish(tx, registrationRequested, { address: maskIdentifier(email, config) });
    if (kept && mayMail) notify(tx, registrationLink, { registrationId: kept.id });
  });
}

/**
 * Mails the link of a registration again. When several wait with the address nobody knows which is its owner's, and a
 * link to a stranger's would make an account with a stranger's password: then none is mailed, and the owner registers anew.
 */
export async function resendLink(
  { unitOfWork }: Pick<AccountDependencies, 'unitOfWork'>,
  context: Context,
  email: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const mayMail = await hasMailsLeft(tx.em, email);
    const waiting = await query<{ id: number }>(
      tx.em,
      `select id from registrations where lower(email) = lower(?) limit 2`,
      [email],
    );
    const [only, other] = waiting;
    if (only && !other && mayMail) notify(tx, registrationLink, { registrationId: only.id });
  });
}

/** They take turns, so that many at once cause no more mails than one after the other. */
async function hasMailsLeft(em: EntityManager, email: string): Promise<boolean> {
  await lockAddress(em, email);
  const [mails] = await query<{ sent: number }>(
    em,
    `select greatest(
       (select count(*) from registrations where lower(email) = lower(?) and created_at > now() - interval '1 hour'),
       (select count(*) from address_links l join registrations r on r.id = l.registration_id
        where lower(r.email) = lower(?) and l.expires_at > now() + interval '23 hours'))::int as sent`,
    [email, email],
  );
  return (mails?.sent ?? 0) < MAILS_AN_HOUR;
}
