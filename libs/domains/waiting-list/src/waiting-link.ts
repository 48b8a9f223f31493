import { hashOneTimeToken, oneTimeTokenOf } from '@antrean/accounts';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { waitingProblem } from './waiting.problem.ts';

/** The address in a mail, as `makeGuestLink`: it opens a page, and changes nothing before its reader says so. */
export async function makeWaitingLink(
  em: EntityManager,
  config: Pick<Config, 'jwt' | 'publicUrl'>,
  deliveryId: string,
  entryId: number,
): Promise<string> {
  const token = oneTimeTokenOf(deliveryId, config);
  await query(em, `insert into waiting_links (token_hash, entry_id) values (?, ?) on conflict do nothing`, [
    hashOneTimeToken(token),
    entryId,
  ]);
  return `${config.publicUrl}/app/waiting#token=${token}`;
}

/** The entry of a link. @throws problem `waiting_link_invalid` (404) */
export async function findLinked(em: EntityManager, token: string): Promise<number> {
  const [link] = await query<{ id: number }>(
    em,
    `select entry_id as id from waiting_links where token_hash = ?`,
    [hashOneTimeToken(token)],
  );
  if (!link) throw waitingProblem('waiting_link_invalid');
  return link.id;
}
