export * from './display.messages.ts';
