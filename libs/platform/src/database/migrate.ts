import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MikroORM, PostgreSqlDriver } from '@mikro-orm/postgresql';
import { ensurePartitions } from './partition.ts';

export interface MigrationStatus {
  executed: string[];
  pending: string[];
}

export interface Migrator {
  /** Runs what is pending, all or nothing, and makes the partitions that today's rows need. Returns the names. */
  up(): Promise<string[]>;
  status(): Promise<MigrationStatus>;
  close(): Promise<void>;
}

/**
 * Migrations are plain SQL files, run in the order of their names and remembered by MikroORM.
 * Two processes that migrate at once wait for each other on an advisory lock.
 */
export async function createMigrator(options: { url: string; directory: string }): Promise<Migrator> {
  // Of all processes one migrates; the others need not load what it takes.
  const { Migration, Migrator: MikroMigrator } = await import('@mikro-orm/migrations');
  const files = (await readdir(options.directory)).filter((name) => name.endsWith('.sql')).sort();
  const migrationsList = await Promise.all(
    files.map(async (file) => {
      const sql = await readFile(join(options.directory, file), 'utf8');
      return {
        name: file.replace(/\.sql$/, ''),
        class: class extends Migration {
          override up(): void {
            this.addSql(sql);
          }
        },
      };
    }),
  );
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: options.url,
    // The whole of it: the ORM by itself takes host, user and password from the URL, and forgets `sslmode`.
    driverOptions: { connectionString: options.url },
    entities: [],
    extensions: [MikroMigrator],
    logger: () => undefined,
    migrations: {
      migrationsList,
      tableName: 'migration',
      allOrNothing: true,
      transactional: true,
      snapshot: false,
    },
    discovery: { warnWhenNoEntities: false },
  });
  const locked = async <T>(work: () => Promise<T>): Promise<T> => {
    const lock = orm.em.fork();
    return lock.transactional(async (tx) => {
      await tx.execute(`select pg_advisory_xact_lock(hashtext('antrean migrations'))`);
      return work();
    });
  };
  return {
    up: () =>
      locked(async () => {
        const executed = (await orm.migrator.up()).map(({ name }) => name);
        await ensurePartitions(orm.em.fork());
        return executed;
      }),
    status: async () => ({
      executed: (await orm.migrator.getExecuted()).map(({ name }) => name),
      pending: (await orm.migrator.getPending()).map(({ name }) => name),
    }),
    close: () => orm.close(),
  };
}
