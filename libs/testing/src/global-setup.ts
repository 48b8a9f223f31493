import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@antrean/embedded';
import { createMigrator } from '@antrean/platform/database';
import { Client } from 'pg';
import { keep } from './global-state.ts';

/** The databases of two test files at a time, and the log of PostgreSQL. */
const NEEDED_BYTES = 4 * 1024 ** 3;
const PREFIX = 'antrean-test-';
const DAY_MS = 86_400_000;

/** Starts one PostgreSQL for the test run and prepares the migrated database that every test copies. */
export default async function setUp(): Promise<void> {
  if (process.env['TEST_DATABASE_URL']) return;
  const directory = await fastDirectory();
  await removeLeftovers(directory);
  const dataDir = await mkdtemp(join(directory, PREFIX));
  const postgres = await startPostgres({ dataDir, log: () => undefined });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  // The data of a test run may die with the machine; the tests kill our processes, not the operating system.
  await client.query('alter system set fsync = off');
  await client.query('alter system set full_page_writes = off');
  await client.query('select pg_reload_conf()');
  await client.query('create database antrean_template');
  await client.end();
  const template = new URL(postgres.url);
  template.pathname = '/antrean_template';
  const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url));
  const migrator = await createMigrator({ url: template.href, directory: migrations });
  await migrator.up();
  await migrator.close();
  process.env['TEST_DATABASE_URL'] = postgres.url;
  process.env['TEST_COMPILE_CACHE'] = join(dataDir, 'compile-cache');
  keep({ postgres, dataDir });
}

/** Each test file copies a database of a thousand files: in memory that takes a tenth of the time. */
async function fastDirectory(): Promise<string> {
  const memory = '/dev/shm';
  const found = await statfs(memory).catch(() => null);
  return found && found.bavail * found.bsize >= NEEDED_BYTES ? memory : tmpdir();
}

/** A run that was killed leaves its data, which may be in memory; none takes a day. */
async function removeLeftovers(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.startsWith(PREFIX));
  for (const path of names.map((name) => join(directory, name))) {
    // Another run may remove it at the same time.
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}
