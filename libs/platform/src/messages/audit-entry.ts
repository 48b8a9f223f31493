import type { AnyEvent, AuditText, EventRecord } from './define-event.ts';
import type { AnyMessage, MessageRegistry } from './registry.ts';

/** One record of the audit trail, as an event's declaration has it written. */
export interface AuditEntry extends AuditText {
  action: string;
}

/**
 * What an event's declaration has the auditor write about it; null when there is nothing to write.
 * @param payload as it was published
 * @throws ZodError when the payload does not fit the declaration
 */
export function auditEntryOf(event: AnyEvent, payload: unknown): AuditEntry | null {
  if (!event.audit) return null;
  // Declarations are held without their payload type; the schema restores it before they are asked.
  const parsed = event.schema.parse(payload) as never;
  for (const [action, describe] of Object.entries(event.audit)) {
    const text = describe(parsed);
    if (text) return { action, ...text };
  }
  return null;
}

/** What an event is about, in the auditor's words; null when they say nothing, or cannot be asked. */
export function subjectOf({ events }: MessageRegistry, event: EventRecord): string | null {
  const declared = events.get(event.name);
  try {
    return (declared && auditEntryOf(declared, event.payload)?.subject) ?? null;
  } catch {
    // Asked about events that a consumer refused, perhaps because of what makes this fail.
    return null;
  }
}

/** Every action that these messages may have the auditor write, sorted. */
export function auditActionsOf(messages: readonly AnyMessage[]): string[] {
  const actions = messages.flatMap((message) =>
    message.kind === 'event' ? Object.keys(message.audit ?? {}) : [],
  );
  return [...new Set(actions)].sort();
}
