import { randomInt } from 'node:crypto';
import type { SessionPrincipal } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { transaction, type Context } from '@antrean/platform/transaction';
import { lockProvenUser } from '@antrean/sessions';
import type { EntityManager } from '@mikro-orm/postgresql';
import { hashBackupCode } from './factor-key.ts';
import { factorProblem } from './factor.problem.ts';
import { usableMethods } from './factor.queries.ts';
import { tellAdded } from './tell-change.ts';

const CODES = 10;
const LENGTH = 10;
/** Without the letters and digits that look alike, because it is read from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

const randomCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/**
 * Gives ten new codes for paper, each of which stands in once for the second factor. Earlier ones are void.
 * @throws problem `proof_required` (403), `second_factor_missing` (409)
 */
export async function createBackupCodes(
  { unitOfWork, config }: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  actor: SessionPrincipal,
): Promise<{ codes: string[] }> {
  const codes = Array.from({ length: CODES }, randomCode);
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    if ((await usableMethods(tx.em, user.id)).length === 0) throw factorProblem('second_factor_missing');
    await query(tx.em, `delete from backup_codes where user_id = ?`, [user.id]);
    await query(
      tx.em,
      `insert into backup_codes (user_id, code_hash) select ?, jsonb_array_elements_text(?::jsonb)`,
      [user.id, JSON.stringify(codes.map((code) => hashBackupCode(code, user.id, config)))],
    );
    // Where wrong codes are counted.
    await query(
      tx.em,
      `insert into factors (user_id, kind, confirmed_at) values (?, 'backup', now())
       on conflict (user_id, kind) where confirmed_at is not null do update set confirmed_at = now(), failures = 0`,
      [user.id],
    );
    tellAdded(tx, user, 'backup');
  });
  return { codes: codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`) };
}

/** Takes a code on paper, once. */
export async function takeBackupCode(
  em: EntityManager,
  userId: number,
  code: string,
  config: Config,
): Promise<boolean> {
  const taken = await query(
    em,
    `update backup_codes set used_at = now() where user_id = ? and code_hash = ? and used_at is null
     returning user_id`,
    [userId, hashBackupCode(code, userId, config)],
  );
  return taken.length > 0;
}
