export { type Context, type IdempotentRequest, backgroundContext } from './context.ts';
export { transaction, type TransactionHost, type Tx } from './transaction.ts';
