export * from './session.messages.ts';
