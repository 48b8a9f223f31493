import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
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

/** Given the path of a file that has arrived whole: what is stored instead, or null when it is stored as it is. */
export type Rework = (draft: string) => Promise<FileSource | null>;

interface Draft {
  path: string;
  size: number;
  sha256: string;
}

/**
 * Writes a source to a draft, which is whole and durable when `publish` is given it, and gone afterwards.
 *
 * @returns size and SHA-256 of what was published
 * @throws what the source, the rework or `publish` throws, or the filesystem; then nothing is left behind
 */
export async function writeThroughDraft(
  { temporary, source, rework }: { temporary: string; source: FileSource; rework?: Rework },
  publish: (draft: Draft) => Promise<void>,
): Promise<Pick<WrittenFile, 'size' | 'sha256'>> {
  await mkdir(temporary, { recursive: true });
  const paths: string[] = [];
  const draftOf = async (from: FileSource): Promise<Draft> => {
    const path = join(temporary, randomUUID());
    paths.push(path);
    return { path, ...(await writeDraft(path, from)) };
  };
  try {
    const arrived = await draftOf(source);
    const instead = (await rework?.(arrived.path)) ?? null;
    const draft = instead === null ? arrived : await draftOf(instead);
    await publish(draft);
    return { size: draft.size, sha256: draft.sha256 };
  } finally {
    for (const path of paths) await rm(path, { force: true });
  }
}

async function writeDraft(path: string, source: FileSource): Promise<Omit<Draft, 'path'>> {
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
  const file = await open(path, 'wx', 0o640);
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

/** Gives a draft its name: from here on it is there, durably. */
export async function publishDraft(
  draft: string,
  { root, path }: { root: string; path: string },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rename(draft, path);
  await syncFolders(dirname(path), root);
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

/** Removes drafts that nobody has written to for so long. Returns how many. */
export async function sweepDrafts(temporary: string, olderThanMs: number): Promise<number> {
  await mkdir(temporary, { recursive: true });
  const limit = Date.now() - olderThanMs;
  let removed = 0;
  for (const name of await readdir(temporary)) {
    const path = join(temporary, name);
    const found = await stat(path).catch((error: unknown) => {
      // Its writer ended meanwhile, and took it away.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
    if (found === null || found.mtimeMs > limit) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
