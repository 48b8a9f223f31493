import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@antrean/embedded';
import { createMigrator } from '@antrean/platform/database';
import { Client } from 'pg';
import { keep } from './global-state.ts';

/** The databases of two test files at a time, and the log of PostgreSQL. */
const NEEDED_BYTES = 4 * 1024 ** 3;

/** Starts one PostgreSQL for the test run and prepares the migrated database that every test copies. */
export default async function setUp(): Promise<void> {
  if (process.env['TEST_DATABASE_URL']) return;
  const dataDir = await mkdtemp(join(await fastDirectory(), 'antrean-test-'));
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
  const directory = fileURLToPath(new URL('../../../migrations', import.meta.url));
  const migrator = await createMigrator({ url: template.href, directory });
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
