import { findAndLockUser, refusalOfTemporaryPassword, type AccountDependencies } from '@antrean/accounts';
import { recordPasskeyUse, verifyPasskey, type ShownCredential } from '@antrean/factors';
import { transaction, type Context } from '@antrean/platform/transaction';
import { cancelRecovery } from '@antrean/recovery';
import { enter, takePendingLogin, type Entry, type Login } from './let-in.ts';
import { signInProblem } from './sign-in.problem.ts';

/**
 * Lets in who shows a passkey, by itself or as the second factor of a login that waits. Nothing more is asked: it is in
 * somebody's hands, and was unlocked by who they are or what they know.
 * @throws problem `passkey_unknown` (401) for whatever is wrong with it, `login_expired` (401)
 */
export async function logInByPasskey(
  { unitOfWork, config }: Pick<AccountDependencies, 'unitOfWork' | 'config'>,
  context: Context,
  { credential, mfaToken }: { credential: ShownCredential; mfaToken?: string | undefined },
  from: Omit<Entry, 'way'>,
): Promise<Login> {
  const shown = await verifyPasskey(unitOfWork.database, config, context, credential);
  if (!shown) throw signInProblem('passkey_unknown');
  return transaction(unitOfWork, context, async (tx) => {
    const user = await findAndLockUser(tx, shown.userId);
    if (!user?.isActive || !(await recordPasskeyUse(tx.em, shown))) throw signInProblem('passkey_unknown');
    await cancelRecovery(tx, user, 'factor-shown');
    if (mfaToken === undefined) return enter(tx, user, { ...from, way: 'passkey' }, config);
    const taken = await takePendingLogin(tx.em, mfaToken);
    // A temporary password opens one session, however many logins by it wait.
    const isVoid = taken?.way === 'password' && (await refusalOfTemporaryPassword(tx.em, user)) !== null;
    if (taken?.userId !== user.id || isVoid) throw signInProblem('login_expired');
    return enter(tx, user, { ...from, way: taken.way }, config);
  });
}
