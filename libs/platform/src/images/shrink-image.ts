import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Turn } from '../concurrency/index.ts';
import { inTurn, openImage } from './decoder.ts';

/**
 * A small copy of a stored image, in WebP; null when there is no such image.
 * @param open opens it when its turn has come: whoever keeps a file open and reads nothing is cut off
 * @param side pixels of its longer side; a smaller image keeps its size
 */
export function shrinkImage(
  open: () => Promise<Readable | null>,
  side: number,
  turn: Required<Turn>,
): Promise<Buffer | null> {
  return inTurn(turn, async () => {
    const image = await open();
    if (!image) return null;
    try {
      const smaller = openImage()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 80 });
      const [bytes] = await Promise.all([
        smaller.toBuffer(),
        pipeline(image, smaller, { signal: turn.signal }),
      ]);
      return bytes;
    } finally {
      // The decoder may have stopped before the end.
      image.destroy();
    }
  });
}
