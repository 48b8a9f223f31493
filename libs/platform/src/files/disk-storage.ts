import { open, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FileStorage } from './file-storage.ts';
import { pathOf } from './storage-key.ts';
import { publishDraft, sweepDrafts, writeThroughDraft } from './write-file.ts';

/**
 * Keeps files in a folder of the local filesystem, which is created when missing: a draft in the same filesystem, fsync,
 * rename, fsync of the folders.
 */
export function createDiskStorage(options: { root: string }): FileStorage {
  const root = resolve(options.root);
  const temporary = join(root, '.tmp');

  return {
    async write(key, source, rework) {
      const path = pathOf(root, key);
      const written = await writeThroughDraft({ temporary, source, ...(rework && { rework }) }, (draft) =>
        publishDraft(draft.path, { root, path }),
      );
      return { key, ...written };
    },

    async stat(key) {
      const path = pathOf(root, key);
      const found = await unlessMissing(stat(path));
      if (found === null || !found.isFile()) return null;
      return { key, size: found.size, modifiedAt: found.mtime };
    },

    async open(key, range) {
      const path = pathOf(root, key);
      const file = await unlessMissing(open(path, 'r'));
      if (file === null) return null;
      try {
        // Of the open file, not of the name: it may be replaced in between.
        const found = await file.stat();
        if (!found.isFile()) {
          await file.close();
          return null;
        }
        return { key, size: found.size, modifiedAt: found.mtime, stream: file.createReadStream(range) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    async remove(key) {
      await unlessMissing(unlink(pathOf(root, key)));
    },

    sweepTemporary: (olderThanMs) => sweepDrafts(temporary, olderThanMs),
  };
}

/** Null for a file that is not there; every other failure stays one. */
async function unlessMissing<T>(operation: Promise<T>): Promise<T | null> {
  try {
    return await operation;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
