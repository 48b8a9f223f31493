import type { JsonObject } from '@antrean/platform/messages';
import type { Signals } from '@antrean/platform/realtime';

/** Signals that go nowhere and are remembered, for tests that need no socket. */
export function recordSignals(): Signals & { emitted: { name: string; payload: JsonObject }[] } {
  const emitted: { name: string; payload: JsonObject }[] = [];
  return {
    emitted,
    emit: ({ name, schema }, payload) => void emitted.push({ name, payload: schema.parse(payload) }),
  };
}
