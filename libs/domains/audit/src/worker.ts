import type { MessageRegistry } from '@antrean/platform/messages';
import { consumeEvents, type EventConsumer, type JobHandler, type Schedule } from '@antrean/platform/queue';
import { recordEvents } from './record-event.ts';

/** Keeps the audit trail: one line per event that says something to the auditor, in the order of the event log. */
export function auditWorker({ registry }: { registry: MessageRegistry }): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [],
    consumers: [consumeEvents('audit', (tx, events) => recordEvents(tx, registry, events))],
    schedules: [],
  };
}
