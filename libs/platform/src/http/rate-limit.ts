import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { MemoryStore, rateLimit, type Options, type Store } from 'express-rate-limit';
import { RedisStore, type RedisReply } from 'rate-limit-redis';
import { passOf, type TokenHolder } from '../auth/index.ts';
import './locals.ts';
import { problem } from '../problem/index.ts';
import type { RequestRedis } from '../redis/index.ts';
import { addressKey } from './address-key.ts';
import type { Route } from './route.ts';

type Budget = NonNullable<Route['rateLimit']>;

/** The handlers that count requests, and refuse those beyond their budget with 429. */
export type RateLimits = Readonly<
  Record<Budget, RequestHandler> & {
    /** Counts by address and by what `rateLimitKey` of the route makes of the body; behind the body's parser. */
    keyed: RequestHandler;
  }
>;

const WINDOW_MS = 60_000;
/** Requests per minute and caller: the logged-in user, else the address. */
const PER_MINUTE = { standard: 1_200, create: 600, login: 60, search: 60 } as const;
/** Logins per minute from one address, behind which there may be a whole office, and for one identifier from there. */
const LOGINS_PER_ADDRESS = 600;
const LOGINS_PER_IDENTIFIER = 60;

const pass: RequestHandler = (_request, _response, next) => next();

/** No limits at all. */
export const unlimited: RateLimits = {
  ...{ standard: pass, create: pass, login: pass, search: pass },
  ...{ none: pass, keyed: pass },
};

/** A user has one budget, whatever they come by; a device or a display has its own. */
function holderKey(holder: TokenHolder): string {
  if (holder.kind === 'user') return `user:${holder.userId}`;
  const { kind, id } = passOf(holder);
  return `${kind}:${id}`;
}

/** Budgets shared by all api processes through Redis; while it is away each process counts by itself. */
export function createRateLimits(redis: RequestRedis, enabled: boolean): RateLimits {
  if (!enabled) return unlimited;
  const sendCommand = scriptRunner(redis.connection);
  const budget = (name: string, options: Partial<Options>): RequestHandler =>
    rateLimit({
      windowMs: WINDOW_MS,
      identifier: name,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      keyGenerator: (request, response) => {
        const { actor } = response.locals;
        return actor ? holderKey(actor) : `ip:${addressKey(request.ip ?? '')}`;
      },
      // The library looks for its own helper in the text of the function; ours calls it by `addressKey`.
      validate: { keyGeneratorIpFallback: false },
      handler: () => {
        throw problem('too_many_requests');
      },
      store: storeWithFallback(new RedisStore({ prefix: `antrean:rate:${name}:`, sendCommand }), redis),
      ...options,
    });
  return {
    standard: budget('standard', { limit: PER_MINUTE.standard }),
    create: budget('create', { limit: PER_MINUTE.create }),
    login: budget('login', {
      limit: (_request, response) => (response.locals.actor ? PER_MINUTE.login : LOGINS_PER_ADDRESS),
    }),
    search: budget('search', { limit: PER_MINUTE.search }),
    keyed: budget('login-identifier', {
      limit: LOGINS_PER_IDENTIFIER,
      keyGenerator: (request, response) =>
        `${addressKey(request.ip ?? '')}:${response.locals.rateLimitKey ?? ''}`,
    }),
    none: pass,
  };
}

/** A count in `shared`; while that fails, in this process, so that a budget never falls open. */
function storeWithFallback(shared: Store, redis: RequestRedis): Store {
  const own = new MemoryStore();
  const either = <T>(count: (store: Store) => T | Promise<T>): Promise<T> =>
    redis.ask(
      'rate_limit',
      async () => count(shared),
      () => count(own),
    );
  return {
    init: (options) => {
      own.init(options);
      return shared.init?.(options);
    },
    increment: (key) => either((store) => store.increment(key)),
    decrement: (key) => either((store) => store.decrement(key)),
    resetKey: (key) => either((store) => store.resetKey(key)),
  };
}

/**
 * Runs the store's scripts without its loading them at the start, when Redis may be away: a script is named by its
 * SHA-1 as Redis would, and sent whole when Redis does not know it (first use, or after it was emptied).
 */
function scriptRunner(
  redis: RequestRedis['connection'],
): (command: string, ...args: string[]) => Promise<RedisReply> {
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
