import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface WrittenFile {
  key: string;
  /** Bytes. */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** Bytes to store: a stream to read from, or a function that writes them (and may end the stream, or not). */
export type FileSource = Readable | ((out: Writable) => Promise<unknown> | unknown);

/**
 * Writes a file so that it is either there whole and durable, or not there at all: a temporary file in the same
 * filesystem, fsync, rename, fsync of the folders.
 *
 * @returns size and SHA-256 of what was written
 * @throws what the source throws, or the filesystem; then nothing is left behind
 */
export async function writeFile(
  { root, temporary, key, path }: { root: string; temporary: string; key: string; path: string },
  source: FileSource,
): Promise<WrittenFile> {
  await mkdir(temporary, { recursive: true });
  const draft = join(temporary, randomUUID());
  try {
    const written = await writeDraft(draft, source);
    await mkdir(dirname(path), { recursive: true });
    await rename(draft, path);
    await syncFolders(dirname(path), root);
    return { key, ...written };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeDraft(draft: string, source: FileSource): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = async function* (chunks: AsyncIterable<Buffer | string>) {
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      hash.update(bytes);
      size += bytes.length;
      yield bytes;
    }
  };
  // Opened before anything may fail: a stream that opens by itself could make the file after we have removed it.
  const file = await open(draft, 'wx', 0o640);
  // `flush` is an fsync before the close, which the pipeline waits for.
  const sink = file.createWriteStream({ flush: true });
  if (typeof source === 'function') {
    const out = new PassThrough();
    await Promise.all([pipeline(out, measure, sink), fill(out, source)]);
  } else {
    await pipeline(source, measure, sink);
  }
  return { size, sha256: hash.digest('hex') };
}

/** Destroys the stream when the writer fails, so that half of a file is never taken for a whole one. */
async function fill(out: PassThrough, source: (out: Writable) => Promise<unknown> | unknown): Promise<void> {
  try {
    await source(out);
    if (!out.writableEnded) out.end();
  } catch (error) {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** From the file's folder up to the root: a new folder is durable only when its parent is. */
async function syncFolders(folder: string, root: string): Promise<void> {
  let current = folder;
  while (true) {
    await using handle = await open(current, 'r');
    await handle.sync();
    if (current === root) return;
    current = dirname(current);
  }
}
