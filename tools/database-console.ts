/** `npm run prisma:studio`: a look into the database, with psql where it is installed. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The address of the configured database, or of the embedded one that `npm start` keeps in DATA_DIR. */
async function databaseUrl(): Promise<string> {
  const { DATABASE_URL: configured, DATA_DIR: dataDir = '.data' } = process.env;
  if (configured) return configured;
  const read = async (file: string): Promise<string> => (await readFile(join(dataDir, file), 'utf8')).trim();
  return `postgres://antrean:${await read('postgres.password')}@127.0.0.1:${await read('postgres.port')}/antrean`;
}

const url = await databaseUrl();
const console = spawnSync('psql', [url], { stdio: 'inherit' });
if (console.error) {
  process.stdout.write(`psql is not installed. Connect any PostgreSQL client to\n  ${url}\n`);
}
