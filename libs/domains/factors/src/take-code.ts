import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { takeBackupCode } from './backup-code.ts';
import type { CodeMethod } from './factor.contract.ts';
import { takeSmsCode, type SmsPurpose } from './sms/sms-code.ts';
import { takeTotpCode } from './totp.ts';

/** So many wrong codes are nothing; each one more closes the factor for twice as long. */
const FREE_FAILURES = 5;
const FIRST_LOCK_SECONDS = 30;
const LONGEST_LOCK_SECONDS = 3_600;

/** What somebody shows. */
export interface ShownCode {
  readonly method: CodeMethod;
  readonly code: string;
}

interface FactorRow {
  id: string;
  /** Base64, and encrypted; null but for an app. */
  secret: string | null;
  isLocked: boolean;
}

/**
 * Whether a code shows the factor. It is used up by that, and of any number of equal ones at once one is taken. A
 * factor of which many wrong codes came takes none for a while, also no right one, and nobody can tell; the user's
 * other factors are not concerned. A code by SMS counts for the purpose that it was asked for. The caller commits also when the code was refused, so that it counts.
 */
export async function takeCode(
  tx: Tx,
  userId: number,
  { method, code, purpose }: ShownCode & { purpose: SmsPurpose },
  config: Config,
): Promise<boolean> {
  // The row is held: attempts take turns.
  const [factor] = await query<FactorRow>(
    tx.em,
    `select id, encode(secret, 'base64') as secret,
            failures >= ? and failed_at > now()
              - least(?, ? * power(2, least(failures, 30) - ?)) * interval '1 second' as "isLocked"
     from factors where user_id = ? and kind = ? and (confirmed_at is null) = ? for update`,
    [
      FREE_FAILURES,
      LONGEST_LOCK_SECONDS,
      FIRST_LOCK_SECONDS,
      FREE_FAILURES,
      userId,
      method,
      purpose === 'enrolment',
    ],
  );
  if (!factor || factor.isLocked) return false;
  const taken = await isRight(factor);
  await query(
    tx.em,
    taken
      ? `update factors set failures = 0 where id = ?`
      : `update factors set failed_at = clock_timestamp(),
           failures = case when failed_at > now() - interval '1 day' then failures + 1 else 1 end
         where id = ?`,
    [factor.id],
  );
  return taken;

  async function isRight({ id, secret }: FactorRow): Promise<boolean> {
    if (method === 'totp') return takeTotpCode(tx.em, { id, secret, userId }, code, config);
    if (method === 'backup') return takeBackupCode(tx.em, userId, code, config);
    return takeSmsCode(tx.em, { id }, { code, purpose }, config);
  }
}
