import { system } from '@antrean/domains';
import { connectDatabase, type Database } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';

export const benchLog = createLogger({ service: 'bench', level: 'warn' });

/** A database as the processes have it, for what a bench does by the product's own functions. */
export const connectBench = (url: string, poolSize: number): Promise<Database> =>
  connectDatabase({ url, poolSize, applicationName: 'bench', entities: system.entities, log: benchLog });
