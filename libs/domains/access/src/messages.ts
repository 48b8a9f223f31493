export * from './role.messages.ts';
