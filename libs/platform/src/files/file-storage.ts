import type { Readable } from 'node:stream';
import type { ByteRange } from '../http/reply.ts';
import type { FileSource, Rework, WrittenFile } from './write-file.ts';

export interface StoredFile {
  key: string;
  /** Bytes. */
  size: number;
  modifiedAt: Date;
}

export interface OpenFile extends StoredFile {
  /** The bytes that were asked for. Lets go of the file by itself at its end or when destroyed. */
  stream: Readable;
}

/** Files under keys such as `reports/2026/11/<uuid>.pdf`. Every function throws InvalidStorageKeyError. */
export interface FileStorage {
  /**
   * Stores a file whole or not at all, also when the process is killed; replaces one of the same key.
   * @param rework makes what is stored of what has arrived, when that is another thing
   */
  write(key: string, source: FileSource, rework?: Rework): Promise<WrittenFile>;
  /** Opens a file, or a part that lies in it, to be read; null when there is none. `size` is that of the whole. */
  open(key: string, range?: ByteRange): Promise<OpenFile | null>;
  /** Null when there is no such file. */
  stat(key: string): Promise<StoredFile | null>;
  /** There is no such file afterwards, whether there was one or not. */
  remove(key: string): Promise<void>;
  /** Removes the drafts of writers that died; a file still being written is younger. Returns how many. */
  sweepTemporary(olderThanMs: number): Promise<number>;
}

/** A draft of this age is nobody's work any more. */
export const DRAFT_ABANDONED_AFTER_MS = 3_600_000;
