import { Readable, Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { connectOutput } from './output.ts';

/** A reader that has enough after one byte and takes nothing. */
const blocked = () => new Writable({ highWaterMark: 1, write: () => undefined });

const waiting = async (out: Writable, signal?: AbortSignal) => {
  const document = new Readable({ read: () => undefined });
  const output = connectOutput(document, out, signal);
  document.push(Buffer.alloc(40_000));
  await output.ready();
  expect(out.writableNeedDrain).toBe(true);
  return output.ready();
};

describe('connectOutput', () => {
  it('passes every byte on in their order, however they came', async () => {
    const scraps = Array.from({ length: 5_000 }, (_, i) => Buffer.from(`${i} `.repeat(1 + (i % 40))));
    const taken: Buffer[] = [];
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        taken.push(chunk);
        setImmediate(done);
      },
    });
    await connectOutput(Readable.from(scraps), out, undefined).done;
    expect(Buffer.concat(taken).equals(Buffer.concat(scraps))).toBe(true);
    expect(taken.length).toBeLessThan(100);
  });

  it('does not wait for ever when the reader goes away while waited for', async () => {
    const out = blocked();
    const ready = waiting(out);
    await nextTurn().then(() => nextTurn());
    out.destroy();
    await expect(ready).rejects.toThrow('Premature close');
  });

  it('stops waiting at the signal, with its reason, and leaves no listener behind', async () => {
    const out = blocked();
    const before = out.listenerCount('close');
    const abort = new AbortController();
    const ready = waiting(out, abort.signal);
    await nextTurn().then(() => nextTurn());
    abort.abort(new Error('the job took too long'));
    await expect(ready).rejects.toThrow('the job took too long');
    expect(out.listenerCount('drain')).toBe(0);
    expect(out.listenerCount('close')).toBeLessThanOrEqual(before + 1);
  });
});
