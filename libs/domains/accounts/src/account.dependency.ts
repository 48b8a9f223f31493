import type { Config } from '@antrean/platform/config';
import type { TransactionHost } from '@antrean/platform/transaction';
import type { Passwords } from './password.ts';

/** What the use cases of this domain work with. */
export interface AccountDependencies {
  readonly host: TransactionHost;
  readonly config: Config;
  readonly passwords: Passwords;
}
