import { auditAnchorWorker, auditWorker } from '@antrean/audit/worker';
import { reports } from '@antrean/catalog';
import { identityWorker } from '@antrean/identity/worker';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import type { Mailer } from '@antrean/platform/mail';
import type { MessageRegistry } from '@antrean/platform/messages';
import type { FailPoints } from '@antrean/platform/outbox';
import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import type { Signer } from '@antrean/platform/signing';
import type { FileStorage } from '@antrean/platform/storage';
import { reportWorker } from '@antrean/reports/worker';
import { workOrderWorker } from '@antrean/work-orders/worker';

export interface WorkDependencies {
  database: Database;
  /** For the rows of reports. */
  exports: Database;
  config: Config;
  mailer: Mailer;
  storage: FileStorage;
  signer: Signer;
  registry: MessageRegistry;
  failPoint: FailPoints;
}

interface Work {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
}

/** All background work of all domains. */
export function work(dependencies: WorkDependencies): Work {
  const all = [
    identityWorker(dependencies),
    auditWorker(dependencies),
    auditAnchorWorker(dependencies),
    workOrderWorker(dependencies),
    reportWorker({ ...dependencies, reports }),
  ];
  return {
    handlers: all.flatMap(({ handlers }) => handlers),
    consumers: all.flatMap(({ consumers }) => consumers),
    schedules: all.flatMap(({ schedules }) => schedules),
  };
}
