import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { TransactionHost } from '@antrean/platform/transaction';

export interface PosDependencies {
  host: TransactionHost;
  database: Database;
  config: Pick<Config, 'businessZone' | 'jwt'>;
}
