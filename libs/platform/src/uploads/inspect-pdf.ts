import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Turn } from '../concurrency/index.ts';
import type { FileKind } from '../files/index.ts';
import { inTurn } from '../images/index.ts';

/** A hundred times what the largest takes. */
const DEADLINE_MS = 30_000;
/** Of strings and objects; what the file unfolds to is bounded by who unfolds it. */
const MEMORY_MB = 256;

/**
 * Looks for what a PDF runs when it is opened, in a thread of its own: whatever somebody sends, requests go on. What
 * cannot be looked through in time or in this memory is refused too.
 *
 * @throws problem `…_active_content` (422), `overloaded` (503)
 */
export const inspectPdf = (path: string, { refuse }: Pick<FileKind, 'refuse'>, turn: Turn): Promise<void> =>
  // One at a time, as with images: all of the file is in memory.
  inTurn(turn, async () => {
    if (await askThread(path)) throw refuse('active_content');
  });

async function askThread(path: string): Promise<boolean> {
  // Beside this file, in the sources and in what is built from them.
  const script = new URL(`./scan-pdf-main${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(script, {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    const message: unknown[] = await once(thread, 'message', { signal: deadline });
    return message[0] !== false;
  } catch (error) {
    const isOutOfMemory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (deadline.aborted || isOutOfMemory) return true;
    throw error;
  } finally {
    await thread.terminate();
  }
}
