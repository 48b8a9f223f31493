import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { MessageRegistry } from '@antrean/platform/messages';
import type { Work } from '@antrean/platform/domain';
import { consumeEvents, type EventConsumer, type JobHandler, type Schedule } from '@antrean/platform/queue';
import type { Signer } from '@antrean/platform/signing';
import { openAnchorFile } from './anchor-file.ts';
import { anchorSchedule } from './anchor-heads.ts';
import { proofSchedules, proveTrailHandler, verifyMonthsHandler } from './prove-trail.job.ts';
import { openProofRecord } from './checkpoint.ts';
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

/** Proves the trail, and keeps what its proof is compared with outside of the database: signed, in the data folder. */
export function auditAnchorWorker({
  config,
  signer,
  database,
}: {
  config: Pick<Config, 'dataDir'>;
  signer: Signer;
  database: Database;
}): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  const anchorFile = openAnchorFile(config.dataDir);
  const proof = openProofRecord(config.dataDir, signer);
  return {
    handlers: [
      proveTrailHandler({ database, anchorFile, signer, proof }),
      verifyMonthsHandler({ database, anchorFile, signer, proof }),
    ],
    consumers: [],
    schedules: [anchorSchedule(anchorFile, signer), ...proofSchedules],
  };
}

/** Everything that audit does in the background. */
export function auditWork(
  dependencies: Parameters<typeof auditWorker>[0] & Parameters<typeof auditAnchorWorker>[0],
): Work {
  const [trail, proof] = [auditWorker(dependencies), auditAnchorWorker(dependencies)];
  return {
    handlers: proof.handlers,
    consumers: trail.consumers,
    schedules: proof.schedules,
  };
}
