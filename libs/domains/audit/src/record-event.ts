import { prepared, query } from '@antrean/platform/database';
import { auditEntryOf, type EventRecord, type MessageRegistry } from '@antrean/platform/messages';
import type { Tx } from '@antrean/platform/transaction';

/** One line of the trail as `append_audit_lines` takes it. */
interface TrailLine {
  at: string;
  event_id: string;
  seq: number;
  action: string;
  subject: string | null;
  detail: string;
  user_id: number | null;
  correlation_id: string | null;
}

const APPEND_LINES = prepared(`select append_audit_lines(?::jsonb)`);

/**
 * Writes what the declarations of these events have the auditor say, in one statement. The database gives
 * every line its place in the chain of its month, and skips events that are in the trail already (migration 0015).
 * Events that are not declared here do not come here: the consumer waits before them.
 */
export async function recordEvents(
  tx: Tx,
  registry: MessageRegistry,
  events: readonly EventRecord[],
): Promise<void> {
  const lines = events.flatMap((event) => trailLine(registry, event) ?? []);
  if (lines.length === 0) return;
  await query(tx.em, APPEND_LINES, [JSON.stringify(lines)]);
}

function trailLine(registry: MessageRegistry, event: EventRecord): TrailLine | null {
  const declared = registry.events.get(event.name);
  // One that has become a signal says nothing to the auditor.
  const entry = declared && auditEntryOf(declared, event.payload);
  if (!entry) return null;
  return {
    at: event.at,
    event_id: event.id,
    seq: event.seq,
    action: entry.action,
    subject: entry.subject ?? null,
    detail: entry.detail,
    // An explicit null says that it is nobody, such as an unknown one who failed to log in.
    user_id: entry.userId === undefined ? event.actorId : entry.userId,
    correlation_id: event.correlationId,
  };
}
