import { instant } from '@antrean/platform/http';
import { z } from 'zod';

export const serviceHealth = z.object({
  status: z.enum(['ok', 'unavailable', 'unreachable']),
  /** By the name of what it needs. */
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
});

const processOf = { name: z.enum(['api', 'worker', 'realtime']), instance: z.string() };

export const breakerReport = z.object({
  kind: z.enum(['realtime', 'ops', 'smtp', 'sms', 'oauth']),
  target: z.string(),
  state: z.enum(['closed', 'half_open', 'open']),
  since: instant,
  /** Of the calls that count: those of the last ten seconds, and older ones while these are fewer than ten. */
  recent: z.object({ calls: z.int(), failures: z.int(), timeouts: z.int(), rejected: z.int() }),
  lastError: z.string().nullable(),
});

export const breakerList = z.object({
  breakers: z.array(breakerReport.extend({ service: z.object(processOf) })),
  /** Processes that did not say. */
  unanswered: z.array(z.object(processOf)),
});

export const serviceList = z.object({
  stale: z.boolean(),
  asOf: instant.nullable(),
  services: z.array(
    z.object({
      ...processOf,
      /** The machine or container; null of a version that did not say. */
      host: z.string().nullable(),
      state: z.enum(['up', 'not_ready', 'draining', 'unreachable']),
      /** Where it serves; null of a worker, which nobody calls. */
      address: z.string().nullable(),
      ops: z.string(),
      version: z.string(),
      epoch: z.int(),
      beat: z.int(),
      pid: z.int(),
      startedAt: instant,
      lastBeatAt: instant,
      /** Sockets, requests or jobs that it has in hand. */
      load: z.int(),
      ready: z.boolean(),
      draining: z.boolean(),
      /** What it does without at the moment. */
      lacks: z.array(z.string()),
      health: serviceHealth,
    }),
  ),
});
