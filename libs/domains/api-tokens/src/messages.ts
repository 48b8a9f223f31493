export * from './api-token.messages.ts';
