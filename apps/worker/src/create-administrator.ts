/**
 * `ADMIN_NIK=… ADMIN_NAME=… ADMIN_PASSWORD=… npm run create-administrator`: the first super administrator of a new
 * installation. Refuses when there is one. The password comes from the environment, so that no shell history keeps it.
 */
import { system } from '@antrean/domains';
import { loadAdministrator, loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';
import { backgroundContext } from '@antrean/platform/transaction';
import { createFirstAdministrator } from '@antrean/accounts';

const config = loadConfigOrExit();
const log = createLogger({ service: 'create-administrator', ...config.log });
const database = await connectDatabase({
  url: config.databaseUrl,
  poolSize: 1,
  applicationName: 'antrean-create-administrator',
  entities: system.entities,
  log,
});
try {
  const id = await createFirstAdministrator(
    { database, wakeRelay: () => undefined },
    backgroundContext(log, 'create-administrator'),
    config,
    loadAdministrator(),
  );
  process.stdout.write(`Super administrator created with user id ${id}.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
}
