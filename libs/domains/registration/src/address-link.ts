import { hashOneTimeToken, oneTimeTokenOf } from '@antrean/accounts';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What a link proves or takes back, and how long it works. */
export const LINK_HOURS = { registration: 24, 'email-change': 24, 'email-undo': 72 } as const;
export type LinkPurpose = keyof typeof LINK_HOURS;

/** The page that a link opens. Opening it changes nothing; it sends the token when its reader says so. */
const PAGES = { registration: 'verify', 'email-change': 'verify', 'email-undo': 'undo-email' } as const;

/**
 * SQL: whether the address that a change (`c`) left may take it back. One that the account had gained itself a short while
 * before may not: whoever takes an account over and changes its address twice would keep a link to it. The address before
 * it has one, which takes both back.
 */
export const MAY_TAKE_BACK = `not exists (
  select from email_changes p
  where p.user_id = c.user_id and p.id < c.id and lower(p.new_email) = lower(c.old_email) and p.undone_at is null
    and p.confirmed_at > coalesce(c.confirmed_at, now()) - interval '${LINK_HOURS['email-undo']} hours')`;

/**
 * The address in a mail: the same at each try of a delivery, whose token is on record before it leaves. It names
 * PUBLIC_URL, whatever host the request named that caused it.
 */
export async function makeLink(
  em: EntityManager,
  config: Pick<Config, 'jwt' | 'publicUrl'>,
  deliveryId: string,
  { purpose, id }: { purpose: LinkPurpose; id: number },
): Promise<string> {
  const token = oneTimeTokenOf(deliveryId, config);
  const isRegistration = purpose === 'registration';
  await query(
    em,
    `insert into address_links (token_hash, purpose, registration_id, email_change_id, expires_at)
     values (?, ?, ?, ?, now() + ? * interval '1 hour') on conflict (token_hash) do nothing`,
    [
      ...[hashOneTimeToken(token), purpose, isRegistration ? id : null, isRegistration ? null : id],
      LINK_HOURS[purpose],
    ],
  );
  return `${config.publicUrl}/app/${PAGES[purpose]}#token=${token}`;
}

/** Requests about one address take turns: those for a link, and those that make a user of who has one. */
export async function lockAddress(em: EntityManager, email: string): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtextextended('antrean registration ' || lower(?), 0))`, [
    email,
  ]);
}

/**
 * What a link is about, without holding it: whoever uses it up first waits for the turn of its address or for its user's
 * row, as everybody does who changes what it leads to.
 */
export async function findLink(
  em: EntityManager,
  token: string,
  purposes: readonly LinkPurpose[],
): Promise<{ address: string; userId: number | null } | null> {
  const [link] = await query<{ address: string; userId: number | null }>(
    em,
    `select coalesce(r.email, c.new_email) as address, c.user_id as "userId"
     from address_links l
     left join registrations r on r.id = l.registration_id left join email_changes c on c.id = l.email_change_id
     where l.token_hash = ? and l.purpose = any(?::text[]) and l.expires_at > now()`,
    [hashOneTimeToken(token), `{${purposes.join(',')}}`],
  );
  return link ?? null;
}

/**
 * Uses a link up. Of any number at once one gets it.
 * @returns the id of the registration or of the change of address; null for a link that was used, is too old, or never was
 */
export async function takeLink(
  em: EntityManager,
  token: string,
  purpose: LinkPurpose,
): Promise<number | null> {
  const [link] = await query<{ id: number }>(
    em,
    `delete from address_links where token_hash = ? and purpose = ? and expires_at > now()
     returning coalesce(registration_id, email_change_id) as id`,
    [hashOneTimeToken(token), purpose],
  );
  return link?.id ?? null;
}
