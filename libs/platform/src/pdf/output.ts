import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface Output {
  /** Lets the event loop turn, and waits until the reader can take more. @throws when it is gone, or on abort */
  ready(): Promise<void>;
  /** Resolves when the last byte is out. */
  done: Promise<void>;
}

/**
 * Leads a document's bytes into a stream. pdfkit pushes without asking whether anybody reads; whoever draws asks
 * `ready()` now and then, so that a slow reader does not fill the memory.
 */
export function connectOutput(document: Readable, out: Writable, signal: AbortSignal | undefined): Output {
  const done = finished(out, { readable: false });
  // Its failure is thrown by ready() or by whoever awaits it; until then nobody listens.
  done.catch(() => undefined);
  document.on('data', (chunk: Buffer) => out.write(chunk));
  document.once('end', () => out.end());
  return {
    done,
    async ready() {
      await nextTurn();
      signal?.throwIfAborted();
      if (out.destroyed) await done;
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain', { signal }), done]);
    },
  };
}
