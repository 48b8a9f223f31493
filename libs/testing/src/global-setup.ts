import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@antrean/embedded';
import { createMigrator } from '@antrean/platform/database';
import { Client } from 'pg';
import { keep } from './global-state.ts';

/** Starts one PostgreSQL for the test run and prepares the migrated database that every test copies. */
export default async function setUp(): Promise<void> {
  if (process.env['TEST_DATABASE_URL']) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'antrean-test-'));
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
  keep({ postgres, dataDir });
}
