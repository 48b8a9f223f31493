import {
  findAndLockUser,
  nameOf,
  refusalOfTemporaryPassword,
  type AccountDependencies,
} from '@antrean/accounts';
import { requestSmsCode, takeCode, type ShownCode } from '@antrean/factors';
import { publish } from '@antrean/platform/outbox';
import { cancelRecovery } from '@antrean/recovery';
import { transaction, type Context } from '@antrean/platform/transaction';
import { enter, findPendingLogin, hashOf, takePendingLogin, type Entry, type Login } from './let-in.ts';
import { loginFailed } from './login.messages.ts';
import { signInProblem } from './sign-in.problem.ts';

/**
 * Lets in who has shown the second factor that their login waits for. A wrong code leaves the login waiting.
 * @throws problem `login_expired` (401), `code_refused` (401)
 */
export async function finishLogin(
  { unitOfWork, config }: Pick<AccountDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  { mfaToken, ...shown }: ShownCode & { mfaToken: string },
  from: Omit<Entry, 'way'>,
): Promise<Login> {
  const login = await transaction(unitOfWork, context, async (tx) => {
    const pending = await findPendingLogin(tx.em, mfaToken);
    const user = pending && (await findAndLockUser(tx, pending.userId));
    if (!user?.isActive) throw signInProblem('login_expired');
    if (!(await takeCode(tx, user.id, { ...shown, purpose: purposeOf(mfaToken) }, config))) {
      const identifier = nameOf(user);
      publish(tx, loginFailed, { userId: user.id, identifier, reason: 'code', locksAccount: false });
      return null;
    }
    const taken = await takePendingLogin(tx.em, mfaToken);
    // A temporary password opens one session, however many logins by it wait.
    if (!taken || (taken.way === 'password' && (await refusalOfTemporaryPassword(tx.em, user)))) {
      throw signInProblem('login_expired');
    }
    await cancelRecovery(tx, user, 'factor-shown');
    return enter(tx, user, { ...from, way: taken.way }, config);
  });
  if (!login) throw signInProblem('code_refused');
  return login;
}

/**
 * Sends a code by SMS to the phone of who has a login waiting. It finishes that login and no other.
 * @throws problem `login_expired` (401), `sms_unavailable` (429), `second_factor_missing` (409)
 */
export async function sendLoginCode(
  { unitOfWork, config }: Pick<AccountDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  { mfaToken, network }: { mfaToken: string; network: string | null },
): Promise<{ sentTo: string }> {
  return transaction(unitOfWork, context, async (tx) => {
    const pending = await findPendingLogin(tx.em, mfaToken);
    const user = pending && (await findAndLockUser(tx, pending.userId));
    if (!user?.isActive) throw signInProblem('login_expired');
    return requestSmsCode(tx, { userId: user.id, purpose: purposeOf(mfaToken), network }, config);
  });
}

const purposeOf = (mfaToken: string) => `login:${hashOf(mfaToken)}` as const;
