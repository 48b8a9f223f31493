import type { Request } from 'express';
import type { Language } from '../problem/index.ts';

/** The language that a request asks for in `Accept-Language`; English when it does not say. */
export const readerLanguage = (request: Request): Language =>
  request.acceptsLanguages(['en', 'id']) === 'id' ? 'id' : 'en';
