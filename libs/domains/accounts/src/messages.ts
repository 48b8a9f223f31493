export * from './user.messages.ts';
