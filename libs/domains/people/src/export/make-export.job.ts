import { randomUUID } from 'node:crypto';
import type { Database } from '@antrean/platform/database';
import type { OpenPersonalData } from '@antrean/platform/domain';
import { announceFile, removeUnkept, type FileStorage } from '@antrean/platform/files';
import { JobSuperseded, type FailPoints } from '@antrean/platform/outbox';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { transaction, type UnitOfWork } from '@antrean/platform/transaction';
import { failExport, finishExport, isWanted } from './export.ts';
import { makeExport } from '../messages.ts';
import { writeExport } from './write-export.ts';

export interface MakeExportDependencies {
  readonly database: Database;
  readonly storage: FileStorage;
  readonly personalData: OpenPersonalData;
  readonly failPoint: FailPoints;
}

/**
 * Puts what is kept about somebody into a file. Each try writes a file of its own, which becomes the export in the
 * transaction that finishes it; what a try leaves that was killed or overtaken goes by a job of the platform.
 */
export function makeExportHandler({
  database,
  storage,
  personalData,
  failPoint,
}: MakeExportDependencies): JobHandler {
  // A beginning has nothing to say to the relay.
  const unitOfWork: UnitOfWork = { database, wakeRelay: () => undefined };
  return handleJob(
    makeExport,
    async (run) => {
      const { userId, exportId } = run.payload;
      const sources = await personalData();
      const key = `exports/${userId}/${randomUUID()}.zip`;
      const begun = await transaction(unitOfWork, run.context, async (tx) => {
        const wanted = await isWanted(tx.em, exportId);
        if (wanted) await announceFile(tx, key);
        return wanted;
      });
      if (!begun) return;
      try {
        const { size, sha256 } = await storage.write(key, (out) =>
          writeExport({ database, storage }, sources, userId, out, {
            signal: run.signal,
            whenRead: () => failPoint('export.half-written'),
          }),
        );
        const file = { key, name: `antrean-${userId}.zip`, size, sha256 };
        const finished = await run.finish((tx) => finishExport(tx, run.payload, file));
        if (!finished) await removeUnkept(database, storage, key);
      } catch (error) {
        if (error instanceof JobSuperseded) await removeUnkept(database, storage, key);
        throw error;
      }
    },
    { onDead: (tx, { exportId }) => failExport(tx, exportId) },
  );
}
