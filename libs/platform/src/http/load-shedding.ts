import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { RequestHandler } from 'express';
import type { Logger, Metrics } from '../observability/index.ts';
import { problem } from '../problem/index.ts';

/** How hard the process has it. */
export interface Pressure {
  /** How much later than it should the event loop came round since the last look, on average, in milliseconds. */
  readonly delayMs: number;
  /** How much of the memory that it may have is taken, from 0 to 1. */
  readonly memory: number;
}

export interface LoadShedding {
  readonly middleware: RequestHandler;
  stop(): void;
}

/** Requests under way at once: what more would wait for the database's connections longer than anybody waits. */
const MOST = 1_000;
/** However hard the process has it, it goes on serving so many. */
const LEAST = 50;
const TOO_LATE_MS = 150;
const TOO_FULL = 0.85;
const LOOK_EVERY_MS = 250;
const SAMPLE_EVERY_MS = 50;
/** Those that were refused come back together otherwise. */
const RETRY_AFTER_S = [1, 3] as const;

/** Supervisors and balancers ask here; live polls of sockets have limits of their own, and stay open for long. */
const isExempt = (path: string): boolean => /^\/(?:api\/health|socket\.io)(?:\/|$)/.test(path);

/**
 * Refuses with 503 whom the process cannot serve in time, before anything is done for them. How many may be under way
 * at once shrinks while the event loop is late or memory is short, and grows again after; so one long pause refuses
 * nobody, and a flood is served as far as that goes. While nobody asks for anything nothing is measured either.
 */
export function createLoadShedding({
  metrics,
  log,
  readPressure,
  most = MOST,
  least = LEAST,
  lookEveryMs = LOOK_EVERY_MS,
}: {
  metrics: Metrics;
  log: Logger;
  /** Measured on this process when absent. */
  readPressure?: () => Pressure;
  most?: number;
  least?: number;
  lookEveryMs?: number;
}): LoadShedding {
  const meter: PressureMeter = readPressure ? { read: readPressure } : createPressureMeter();
  let limit = most;
  let underWay = 0;
  let [refused, isShedding] = [0, false];
  /** Runs while requests come, and until the limit is what it was before them. */
  let timer: NodeJS.Timeout | undefined;
  let cameSinceLook = false;
  metrics.requestLimit.set(limit);

  const look = (): void => {
    const { delayMs, memory } = meter.read();
    const isHard = delayMs > TOO_LATE_MS || memory > TOO_FULL;
    limit = isHard ? Math.max(least, Math.floor(limit / 2)) : Math.min(most, Math.ceil(limit * 1.2));
    metrics.requestLimit.set(limit);
    if (refused > 0 && !isShedding)
      log.warn({ delayMs, memory, underWay, limit }, 'requests are refused: too much is going on');
    if (refused === 0 && isShedding) log.info('no requests are refused any more');
    isShedding = refused > 0;
    refused = 0;
    if (!cameSinceLook && underWay === 0 && limit === most && !isShedding) stop();
    cameSinceLook = false;
  };
  const start = (): void => {
    meter.start?.();
    timer = setInterval(look, lookEveryMs).unref();
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    meter.stop?.();
  };

  return {
    middleware: (request, response, next) => {
      if (isExempt(request.path)) {
        next();
        return;
      }
      cameSinceLook = true;
      if (!timer) start();
      if (underWay >= limit) {
        refused += 1;
        metrics.requestsShed.inc();
        const [soonest, latest] = RETRY_AFTER_S;
        const seconds = soonest + Math.floor(Math.random() * (latest - soonest + 1));
        throw problem('overloaded', { headers: { 'Retry-After': String(seconds) } });
      }
      underWay += 1;
      response.once('close', () => (underWay -= 1));
      next();
    },
    stop,
  };
}

interface PressureMeter {
  start?(): void;
  read(): Pressure;
  stop?(): void;
}

function createPressureMeter(): Required<PressureMeter> {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_EVERY_MS });
  // A container's limit stays what it is, and to ask reads three files.
  const container = process.constrainedMemory() || Infinity;
  let lookedAt = performance.now();
  return {
    start: () => {
      lookedAt = performance.now();
      delay.reset();
      delay.enable();
    },
    read: () => {
      const now = performance.now();
      // What it holds are the times between two samples; without any, the loop has not come round twice since.
      const between = delay.count > 0 ? delay.mean / 1e6 : now - lookedAt;
      lookedAt = now;
      delay.reset();
      const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
      return {
        delayMs: Math.max(0, between - SAMPLE_EVERY_MS),
        memory: Math.max(used / most, process.memoryUsage.rss() / container),
      };
    },
    stop: () => delay.disable(),
  };
}
