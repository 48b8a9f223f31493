import type { Config } from '@antrean/platform/config';
import type { UnitOfWork } from '@antrean/platform/transaction';
import type { Passwords } from './passwords/password.ts';

/** What the use cases of this domain work with. */
export interface AccountDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly config: Config;
  readonly passwords: Passwords;
}
