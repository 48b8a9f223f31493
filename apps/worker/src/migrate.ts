/**
 * Brings the database up to date: migrations, built-in roles and, in development, users and master data.
 * Run before the apps start; safe to repeat and to run twice at once.
 */
import { fileURLToPath } from 'node:url';
import { ensureRoles, seedDevelopment } from '@antrean/identity';
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase, createMigrator, ensureLoginRole } from '@antrean/platform/database';
import { seedCatalogue } from '@antrean/pos';
import { createLogger } from '@antrean/platform/observability';
import { entities, roleDefaults } from '@antrean/catalog';

const config = loadConfigOrExit();
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
  entities,
  log,
});
try {
  await ensureRoles(database, roleDefaults);
  if (config.environment === 'development') {
    await seedDevelopment(database, config);
    await database.fork().transactional((em) => seedCatalogue(em));
  }
} finally {
  await database.close();
}
