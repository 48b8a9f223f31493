export * from './identity.messages.ts';
