import type { AnyEvent, AuditEntry, EventRecord } from '@antrean/platform/messages';

/**
 * What an event's declaration has the auditor write about it; null when there is nothing to write.
 * @throws ZodError when the payload does not fit the declaration
 */
export function auditEntryOf(event: AnyEvent, record: EventRecord): AuditEntry | null {
  if (!event.audit) return null;
  // Declarations are held without their payload type; the schema restores it before they are asked.
  return event.audit(event.schema.parse(record.payload) as never);
}
