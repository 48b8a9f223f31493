import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { RedisStore, type RedisReply } from 'rate-limit-redis';
import './locals.ts';
import { problem } from '../problem/index.ts';
import type { Redis } from '../redis/index.ts';
import type { Route } from './route.ts';

type Budget = NonNullable<Route['rateLimit']>;
export type RateLimits = Readonly<Record<Budget, RequestHandler>>;

/** Requests per minute and caller: the logged-in user, else the address. */
const PER_MINUTE: Record<Exclude<Budget, 'none'>, number> = { standard: 1_200, create: 600, login: 60 };

const pass: RequestHandler = (_request, _response, next) => next();

/**
 * Budgets shared by all api processes through Redis. While Redis is away requests pass: an order counts more than
 * its budget.
 */
export function createRateLimits(redis: Redis, enabled: boolean): RateLimits {
  const sendCommand = enabled ? scriptRunner(redis) : undefined;
  const budget = (name: Exclude<Budget, 'none'>): RequestHandler =>
    sendCommand
      ? rateLimit({
          windowMs: 60_000,
          limit: PER_MINUTE[name],
          identifier: name,
          standardHeaders: 'draft-8',
          legacyHeaders: false,
          passOnStoreError: true,
          keyGenerator: (request, response) => {
            const { actor } = response.locals;
            return actor ? `user:${actor.userId}` : `ip:${request.ip ?? ''}`;
          },
          validate: { keyGeneratorIpFallback: false },
          handler: () => {
            throw problem('too_many_requests');
          },
          store: new RedisStore({
            prefix: `antrean:rate:${name}:`,
            sendCommand,
          }),
        })
      : pass;
  return { standard: budget('standard'), create: budget('create'), login: budget('login'), none: pass };
}

/**
 * Runs the store's scripts without its loading them at the start, when Redis may be away: a script is named by its
 * SHA-1 as Redis would, and sent whole when Redis does not know it (first use, or after it was emptied).
 */
function scriptRunner(redis: Redis): (command: string, ...args: string[]) => Promise<RedisReply> {
  const scripts = new Map<string, string>();
  return async (command, ...args) => {
    const [first = '', second = '', ...rest] = args;
    if (command === 'SCRIPT') {
      const sha = createHash('sha1').update(second).digest('hex');
      scripts.set(sha, second);
      return sha;
    }
    const script = command === 'EVALSHA' ? scripts.get(first) : undefined;
    try {
      return toReply(await redis.call(command, ...args));
    } catch (error) {
      if (!script || !(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return toReply(await redis.call('EVAL', script, second, ...rest));
    }
  };
}

function toReply(reply: unknown): RedisReply {
  if (Array.isArray(reply)) return reply.map((item) => (typeof item === 'number' ? item : String(item)));
  if (typeof reply === 'string' || typeof reply === 'number' || typeof reply === 'boolean') return reply;
  throw new Error('Redis gave an answer of an unexpected kind');
}
