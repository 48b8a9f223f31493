import { hashOneTimeToken, oneTimeTokenOf } from '@antrean/accounts';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** So long a link may be followed that somebody asked for. */
export const LINK_MINUTES = 60;
export type LinkPurpose = 'recover' | 'cancel';

/** A link that was mailed. */
export interface RecoveryLink {
  readonly tokenHash: string;
  readonly userId: number;
  /** The address that it was mailed to; null for one that came by SMS or in the application, and proves nothing. */
  readonly email: string | null;
  /** Null until it is followed. */
  readonly recoveryId: number | null;
}

/** The page that a link opens. */
export const pageOf = ({ publicUrl }: Pick<Config, 'publicUrl'>, purpose: LinkPurpose): string =>
  `${publicUrl}/app/${purpose === 'recover' ? 'recover' : 'cancel-recovery'}`;

/**
 * The address in a message: the same at each try of a delivery, whose token is on record before it leaves. It opens a
 * page, and changes nothing before its reader says so.
 */
export async function makeLink(
  em: EntityManager,
  config: Pick<Config, 'jwt' | 'publicUrl'>,
  deliveryId: string,
  link: { purpose: LinkPurpose; userId: number; recoveryId: number | null },
): Promise<string> {
  const { purpose, userId, recoveryId } = link;
  const token = oneTimeTokenOf(deliveryId, config);
  await query(
    em,
    `insert into recovery_links (token_hash, user_id, purpose, email, recovery_id, expires_at)
     select ?, u.id, ?, u.email, r.id, coalesce(r.expires_at, now() + ? * interval '1 minute')
     from users_v u left join recoveries r on r.id = ? where u.id = ?
     on conflict (token_hash) do nothing`,
    [hashOneTimeToken(token), purpose, LINK_MINUTES, recoveryId, userId],
  );
  return `${pageOf(config, purpose)}#token=${token}`;
}

/** The link that a token stands for; null for one that is over, too old, or never was. */
export async function findLink(
  em: EntityManager,
  token: string,
  purpose: LinkPurpose,
): Promise<RecoveryLink | null> {
  const [link] = await query<RecoveryLink>(
    em,
    `select token_hash as "tokenHash", user_id as "userId", email, recovery_id as "recoveryId"
     from recovery_links where token_hash = ? and purpose = ? and expires_at > now()`,
    [hashOneTimeToken(token), purpose],
  );
  return link ?? null;
}

/** From now on the link is one of this recovery, and works as long as it is open. */
export async function attachLink(em: EntityManager, link: RecoveryLink, recoveryId: number): Promise<void> {
  if (link.recoveryId === recoveryId) return;
  await query(
    em,
    `update recovery_links l set recovery_id = r.id, expires_at = r.expires_at
     from recoveries r where r.id = ? and l.token_hash = ?`,
    [recoveryId, link.tokenHash],
  );
}

/** Nothing that was mailed opens anything any more. */
export async function voidLinks(em: EntityManager, userId: number): Promise<void> {
  await query(em, `delete from recovery_links where user_id = ?`, [userId]);
}
