export * from './recovery.messages.ts';
