import type { BreakerOptions, Breakers } from '@antrean/platform/breaker';
import { z } from 'zod';
import { breakerReport, type serviceHealth } from './service.contract.ts';

const BREAKER: BreakerOptions = { timeoutMs: 1_500, judge: () => 'away' };

/**
 * What a process says at its operators' port; null when it says nothing that is understood.
 * @param ops null when the port is open to another machine alone: at that address here somebody else would answer
 */
async function ask<S extends z.ZodType>(
  breakers: Breakers,
  { ops, path }: { ops: string | null; path: string },
  schema: S,
): Promise<z.output<S> | null> {
  if (ops === null) return null;
  const url = new URL(path, ops);
  try {
    return await breakers.of('ops', url.host, BREAKER).run(async (signal) => {
      const response = await fetch(url, { signal, redirect: 'error' });
      return schema.parse(await response.json());
    });
  } catch {
    // Why is the breaker's to tell; whoever asked is told that there is no answer.
    return null;
  }
}

const health = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.record(z.string(), z.object({ ok: z.boolean() })),
});

/** How a process is, without its reasons, which may name hosts. */
export async function askHealth(
  breakers: Breakers,
  ops: string | null,
): Promise<z.infer<typeof serviceHealth>> {
  const answer = await ask(breakers, { ops, path: '/health/ready' }, health);
  if (!answer) return { status: 'unreachable', checks: {} };
  const outcomes = Object.entries(answer.checks).map(
    ([name, { ok }]) => [name, ok ? 'ok' : 'failed'] as const,
  );
  return { status: answer.status, checks: Object.fromEntries(outcomes) };
}

const reports = z.object({ breakers: z.array(breakerReport) });

/** What a process calls through breakers; null when it does not answer. */
export const askBreakers = async (
  breakers: Breakers,
  ops: string | null,
): Promise<z.infer<typeof breakerReport>[] | null> =>
  (await ask(breakers, { ops, path: '/breakers' }, reports))?.breakers ?? null;
