export * from './factor.messages.ts';
