import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { createFairTurns } from '../concurrency/index.ts';

/** What the cameras of telephones make has room. An image of 100 kB can unfold to a thousand times that. */
export const IMAGE_PIXELS = 64_000_000;
/** Of what cannot be worked on row by row. A camera of 16 megapixels has a little more. */
export const WHOLE_PIXELS = 17_000_000;
/** Far above what an image of so many pixels takes. */
const SECONDS = 30;
/** Who comes later is asked to come again. */
const MOST_WAITING = 50;
/** Browsers send six requests at once: one is worked on. */
const MOST_OF_ONE = 5;

// Only what may be uploaded is ever decoded, whatever else this build of libvips can read.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Png', 'Jpeg', 'Webp'].flatMap((format) => [
    `VipsForeignLoad${format}File`,
    `VipsForeignLoad${format}Buffer`,
  ]),
});
sharp.cache(false);
sharp.concurrency(1);

/** Opens an image to be decoded row by row, of which the first frame counts; without an input it is piped. */
export function openImage(input?: string, options: SharpOptions = {}): Sharp {
  const asked: SharpOptions = {
    failOn: 'truncated',
    sequentialRead: true,
    limitInputPixels: IMAGE_PIXELS,
    ...options,
  };
  return (input === undefined ? sharp(asked) : sharp(input, asked)).timeout({ seconds: SECONDS });
}

/**
 * One image at a time: decoding takes a thread, which passwords need too, and memory. People take turns.
 * @throws problem `overloaded` when too many wait, or too many of one person; an AbortError for who is gone
 */
export const inTurn = createFairTurns({ width: 1, capacity: MOST_WAITING, capacityEach: MOST_OF_ONE });
