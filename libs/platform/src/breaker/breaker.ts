import { EventEmitter } from 'node:events';
import CircuitBreaker from 'opossum';
import { reasonOf, type Logger, type Metrics } from '../observability/index.ts';

/** What is called through breakers. */
export type BreakerKind = 'realtime' | 'ops' | 'smtp' | 'sms' | 'oauth';

/** It was not called: it has failed too often of late. Whoever can, comes back later; no try is counted. */
export class ServiceAway extends Error {
  /** Milliseconds until it is called again to see whether it is back. */
  readonly retryAfterMs: number;
  constructor(name: string, retryAfterMs: number, cause?: unknown) {
    super(`${name} has failed too often of late and is not called for now`, { cause });
    this.name = 'ServiceAway';
    this.retryAfterMs = retryAfterMs;
  }
}

export interface BreakerReport {
  kind: BreakerKind;
  target: string;
  state: 'closed' | 'half_open' | 'open';
  /** Since when it is in this state. */
  since: string;
  /** Of the calls that count at the moment: those of the last ten seconds, and older ones while these are few. */
  recent: { calls: number; failures: number; timeouts: number; rejected: number };
  /** Why the last call failed that counted. */
  lastError: string | null;
}

/** One thing that is called, which is spared while it fails. */
export interface Breaker {
  /**
   * Calls it. The signal aborts when the time is up, so that the call really ends.
   * @throws {ServiceAway} without a call, while it is open; else what the work throws
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  readonly isOpen: boolean;
  /**
   * Resolves as soon as calls are made again. Half open, one of those who wait goes first, and the others when it has
   * come through.
   * @throws {ServiceAway} when they are not in so many milliseconds; the signal's reason when it aborts
   */
  untilCalled(options: { signal: AbortSignal; patienceMs: number }): Promise<void>;
}

export interface BreakerOptions {
  /** How long a call may take, in milliseconds; shorter than the time that an open breaker rests. */
  readonly timeoutMs: number;
  /** How long an open breaker rests before one call is let through. */
  readonly resetMs?: number;
  /** How long a call counts while there are enough of them. */
  readonly windowMs?: number;
  /**
   * What a failure says: that it is `away`; that it is there, because it `answered`, and be it with a refusal; or
   * `nothing`, as when whoever asked has left.
   */
  readonly judge: (error: unknown) => 'away' | 'answered' | 'nothing';
}

export interface Breakers {
  /** One breaker for each target. */
  of(kind: BreakerKind, target: string, options: BreakerOptions): Breaker;
  list(): BreakerReport[];
  /** The kinds of which something is not called at the moment. */
  open(): BreakerKind[];
  shutdown(): void;
}

const RESET_MS = 10_000;
const WINDOW_MS = 10_000;
const BUCKETS = 10;
/** Below so many calls nothing is concluded. */
const VOLUME = 10;
/** Half open, whoever was let go has so long to call before the next one is. */
const TURN_MS = 1_000;
const FAILED_PERCENT = 50;
/** Targets come and go; of those that nobody has called for the longest time, the breaker is forgotten. */
const MOST = 200;

const isOurs = (error: unknown): error is Error => error instanceof Error && CircuitBreaker.isOurError(error);
const isTimeout = (error: unknown): boolean => isOurs(error) && 'code' in error && error.code === 'ETIMEDOUT';

interface Held {
  kind: BreakerKind;
  breaker: Breaker;
  report(): BreakerReport;
  end(): void;
}

/** Breakers by opossum, one for each target, which the logs and metrics tell of. */
export function createBreakers({ metrics, log }: { metrics?: Metrics; log: Logger }): Breakers {
  const held = new Map<string, Held>();
  const forget = (name: string): void => {
    held.get(name)?.end();
    held.delete(name);
  };
  return {
    of: (kind, target, options) => {
      const name = `${kind} ${target}`;
      const known = held.get(name);
      // The one that was called last stands last.
      if (known) held.delete(name);
      const entry = known ?? createBreaker(kind, target, options, { metrics, log });
      held.set(name, entry);
      const [oldest = name] = held.keys();
      if (held.size > MOST) forget(oldest);
      return entry.breaker;
    },
    list: () => [...held.values()].map(({ report }) => report()),
    open: () => [
      ...new Set([...held.values()].flatMap(({ breaker, kind }) => (breaker.isOpen ? [kind] : []))),
    ],
    shutdown: () => {
      for (const name of [...held.keys()]) forget(name);
    },
  };
}

function createBreaker(
  kind: BreakerKind,
  target: string,
  { timeoutMs, resetMs = RESET_MS, windowMs = WINDOW_MS, judge }: BreakerOptions,
  { metrics, log }: { metrics: Metrics | undefined; log: Logger },
): Held {
  if (timeoutMs >= resetMs) throw new Error(`a call of ${target} may take longer than its breaker rests`);
  let since = new Date();
  let openedAt = 0;
  let lastError: unknown = null;
  const waiting = new Set<() => void>();
  let turnEnds: NodeJS.Timeout | undefined;
  const window = new EventEmitter();
  const circuit: CircuitBreaker<[() => Promise<unknown>]> = new CircuitBreaker((work) => work(), {
    name: `${kind} ${target}`,
    timeout: timeoutMs,
    resetTimeout: resetMs,
    rollingCountBuckets: BUCKETS,
    rotateBucketController: window,
    enableSnapshots: false,
    volumeThreshold: VOLUME,
    errorThresholdPercentage: FAILED_PERCENT,
    errorFilter: (error: unknown) => {
      if (isTimeout(error)) return false;
      const verdict = judge(error);
      // Half open, only an answer proves that it is back.
      return verdict === 'answered' || (verdict === 'nothing' && !circuit.halfOpen);
    },
  });
  const labels = { kind, target };
  const count = (outcome: string) => () => metrics?.breakerCalls.inc({ ...labels, outcome });
  const turn = (state: BreakerReport['state'], value: number): void => {
    since = new Date();
    metrics?.breakerState.set(labels, value);
    log[state === 'open' ? 'warn' : 'info'](
      { breaker: kind, target, state, ...(state === 'open' ? { reason: reasonOf(lastError) } : {}) },
      `the breaker of ${kind} ${target} is ${state.replace('_', ' ')}`,
    );
  };
  const forgetOldest = (): boolean => window.emit('rotate');
  // The last ten calls count however slow they are: in ten seconds there are not ten that hang until their timeout.
  let forgotAt = performance.now();
  const forgetEveryMs = Math.max(windowMs, resetMs, (VOLUME + 2) * timeoutMs) / BUCKETS;
  const timer = setInterval(() => {
    const younger = circuit.status.window.slice(0, -1);
    const known = younger.reduce((sum, { successes, failures }) => sum + successes + failures, 0);
    if (known < VOLUME && performance.now() - forgotAt < forgetEveryMs) return;
    forgotAt = performance.now();
    forgetOldest();
  }, windowMs / BUCKETS).unref();
  /** Half open: lets one go who waits, unless one is under way. */
  const letOneGo = (): void => {
    if (!circuit.halfOpen || !circuit.pendingClose) return;
    const [go] = waiting;
    if (!go) return;
    clearTimeout(turnEnds);
    turnEnds = setTimeout(() => {
      turnEnds = undefined;
      letOneGo();
    }, TURN_MS).unref();
    waiting.delete(go);
    go();
  };
  metrics?.breakerState.set(labels, 0);
  const endTurn = (): void => {
    clearTimeout(turnEnds);
    turnEnds = undefined;
  };
  circuit.on('open', () => {
    openedAt = performance.now();
    endTurn();
    turn('open', 2);
  });
  circuit.on('halfOpen', () => {
    turn('half_open', 1);
    letOneGo();
  });
  circuit.on('close', () => {
    endTurn();
    // What failed before it was back would open it at the next failure.
    for (let n = 0; n < BUCKETS; n += 1) forgetOldest();
    turn('closed', 0);
    for (const go of waiting) go();
    waiting.clear();
  });
  circuit.on('success', count('success'));
  circuit.on('reject', count('rejected'));
  circuit.on('timeout', count('timeout'));
  circuit.on('failure', (error) => {
    lastError = error;
    count('failure')();
  });

  const away = (cause?: unknown): ServiceAway => {
    const left = circuit.opened ? openedAt + resetMs - performance.now() : timeoutMs;
    return new ServiceAway(`${kind} ${target}`, Math.max(0, Math.ceil(left)), cause);
  };
  const breaker: Breaker = {
    get isOpen() {
      return circuit.opened;
    },
    run: async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
      const call = new AbortController();
      const done = Promise.withResolvers<T>();
      try {
        await circuit.fire(async () => done.resolve(await work(call.signal)));
        return await done.promise;
      } catch (error) {
        call.abort(error);
        throw isOurs(error) && !isTimeout(error) ? away(error) : error;
      }
    },
    untilCalled: async ({ signal, patienceMs }) => {
      signal.throwIfAborted();
      if (circuit.closed) return;
      const called = Promise.withResolvers<void>();
      const onAbort = (): void => called.reject(signal.reason);
      const timer = setTimeout(() => called.reject(away()), patienceMs);
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.add(called.resolve);
      if (turnEnds === undefined) letOneGo();
      await called.promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(called.resolve);
        signal.removeEventListener('abort', onAbort);
      });
    },
  };
  return {
    kind,
    breaker,
    end: () => {
      clearInterval(timer);
      endTurn();
      circuit.shutdown();
      metrics?.breakerState.remove(labels);
    },
    report: () => {
      const { fires, failures, timeouts, rejects } = circuit.stats;
      return {
        kind,
        target,
        state: circuit.opened ? 'open' : circuit.halfOpen ? 'half_open' : 'closed',
        since: since.toISOString(),
        recent: { calls: fires, failures, timeouts, rejected: rejects },
        lastError: lastError instanceof Error ? lastError.message.slice(0, 300) : null,
      };
    },
  };
}
