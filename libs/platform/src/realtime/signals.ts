import { randomUUID } from 'node:crypto';
import type { JsonObject, SignalDefinition, SignalRecord } from '../messages/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import type { Redis } from '../redis/index.ts';
import { reachInstances } from './reach-instances.ts';

/** The server-side event that carries signals to the realtime instances. */
export const SIGNALS_EVENT = 'antrean:signals';

/** How often it is looked for those whose turn has come. */
const LOOK_EVERY_MS = 50;
const MOST_IN_A_MESSAGE = 500;
/** Things that are told of at the same time; of more nothing is told. */
const MOST_KEYS = 10_000;

/** What a process tells those who are watching. */
export interface Signals {
  /**
   * Sends a signal to the sockets that may hear it. Returns at once and never throws: it may be lost, when Redis is away
   * or another value of the same thing comes before it has gone out.
   */
  emit<P extends JsonObject>(signal: SignalDefinition<P>, payload: NoInfer<P>): void;
}

export interface SignalEmitter extends Signals {
  stop(): void;
}

interface Slot {
  signal: string;
  everyMs: number;
  mayGoAt: number;
  waiting: SignalRecord | null;
}

/**
 * Sends signals by Redis, of each thing the latest value at most every so many milliseconds, in one message at a time: who
 * emits never waits, and a Redis that stands still makes nothing pile up.
 */
export function createSignalEmitter({
  redis,
  metrics,
  log,
}: {
  redis: Redis;
  metrics: Metrics;
  log: Logger;
}): SignalEmitter {
  const reach = reachInstances(redis);
  const slots = new Map<string, Slot>();
  const count = (signal: string, outcome: 'sent' | 'replaced' | 'lost' | 'refused', n = 1): void =>
    metrics.signals.inc({ signal, outcome }, n);
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let sending = false;
  let away = false;

  const takeDue = (): SignalRecord[] => {
    const now = performance.now();
    const due: SignalRecord[] = [];
    for (const [key, slot] of slots) {
      if (slot.mayGoAt > now) continue;
      if (!slot.waiting) slots.delete(key);
      else if (due.length < MOST_IN_A_MESSAGE) {
        due.push(slot.waiting);
        slot.waiting = null;
        slot.mayGoAt = now + slot.everyMs;
      }
    }
    return due;
  };

  const send = async (signals: readonly SignalRecord[]): Promise<void> => {
    try {
      if (redis.status !== 'ready') throw new Error(`Redis is ${redis.status}`);
      await reach(SIGNALS_EVENT, signals);
      for (const { name } of signals) count(name, 'sent');
      away = false;
    } catch (error) {
      for (const { name } of signals) count(name, 'lost');
      if (!away) log.warn({ err: error }, 'signals are lost while Redis is away');
      away = true;
    }
  };

  const flush = (): void => {
    clearTimeout(timer);
    [timer, soon] = [undefined, undefined];
    if (sending || slots.size === 0) return;
    const due = takeDue();
    sending = due.length > 0;
    if (sending)
      void send(due).finally(() => {
        sending = false;
        flush();
      });
    else timer = setTimeout(flush, LOOK_EVERY_MS).unref();
  };

  return {
    emit: (signal, payload) => {
      const { name, version, everyMs } = signal;
      const parsed = signal.schema.safeParse(payload);
      if (!parsed.success) {
        count(name, 'refused');
        log.error({ err: parsed.error, signal: name }, `signal ${name} does not fit its declaration`);
        return;
      }
      const key = `${name} ${signal.key(parsed.data)}`;
      const known = slots.get(key);
      if (!known && slots.size >= MOST_KEYS) return count(name, 'lost');
      const slot = known ?? { signal: name, everyMs, mayGoAt: 0, waiting: null };
      if (slot.waiting) count(name, 'replaced');
      slot.waiting = { id: randomUUID(), at: new Date().toISOString(), name, version, payload: parsed.data };
      slots.set(key, slot);
      // What comes in one turn of the event loop travels together.
      if (slot.mayGoAt <= performance.now()) soon ??= setImmediate(flush);
    },
    stop: () => {
      slots.clear();
      clearTimeout(timer);
      clearImmediate(soon);
    },
  };
}
