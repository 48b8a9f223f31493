import type { z } from 'zod';
import { wireAudience, type DeclaredAudience, type RealtimeAudience } from './define-event.ts';
import type { JsonObject } from './json.ts';

export interface SignalDefinition<P extends JsonObject = JsonObject> {
  readonly kind: 'signal';
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  readonly schema: z.ZodType<P>;
  readonly realtime: RealtimeAudience<P>;
  /** What a signal is about, such as a machine's number: of each thing only the last value counts. */
  readonly key: (payload: P) => string;
  /** Of one thing a process sends at most one in so many milliseconds. */
  readonly everyMs: number;
}

/**
 * Declares a signal: how something is at this moment, for those who are watching, such as progress, presence or the
 * figures of a dashboard. It is written nowhere: not numbered, not replayed, not audited, and it may be lost. What
 * must not be lost is an event.
 */
export function defineSignal<P extends JsonObject, K extends keyof P = keyof P, W = unknown>(
  definition: Omit<SignalDefinition<P>, 'kind' | 'realtime'> & { realtime: DeclaredAudience<P, K, W> },
): SignalDefinition<P> {
  return { kind: 'signal', ...definition, realtime: wireAudience(definition.realtime) };
}

/** A signal of any payload, as registries hold it. */
export type AnySignal = Omit<SignalDefinition, 'schema' | 'realtime' | 'key'> & {
  readonly schema: z.ZodType;
  readonly realtime: RealtimeAudience<never>;
  readonly key: (payload: never) => string;
};

/** A signal under way. */
export interface SignalRecord {
  id: string;
  at: string;
  name: string;
  version: number;
  payload: JsonObject;
}
