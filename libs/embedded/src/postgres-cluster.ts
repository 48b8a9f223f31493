import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { launchAs, type Account } from './postgres-account.ts';

const run = promisify(execFile);

/** Both the database and its owner are called so. */
export const DATABASE = 'antrean';

/** Where a cluster's files are, and who runs its programs. */
export type Cluster = {
  readonly binaries: string;
  /** Folder of the cluster, absolute and without symbolic links. */
  readonly folder: string;
  readonly account: Account | undefined;
};

/**
 * Creates the cluster and its database unless they exist, and gives back the owner's password. Everything is made
 * beside its final place and renamed at the end: a start that is killed half-way leaves nothing half-made behind.
 *
 * @throws when initdb fails, with what it said, or when the password of an existing cluster is lost.
 */
export async function ensureCluster(cluster: Cluster): Promise<string> {
  const passwordFile = `${cluster.folder}.password`;
  if (existsSync(cluster.folder)) return readPassword(cluster, passwordFile);

  const password = randomBytes(18).toString('hex');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const unfinished = `${cluster.folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (cluster.account !== undefined) {
    for (const file of [passwordFile, unfinished])
      await chown(file, cluster.account.uid, cluster.account.gid);
  }
  await runProgram(cluster, 'initdb', [
    `--pgdata=${unfinished}`,
    `--username=${DATABASE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Each new segment of the log is first filled with zeros while commits wait: a short pause now and then instead of
    // one of a tenth of a second.
    '--wal-segsize=4',
    ...LOCALE,
  ]);
  const once = ['--single', '-D', unfinished, '-c', 'exit_on_error=on', 'postgres'];
  await runProgram(cluster, 'postgres', once, `CREATE DATABASE ${DATABASE};\n`);
  await rename(unfinished, cluster.folder);
  return password;
}

/** The built-in provider sorts alike on every platform; the C library's locale only has to exist. */
const LOCALE = [
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  process.platform === 'darwin' ? '--locale=en_US.UTF-8' : '--locale=C.UTF-8',
];

async function readPassword(cluster: Cluster, file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new Error(
      `The database in ${cluster.folder} belongs to the password in ${file}, which cannot be read. Bring that ` +
        'file back, or delete both to start with an empty database.',
      { cause },
    );
  }
}

async function runProgram(cluster: Cluster, name: string, args: string[], input = ''): Promise<void> {
  const program = path.join(cluster.binaries, name);
  const {
    command,
    args: argv,
    ...account
  } = await launchAs(cluster.account, program, args, [path.dirname(cluster.folder)]);
  const running = run(command, argv, { cwd: '/', ...account });
  running.child.stdin?.end(input);
  await running.catch((cause: unknown) => {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new Error(`PostgreSQL's ${name} failed in ${path.dirname(cluster.folder)}: ${said}`, { cause });
  });
}
