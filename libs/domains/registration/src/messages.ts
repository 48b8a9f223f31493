export * from './registration.messages.ts';
