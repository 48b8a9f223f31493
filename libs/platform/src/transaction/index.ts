export { forgetAnswers } from './idempotency.ts';
export { type Context, type IdempotentRequest, backgroundContext } from './context.ts';
export { rehearse, transaction, type Committed, type UnitOfWork, type Tx } from './transaction.ts';
