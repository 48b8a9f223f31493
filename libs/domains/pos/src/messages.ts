import { catalogueMessages } from './catalogue.messages.ts';
import { displayMessages } from './display.messages.ts';
import { orderMessages } from './pos-order.messages.ts';

export * from './catalogue.messages.ts';
export * from './display.messages.ts';
export * from './pos-order.messages.ts';

export const posMessages = [...orderMessages, ...catalogueMessages, ...displayMessages];
