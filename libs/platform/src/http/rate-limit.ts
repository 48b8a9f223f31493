import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { RedisStore, type RedisReply } from 'rate-limit-redis';
import type { Actor } from '../outbox/index.ts';
import { problem } from '../problem/index.ts';
import type { Redis } from '../redis/index.ts';
import type { Route } from './route.ts';

type Budget = NonNullable<Route['rateLimit']>;
export type RateLimits = Readonly<Record<Budget, RequestHandler>>;

/** Requests per minute and caller: the logged-in user, else the address. */
const PER_MINUTE: Record<Exclude<Budget, 'none'>, number> = { standard: 1_200, create: 600, login: 30 };

const pass: RequestHandler = (_request, _response, next) => next();

/**
 * Budgets shared by all api processes through Redis. While Redis is away requests pass: an order counts more than
 * its budget.
 */
export function createRateLimits(redis: Redis, enabled: boolean): RateLimits {
  const budget = (name: Exclude<Budget, 'none'>): RequestHandler =>
    enabled
      ? rateLimit({
          windowMs: 60_000,
          limit: PER_MINUTE[name],
          identifier: name,
          standardHeaders: 'draft-8',
          legacyHeaders: false,
          passOnStoreError: true,
          keyGenerator: (request, response) => {
            const actor: Actor | undefined = response.locals['actor'];
            return actor ? `user:${actor.userId}` : `ip:${request.ip ?? ''}`;
          },
          validate: { keyGeneratorIpFallback: false },
          handler: () => {
            throw problem('too_many_requests');
          },
          store: new RedisStore({
            prefix: `antrean:rate:${name}:`,
            sendCommand: (command: string, ...args: string[]) => redis.call(command, ...args) as Promise<RedisReply>,
          }),
        })
      : pass;
  return { standard: budget('standard'), create: budget('create'), login: budget('login'), none: pass };
}
