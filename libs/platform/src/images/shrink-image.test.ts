import { once } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { inTurn, shrinkImage } from './index.ts';

const PHOTO = await sharp({
  create: {
    ...{ width: 640, height: 480, channels: 3, background: '#a52' },
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
})
  .png()
  .toBuffer();
const turn = { of: ['thumbnails'], signal: new AbortController().signal };

describe('an image to be made smaller', () => {
  it('is opened when its turn has come, and let go', async () => {
    const gate = Promise.withResolvers<void>();
    const before = inTurn({ of: ['somebody'] }, () => gate.promise);
    const opened: Readable[] = [];
    const small = shrinkImage(
      async () => {
        opened.push(Readable.from([PHOTO]));
        return opened[0]!;
      },
      320,
      turn,
    );
    await new Promise(setImmediate);
    expect(opened).toEqual([]);
    gate.resolve();
    await before;
    const { format, width, height } = await sharp((await small)!).metadata();
    expect([format, width, height]).toEqual(['webp', 320, 240]);
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  it('is let go when it is damaged', async () => {
    const damaged = Readable.from([PHOTO.subarray(0, 1_000), Buffer.alloc(65_536)]);
    await expect(shrinkImage(async () => damaged, 320, turn)).rejects.toThrow();
    expect(damaged.destroyed).toBe(true);
  });

  it('is let go when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const silent = new Readable({ read: () => undefined });
    const small = shrinkImage(async () => silent, 320, { ...turn, signal: gone.signal });
    await once(silent, 'resume');
    gone.abort();
    await expect(small).rejects.toMatchObject({ name: 'AbortError' });
    expect(silent.destroyed).toBe(true);
  });

  it('may be gone', async () => {
    expect(await shrinkImage(async () => null, 320, turn)).toBeNull();
  });
});
