import type { Request } from 'express';
import type { Language } from '../problem/index.ts';

/**
 * The language that a request asks for in `Accept-Language`; English when it does not say. `in` is what Java and
 * Android called Indonesian before ISO 639 renamed it.
 */
export const readerLanguage = (request: Request): Language => {
  const asked = request.acceptsLanguages(['en', 'id', 'in']);
  return asked === 'id' || asked === 'in' ? 'id' : 'en';
};
