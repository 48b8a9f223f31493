export * from './catalogue.messages.ts';
