export * from './pos-order.messages.ts';
