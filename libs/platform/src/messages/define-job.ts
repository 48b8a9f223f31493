import type { z } from 'zod';
import type { JsonObject } from './json.ts';

export interface JobDefinition<P extends JsonObject = JsonObject> {
  readonly kind: 'job';
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  /** The BullMQ queue that carries it; jobs of one queue share its concurrency. */
  readonly queue: string;
  readonly schema: z.ZodType<P>;
  /** How often it is tried before it is dead. */
  readonly attempts: number;
  /** A try that takes longer is aborted and counts as failed. */
  readonly timeoutMs: number;
  /** First pause between tries; it doubles each time. */
  readonly backoffMs: number;
}

/** Declares a job. Its handler lives elsewhere, so that who enqueues it imports no handler. */
export function defineJob<P extends JsonObject>(
  definition: Omit<JobDefinition<P>, 'kind'>,
): JobDefinition<P> {
  return { kind: 'job', ...definition };
}

export type AnyJob = Omit<JobDefinition, 'schema'> & { readonly schema: z.ZodType };
