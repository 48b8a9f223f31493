import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CANDIDATES = ['postgres', '_postgres', 'nobody'];

/** The user and group that PostgreSQL runs as. */
export type Account = { readonly uid: number; readonly gid: number };

/** A command line, and the account to run it as where the operating system is to change to it. */
export type Launch = { command: string; args: string[]; uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root, so root hands it to whoever owns the cluster already, or else to an account
 * without rights that the system has anyway. No account is created.
 *
 * @returns undefined when this process is not root: then PostgreSQL runs as the same user.
 */
export async function postgresAccount(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const [uid, gid] = await Promise.all([idOf(name, '-u'), idOf(name, '-g')]);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    `PostgreSQL does not run as root, and this system has none of the users ${CANDIDATES.join(', ')} to run it ` +
      'as. Start as an ordinary user, or set DATABASE_URL.',
  );
}

/**
 * How to run one of PostgreSQL's programs as an account.
 *
 * When the checkout or the data lie below a folder that only root may enter, such as /root, the account could not
 * reach them. There it gets, from `setpriv`, root's right to pass closed folders, and no other.
 */
export async function launchAs(
  account: Account | undefined,
  program: string,
  args: readonly string[],
  reachable: readonly string[],
): Promise<Launch> {
  if (account === undefined) return { command: program, args: [...args] };
  if (await canReach(account, [program, ...reachable]))
    return { command: program, args: [...args], ...account };
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  // access(2) ignores such rights of others than root, unless told that changing the user changes no rights.
  const right = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  await run('setpriv', [...identity, ...right, '--', program, '--version'], { cwd: '/' }).catch(
    (cause: unknown) => {
      throw new Error(
        `PostgreSQL does not run as root, and user ${account.uid} may not enter the folders of ${program} or ` +
          `${reachable.join(', ')}. Start as an ordinary user, move the checkout and DATA_DIR to where everybody ` +
          'may enter, or set DATABASE_URL.',
        { cause },
      );
    },
  );
  return { command: 'setpriv', args: [...identity, ...right, '--', program, ...args] };
}

async function canReach(account: Account, files: readonly string[]): Promise<boolean> {
  const script = 'for file in "$@"; do test -x "$file" || exit 1; done';
  return run('/bin/sh', ['-c', script, 'sh', ...files], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function idOf(name: string, flag: '-u' | '-g'): Promise<number | undefined> {
  return run('id', [flag, name]).then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  );
}
