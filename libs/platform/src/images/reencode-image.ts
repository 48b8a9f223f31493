import { rename, rm } from 'node:fs/promises';
import type { Metadata, Sharp } from 'sharp';
import type { Turn } from '../concurrency/index.ts';
import type { FileKind } from '../files/file-kind.ts';
import { DiskFull } from '../problem/index.ts';
import { IMAGE_PIXELS, inTurn, openImage, WHOLE_PIXELS } from './decoder.ts';

/** Better ones first; the next is for what would be larger than its kind may be. */
const encoders: Readonly<Record<string, readonly ((image: Sharp) => Sharp)[]>> = {
  // Codes of its own would make a JPEG a tenth smaller, and hold all of it in memory meanwhile.
  jpeg: [88, 75, 60].map((quality) => (image) => image.jpeg({ quality, optimiseCoding: false })),
  png: [(image) => image.png()],
  webp: [88, 75, 60].map((quality) => (image) => image.webp({ quality })),
};

type ImageKind = Pick<FileKind, 'refuse' | 'largestSide' | 'maxBytes'>;

/**
 * Decodes an image to its end and encodes it anew in its own format, in its place: upright, in sRGB, its first frame,
 * and nothing beside its pixels. What else the file held (where it was taken, who took it, what is hidden behind it) is
 * gone.
 *
 * @param path of a file whose signature is that of one of our image types
 * @throws problem `…_image_too_large` (413) by what its header says, `…_image_damaged` (422), `…_too_large` (413) for
 *   what cannot be kept in so many bytes, `overloaded` (503)
 * @throws {DiskFull} when there is no room for what is made of it; what the system says when it fails otherwise
 */
export function reencodeImage(path: string, kind: ImageKind, turn: Turn): Promise<void> {
  const { refuse, maxBytes } = kind;
  const orDamaged = async <T>(decoded: Promise<T>): Promise<T> => {
    try {
      return await decoded;
    } catch (error) {
      throwIfSystemFailed(error);
      // What the decoder says of it is for programmers.
      throw refuse('image_damaged');
    }
  };
  return inTurn(turn, async () => {
    const header = await orDamaged(openImage(path, { limitInputPixels: false }).metadata());
    const { format, width, height } = header;
    const limit = pixelLimit(header, kind);
    if (width * height > limit) throw refuse('image_too_large', { parameters: { width, height, limit } });
    const encode = encoders[format];
    if (!encode) throw refuse('image_damaged');
    // To a file: a small PNG can become one of hundreds of megabytes.
    const instead = `${path}-image`;
    try {
      for (const attempt of encode) {
        const { size } = await orDamaged(attempt(prepare(path, kind)).toFile(instead));
        if (size > maxBytes) continue;
        await rename(instead, path);
        return;
      }
    } finally {
      await rm(instead, { force: true });
    }
    throw refuse('too_large', { parameters: { limit: maxBytes } });
  });
}

/** The decoder has one kind of error for damaged images and for a system that failed it. */
function throwIfSystemFailed(error: unknown): void {
  const message = error instanceof Error ? error.message : '';
  const [, reason] = /^(?:system|unix) error: (.*)$/m.exec(message) ?? [];
  if (reason === undefined) return;
  if (/No space left|quota exceeded/i.test(reason))
    throw new DiskFull('there was no room for an image', { cause: error });
  throw error;
}

function prepare(path: string, { largestSide }: ImageKind): Sharp {
  const upright = openImage(path).autoOrient();
  if (largestSide === undefined) return upright;
  return upright.resize({
    ...{ width: largestSide, height: largestSide },
    ...{ fit: 'inside', withoutEnlargement: true },
  });
}

/** By what of an image has to be in memory at once; of others only some rows are. */
function pixelLimit(
  { format, isProgressive, orientation = 1, width, height }: Metadata,
  { largestSide = Infinity }: ImageKind,
): number {
  if (isProgressive || format === 'webp') return WHOLE_PIXELS;
  // Turned after it was made smaller. What is upright or reflected only (2) goes row by row.
  const isTurned = orientation > 2 && Math.min(width * height, largestSide ** 2) > WHOLE_PIXELS;
  return isTurned ? WHOLE_PIXELS : IMAGE_PIXELS;
}
