import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface Output {
  /** Lets the event loop turn, and waits until the reader can take more. @throws when it is gone, or on abort */
  ready(): Promise<void>;
  /** Resolves when the last byte is out. */
  done: Promise<void>;
}

/** Some pages. A document comes in scraps: a million rows end in 100,000 of 20 bytes each, its table of contents. */
const BLOCK = 16 * 1_024;

/**
 * Leads a document's bytes into a stream. pdfkit pushes without asking whether anybody reads; whoever draws asks
 * `ready()` now and then, so that a slow reader does not fill the memory.
 */
export function connectOutput(document: Readable, out: Writable, signal: AbortSignal | undefined): Output {
  const done = finished(out, { readable: false });
  // Its failure is thrown by ready() or by whoever awaits it; until then nobody listens.
  done.catch(() => undefined);

  let block = Buffer.allocUnsafe(BLOCK);
  let length = 0;
  const pass = () => {
    out.write(block.subarray(0, length));
    block = Buffer.allocUnsafe(BLOCK);
    length = 0;
  };
  document.on('data', (chunk: Buffer) => {
    for (let taken = 0; taken < chunk.length;) {
      const copied = chunk.copy(block, length, taken);
      taken += copied;
      length += copied;
      if (length === BLOCK) pass();
    }
  });
  document.once('end', () => {
    pass();
    out.end();
  });
  return {
    done,
    async ready() {
      await nextTurn();
      signal?.throwIfAborted();
      if (out.writableNeedDrain && !out.destroyed) await drained(out, signal);
      signal?.throwIfAborted();
      if (out.destroyed) await done;
    },
  };
}

/** Until the reader has taken what it was given, is gone, or nobody waits for it any more. */
async function drained(out: Writable, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const wake = () => {
    resolve();
  };
  out.once('drain', wake).once('close', wake);
  signal?.addEventListener('abort', wake);
  await promise;
  out.off('drain', wake).off('close', wake);
  signal?.removeEventListener('abort', wake);
}
