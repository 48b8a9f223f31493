import type {} from 'express-serve-static-core';
import type { Logger } from 'pino';
import type { TokenHolder } from '../auth/principal.ts';

/** What our middleware leaves for those behind it. */
declare module 'express-serve-static-core' {
  interface Locals {
    actor?: TokenHolder;
    correlationId?: string;
    /** Method and path of the route as declared, once one is found. */
    route?: string;
    /** The code of the problem that is answered. */
    refusal?: string;
    /** What a request is counted by beside its address. */
    rateLimitKey?: string;
  }
  interface Request {
    /** What is logged of a request names it. */
    log: Logger;
  }
}
