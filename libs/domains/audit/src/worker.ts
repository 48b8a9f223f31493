import type { Config } from '@antrean/platform/config';
import type { MessageRegistry } from '@antrean/platform/messages';
import { consumeEvents, type EventConsumer, type JobHandler, type Schedule } from '@antrean/platform/queue';
import type { Signer } from '@antrean/platform/signing';
import { openAnchorFile } from './anchor-file.ts';
import { anchorSchedule } from './anchor-heads.ts';
import { recordEvents } from './record-event.ts';

/** Nobody waits for the trail; a line that is written with others costs half. */
const GATHER_MS = 40;

/** Keeps the audit trail: one line per event that says something to the auditor, in the order of the event log. */
export function auditWorker({ registry }: { registry: MessageRegistry }): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return {
    handlers: [],
    consumers: [
      consumeEvents('audit', (tx, events) => recordEvents(tx, registry, events), { gatherMs: GATHER_MS }),
    ],
    schedules: [],
  };
}

/** Keeps what the trail's proof is compared with outside of the database: signed anchors in the data folder. */
export function auditAnchorWorker({ config, signer }: { config: Pick<Config, 'dataDir'>; signer: Signer }): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return { handlers: [], consumers: [], schedules: [anchorSchedule(openAnchorFile(config.dataDir), signer)] };
}
