import { loginOf } from '@antrean/accounts';
import type { SessionPrincipal } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { transaction, type Context } from '@antrean/platform/transaction';
import { lockProvenUser } from '@antrean/sessions';
import type { EntityManager } from '@mikro-orm/postgresql';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { openSecret, sealSecret } from './factor-key.ts';

/** Clocks of phones are late or early by this much, and people type slowly. */
const TOLERANCE_SECONDS = 30;

/**
 * Begins to set up an authenticator app. It counts when a code of it was shown; until then one that the user has goes on.
 * @throws problem `proof_required` (403)
 */
export async function enrollTotp(
  { unitOfWork, config }: Pick<RouteDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  actor: SessionPrincipal,
): Promise<{ otpauthUrl: string; qr: string }> {
  const secret = generateSecret();
  const user = await transaction(unitOfWork, context, async (tx) => {
    const known = await lockProvenUser(tx, actor);
    await query(
      tx.em,
      `insert into factors (user_id, kind, secret) values (?, 'totp', decode(?, 'base64'))
       on conflict (user_id, kind) where confirmed_at is null
       do update set secret = excluded.secret, created_at = now(), last_step = 0, failures = 0`,
      [known.id, sealSecret(secret, known.id, config)],
    );
    return known;
  });
  const otpauthUrl = generateURI({ issuer: config.organisationName, label: loginOf(user), secret });
  const { toDataURL } = await import('qrcode');
  return { otpauthUrl, qr: await toDataURL(otpauthUrl) };
}

/** Takes a code of an app. None counts twice, nor one of an earlier time than the last that was taken. */
export async function takeTotpCode(
  em: EntityManager,
  { id, secret, userId }: { id: string; secret: string | null; userId: number },
  code: string,
  config: Config,
): Promise<boolean> {
  const opened = secret === null ? null : openSecret(secret, userId, config);
  if (opened === null || !/^\d{6}$/.test(code)) return false;
  const result = verifySync({ secret: opened, token: code, epochTolerance: TOLERANCE_SECONDS });
  if (!result.valid || !('timeStep' in result)) return false;
  const taken = await query(
    em,
    `update factors set last_step = ? where id = ? and last_step < ? returning id`,
    [result.timeStep, id, result.timeStep],
  );
  return taken.length > 0;
}
