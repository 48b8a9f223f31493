import { ApiProblem } from '@antrean/client';
import { api } from './antrean.ts';

/** Of one page: whatever fails again and again is told a few times. */
const MOST = 5;
const told = new Set<string>();

/** Tells the server that the page has failed: where and how, and nothing that somebody typed. Nobody waits for it. */
export function reportCrash(error: unknown): void {
  const message = String(error).slice(0, 500);
  if (told.has(message) || told.size >= MOST) return;
  told.add(message);
  const body = {
    version: __VERSION__,
    path: location.pathname.slice(0, 200),
    message,
    ...(error instanceof Error && error.stack ? { stack: error.stack.slice(0, 4_000) } : {}),
    ...(error instanceof ApiProblem && error.problem.correlationId
      ? { correlationId: error.problem.correlationId }
      : {}),
  };
  api.POST('/api/client-errors', { body }).catch(() => told.delete(message));
}
