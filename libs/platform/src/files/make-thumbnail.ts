import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { query, type Database } from '../database/index.ts';
import { handleJob, type JobHandler } from '../queue/job-handler.ts';
import { transaction, type UnitOfWork } from '../transaction/index.ts';
import type { FileStorage } from './file-storage.ts';
import { makeThumbnail } from './file.messages.ts';
import { announceFile, keepFile, removeUnkept } from './unkept-file.ts';

/** Pixels of the longer side. */
const THUMBNAIL_SIDE = 320;

/**
 * Makes the thumbnail of an image that is still there and has none yet. Each try announces a file of its own, so that
 * what a try that died has written goes by itself, and what two tries made is kept once.
 */
export function makeThumbnailHandler({
  database,
  storage,
}: {
  database: Database;
  storage: FileStorage;
}): JobHandler {
  const unitOfWork: UnitOfWork = { database, wakeRelay: () => undefined };
  return handleJob(makeThumbnail, async (run) => {
    const source = run.payload.key;
    const isWanted = async (em = database.fork()): Promise<boolean> => {
      const rows = await query(
        em,
        `select 1 from file_thumbnails where source_key = ? and key is null for update`,
        [source],
      );
      return rows.length > 0;
    };
    if (!(await isWanted())) {
      await run.finish(async () => undefined);
      return;
    }
    const key = `thumbnails/${randomUUID()}`;
    await transaction(unitOfWork, run.context, (tx) => announceFile(tx, key));
    // Loaded by the first who needs it: the decoder is large, and the processes that serve do without.
    const { shrinkImage } = await import('../images/index.ts');
    const turn = { of: ['thumbnails', key], signal: run.signal };
    const open = async () => (await storage.open(source))?.stream ?? null;
    const thumbnail = await shrinkImage(open, THUMBNAIL_SIDE, turn);
    const written = thumbnail && (await storage.write(key, Readable.from([thumbnail])));
    const isKept = await run.finish(async (tx) => {
      // The image was given up meanwhile, or another try was faster.
      if (!written || !(await isWanted(tx.em))) return false;
      await keepFile(tx, key);
      await query(
        tx.em,
        `update file_thumbnails set key = ?, size = ?, sha256 = ?, made_at = now() where source_key = ?`,
        [key, written.size, written.sha256, source],
      );
      return true;
    });
    if (!isKept) await removeUnkept(database, storage, key);
  });
}
