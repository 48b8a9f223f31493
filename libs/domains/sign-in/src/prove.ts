import { findAndLockUser, findUser, type AccountDependencies } from '@antrean/accounts';
import {
  codeRefused,
  recordPasskeyUse,
  requestSmsCode,
  takeCode,
  usableMethods,
  verifyPasskey,
  type ShownCode,
  type ShownCredential,
} from '@antrean/factors';
import type { SessionPrincipal } from '@antrean/platform/auth';
import type { Turn } from '@antrean/platform/concurrency';
import { invalidField, problem } from '@antrean/platform/http';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { cancelRecovery } from '@antrean/recovery';
import { renewProof } from '@antrean/sessions';
import { countFailure, forgetFailures, isLocked, sessionFailures } from './lockout.ts';
import type { Proof } from './sign-in.contract.ts';

/**
 * Lets the owner of a session show again who they are, before they change how they are known. Who has a second factor
 * shows that: with a stolen session and a password that somebody saw, it could be removed.
 * @returns until when it counts
 * @throws problem `invalid_request` naming the field; `overloaded` (503) when too many wait
 */
export async function prove(
  { unitOfWork, config, passwords }: AccountDependencies,
  context: Context,
  actor: SessionPrincipal,
  proof: Proof,
  turn: Turn,
): Promise<Date> {
  const shows = await prepare(proof);
  const until = await transaction(unitOfWork, context, async (tx) =>
    (await shows(tx)) ? renewProof(tx, actor.sessionId) : null,
  );
  if (until) return until;
  if ('credential' in proof) throw passkeyRefused();
  throw 'password' in proof ? passwordRefused() : codeRefused();

  /** What is done outside of the transaction, because it takes long or counts in any case, and what within. */
  async function prepare(given: Proof): Promise<(tx: Tx) => Promise<boolean>> {
    if ('password' in given) return comparePassword(given.password);
    if ('credential' in given) return verifyCredential(given.credential);
    return (tx) => takeTheCode(tx, given);
  }

  async function comparePassword(password: string) {
    const em = unitOfWork.database.fork();
    if ((await usableMethods(em, actor.userId)).length > 0) throw factorWanted();
    const known = await findUser(em, actor.userId);
    const matches = await passwords.matches(password, known?.passwordHash, turn);
    return async (tx: Tx): Promise<boolean> => {
      const user = await findAndLockUser(tx, actor.userId);
      if (!user) throw problem('not_found');
      const counts = sessionFailures(actor.sessionId);
      if (await isLocked(tx.em, user.id, counts)) return false;
      if (matches && user.passwordHash === known?.passwordHash) {
        await forgetFailures(tx.em, user.id, counts);
        return true;
      }
      await countFailure(tx.em, user.id, counts);
      return false;
    };
  }

  async function verifyCredential(credential: ShownCredential) {
    const shown = await verifyPasskey(unitOfWork.database, config, context, credential);
    return async (tx: Tx): Promise<boolean> => {
      const user = await findAndLockUser(tx, actor.userId);
      if (!user || shown?.userId !== user.id || !(await recordPasskeyUse(tx.em, shown))) return false;
      await cancelRecovery(tx, user, 'factor-shown');
      return true;
    };
  }

  async function takeTheCode(tx: Tx, shown: ShownCode): Promise<boolean> {
    const user = await findAndLockUser(tx, actor.userId);
    if (!user) throw problem('not_found');
    if (!(await takeCode(tx, user.id, { ...shown, purpose: purposeOf(actor) }, config))) return false;
    await cancelRecovery(tx, user, 'factor-shown');
    return true;
  }
}

/**
 * Sends a code by SMS to the phone of the session's owner, for `prove`.
 * @throws problem `sms_unavailable` (429), `second_factor_missing` (409)
 */
export async function sendProofCode(
  { unitOfWork, config }: Pick<AccountDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  actor: SessionPrincipal,
  network: string | null,
): Promise<{ sentTo: string }> {
  return transaction(unitOfWork, context, (tx) =>
    requestSmsCode(tx, { userId: actor.userId, purpose: purposeOf(actor), network }, config),
  );
}

const purposeOf = ({ sessionId }: SessionPrincipal) => `session:${sessionId}` as const;

const passwordRefused = () =>
  invalidField('body.password', {
    en: 'This is not your password',
    id: 'Ini bukan kata sandi Anda',
  });

const passkeyRefused = () =>
  invalidField('body.credential', {
    en: 'This passkey is not taken. Begin again, or show another proof',
    id: 'Kunci sandi ini tidak diterima. Mulai lagi, atau gunakan bukti lain',
  });

const factorWanted = () =>
  invalidField('body.password', {
    en: 'You have a second factor: send method and code, or the credential of a passkey, or log in again',
    id: 'Anda memiliki faktor kedua: kirim method dan code, atau credential kunci sandi, atau masuk kembali',
  });
