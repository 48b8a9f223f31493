import { ensurePartitions } from '@antrean/platform/database';
import type { MessageRegistry } from '@antrean/platform/messages';
import { consumeEvents, defineSchedule, type EventConsumer, type Schedule } from '@antrean/platform/queue';
import { recordEvents } from './record-event.ts';

/** Keeps the audit trail: one line per event that says something to the auditor, in the order of the event log. */
export function auditWorker({ registry }: { registry: MessageRegistry }): {
  consumers: readonly EventConsumer[];
  schedules: readonly Schedule[];
} {
  return {
    consumers: [consumeEvents('audit', (tx, events) => recordEvents(tx, registry, events))],
    schedules: [
      defineSchedule({
        name: 'audit.partitions',
        everyMs: 3_600_000,
        run: (tx) => ensurePartitions(tx.em, 'log_audit_trail', 'month', 2),
      }),
    ],
  };
}
