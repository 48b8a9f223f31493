import { nameOf, type User } from '@antrean/accounts';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { factorAdded, factorRemoved } from './factor.messages.ts';
import { factorsChanged } from './factor.notification.ts';
import type { FactorMethod } from './factor.queries.ts';

/** That a user's ways to show who they are became others: for the audit trail, and for the user. */
export function tellAdded(tx: Tx, user: User, method: FactorMethod): void {
  publish(tx, factorAdded, { userId: user.id, userName: nameOf(user), method });
  notify(tx, factorsChanged, { userId: user.id, method, change: 'added', by: 'owner' });
}

/** As `tellAdded`. */
export function tellRemoved(tx: Tx, user: User, method: FactorMethod): void {
  publish(tx, factorRemoved, { userId: user.id, userName: nameOf(user), method });
  notify(tx, factorsChanged, { userId: user.id, method, change: 'removed', by: 'owner' });
}
