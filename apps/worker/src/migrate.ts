/**
 * Brings the database up to date: migrations, built-in roles and, in development, users and master data.
 * Run before the apps start; safe to repeat and to run twice at once.
 */
import { fileURLToPath } from 'node:url';
import { ensureRoles, seedDevelopment } from '@antrean/identity';
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase, createMigrator } from '@antrean/platform/database';
import { seedCatalogue } from '@antrean/pos';
import { createLogger } from '@antrean/platform/observability';
import { entities, roleDefaults } from '@antrean/catalog';

const config = loadConfigOrExit();
const log = createLogger({ service: 'migrate', ...config.log });

const migrator = await createMigrator({
  url: config.databaseUrl,
  directory: fileURLToPath(new URL('../../../migrations', import.meta.url)),
});
try {
  const executed = await migrator.up();
  log.info(
    { executed },
    executed.length > 0 ? `ran ${executed.length} migrations` : 'the schema is up to date',
  );
} finally {
  await migrator.close();
}

const database = await connectDatabase({
  url: config.databaseUrl,
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
