import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import type { FileKind, FileStorage } from '../files/index.ts';

/** Of all frames; what the cameras of telephones make has room. An image of 100 kB can unfold to a thousand times that. */
export const IMAGE_PIXELS = 64_000_000;

// Only what may be uploaded is ever decoded, whatever else this build of libvips can read.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

// One at a time: decoding takes a thread, which passwords need too, and memory.
let previous: Promise<void> = Promise.resolve();

/**
 * Decodes a stored image to its end, after a look at its header, so that nobody opens half of one later.
 * @throws problem `…_image_too_large` (413), `…_image_damaged` (422)
 */
export function inspectImage(
  storage: FileStorage,
  key: string,
  kind: Pick<FileKind, 'refuse'>,
): Promise<void> {
  const inspected = previous.then(() => decode(storage, key, kind));
  previous = inspected.catch(() => undefined);
  return inspected;
}

async function decode(
  storage: FileStorage,
  key: string,
  { refuse }: Pick<FileKind, 'refuse'>,
): Promise<void> {
  const file = await storage.open(key);
  if (!file) throw new Error(`the file ${key} disappeared while it was looked at`);
  const bytes = await buffer(file.stream);
  const orDamaged = async <T>(decoded: Promise<T>): Promise<T> => {
    try {
      return await decoded;
    } catch {
      throw refuse('image_damaged');
    }
  };
  const options = { failOn: 'truncated', animated: true, sequentialRead: true } as const;
  const {
    width,
    pageHeight,
    height,
    pages = 1,
  } = await orDamaged(sharp(bytes, { ...options, limitInputPixels: false }).metadata());
  if (width * height > IMAGE_PIXELS) {
    const parameters = { width, height: pageHeight ?? height, frames: pages, limit: IMAGE_PIXELS };
    throw refuse('image_too_large', { parameters });
  }
  // Every pixel is decoded, few are kept.
  const everything = sharp(bytes, { ...options, limitInputPixels: IMAGE_PIXELS });
  await orDamaged(everything.resize({ width: 16, fastShrinkOnLoad: false }).raw().toBuffer());
}
