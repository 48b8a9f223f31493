export * from './ip-block.messages.ts';
