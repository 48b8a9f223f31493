import type { RequestHandler } from 'express';
import { problem } from '../problem/index.ts';

/** OPTIONS tells what an address answers to (RFC 9110 9.3.7); what it does not is refused with the same (15.5.6). */
export function answerOtherMethods(methods: readonly string[]): RequestHandler {
  const allowed = [...new Set([...methods, 'OPTIONS'])].join(', ');
  return (request, response) => {
    if (request.method !== 'OPTIONS') {
      throw problem('method_not_allowed', { parameters: { allowed }, headers: { Allow: allowed } });
    }
    response.status(204).set('Allow', allowed).end();
  };
}

const READING = ['GET', 'HEAD'];
const answerOthers = answerOtherMethods(READING);

/** For pages, which are read and nothing else: stands before their own handlers. */
export const readOnly: RequestHandler = (request, response, next) => {
  if (READING.includes(request.method)) next();
  else void answerOthers(request, response, next);
};
