import { mkdir, open, readdir, rm, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pathOf } from './storage-key.ts';
import { type FileSource, writeFile, type WrittenFile } from './write-file.ts';

export interface StoredFile {
  key: string;
  /** Where it lies. */
  path: string;
  /** Bytes. */
  size: number;
  modifiedAt: Date;
}

export interface OpenFile extends StoredFile {
  /** The bytes. Closes the file by itself at its end or when destroyed. */
  stream: Readable;
}

/** Files under keys such as `reports/2026/11/<uuid>.pdf`. Every function throws InvalidStorageKeyError. */
export interface FileStorage {
  /** Stores a file whole or not at all, also when the process is killed; replaces one of the same key. */
  write(key: string, source: FileSource): Promise<WrittenFile>;
  /** Opens a file to be read; null when there is none. */
  open(key: string): Promise<OpenFile | null>;
  /** Null when there is no such file. */
  stat(key: string): Promise<StoredFile | null>;
  /** True when there was such a file. */
  remove(key: string): Promise<boolean>;
  /** Removes what writers that died left behind; a file still being written is younger. Returns how many. */
  sweepTemporary(olderThanMs: number): Promise<number>;
}

/** Keeps files in a folder of the local filesystem, which is created when missing. */
export function createFileStorage(options: { root: string }): FileStorage {
  const root = resolve(options.root);
  const temporary = join(root, '.tmp');

  return {
    write: async (key, source) => writeFile({ root, temporary, key, path: pathOf(root, key) }, source),

    async stat(key) {
      const path = pathOf(root, key);
      const found = await unlessMissing(stat(path));
      if (found === null || !found.isFile()) return null;
      return { key, path, size: found.size, modifiedAt: found.mtime };
    },

    async open(key) {
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
        const { size, mtime } = found;
        return { key, path, size, modifiedAt: mtime, stream: file.createReadStream() };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    async remove(key) {
      const removed = await unlessMissing(unlink(pathOf(root, key)).then(() => true));
      return removed ?? false;
    },

    async sweepTemporary(olderThanMs) {
      await mkdir(temporary, { recursive: true });
      const limit = Date.now() - olderThanMs;
      let removed = 0;
      for (const name of await readdir(temporary)) {
        const path = join(temporary, name);
        const found = await unlessMissing(stat(path));
        if (found === null || found.mtimeMs > limit) continue;
        await rm(path, { force: true });
        removed += 1;
      }
      return removed;
    },
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
