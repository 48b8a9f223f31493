/**
 * Brings the database up to date: migrations, built-in roles and, in development, users and master data.
 * Run before the apps start; safe to repeat and to run twice at once.
 */
import { fileURLToPath } from 'node:url';
import { system } from '@antrean/domains';
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase, createMigrator, ensureLoginRole } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';
import { ensureRoles } from '@antrean/access';

const config = loadConfigOrExit(system.settings);
const log = createLogger({ service: 'migrate', ...config.log });

/** Migrations and first rows are the owner's; the processes log in with fewer rights. */
const url = config.databaseOwnerUrl ?? config.databaseUrl;
const migrator = await createMigrator({
  url,
  directory: fileURLToPath(new URL('../../../migrations', import.meta.url)),
});
try {
  const executed = await migrator.up();
  log.info(
    { executed },
    executed.length > 0 ? `ran ${executed.length} migrations` : 'the schema is up to date',
  );
  if (config.databaseOwnerUrl !== undefined)
    await ensureLoginRole(config.databaseOwnerUrl, config.databaseUrl);
} finally {
  await migrator.close();
}

const database = await connectDatabase({
  url,
  poolSize: 2,
  applicationName: 'antrean-migrate',
  entities: system.entities,
  log,
});
try {
  await ensureRoles(database, system.roleDefaults, system.muted);
  if (config.environment === 'development') {
    for (const { seedDevelopment } of system.domains) await seedDevelopment?.(database, config);
  }
} finally {
  await database.close();
}
