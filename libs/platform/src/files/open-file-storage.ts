import type { Config } from '../config/index.ts';
import type { Logger } from '../observability/index.ts';
import { createDiskStorage } from './disk-storage.ts';
import { DRAFT_ABANDONED_AFTER_MS, type FileStorage } from './file-storage.ts';

/**
 * The storage that is configured: `FILES_DRIVER`. Drafts lie in the data folder of this machine with either; what a
 * process of before left there is swept up.
 */
export async function openFileStorage(
  { dataDir, files }: Pick<Config, 'dataDir' | 'files'>,
  log: Logger,
): Promise<FileStorage> {
  const storage =
    files === null
      ? createDiskStorage({ root: dataDir })
      : // Loaded only where it is used: the client takes 30 MB of memory.
        (await import('./s3-storage.ts')).createS3Storage({ ...files, draftRoot: dataDir, log });
  await storage.sweepTemporary(DRAFT_ABANDONED_AFTER_MS);
  return storage;
}
