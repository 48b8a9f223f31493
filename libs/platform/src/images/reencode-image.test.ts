import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { defineFileKind, JPEG, PNG, WEBP } from '../files/index.ts';
import { IMAGE_PIXELS, reencodeImage, WHOLE_PIXELS } from './index.ts';

const declared = { name: 'picture', folder: 'x', maxBytes: 10_000_000, types: [JPEG, PNG, WEBP] };
const turn = { of: ['1'] };
/** More than may be held as a whole, and far fewer than an image may have. */
const SIDE = Math.ceil(Math.sqrt(WHOLE_PIXELS)) + 1;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'antrean-images-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  file = join(folder, 'image');
});

const plain = (side = SIDE): Sharp =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#a52' } });
const noisy = (side: number): Sharp =>
  sharp({
    create: {
      ...{ width: side, height: side, channels: 3, background: '#808080' },
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
const reencode = async (image: Sharp, more: { largestSide?: number; maxBytes?: number } = {}) => {
  await image.toFile(file);
  await reencodeImage(file, defineFileKind({ ...declared, ...more }), turn);
  return sharp(file).metadata();
};

describe('an image that has to be in memory as a whole', () => {
  it.each<[string, () => Sharp, number | undefined]>([
    ['a progressive JPEG', () => plain().jpeg({ progressive: true }), undefined],
    ['a progressive JPEG that is made smaller', () => plain().jpeg({ progressive: true }), 1_024],
    ['an interlaced PNG', () => plain().png({ progressive: true }), undefined],
    ['a turned JPEG', () => plain().withMetadata({ orientation: 6 }).jpeg(), undefined],
    ['a JPEG that stands on its head', () => plain().withMetadata({ orientation: 3 }).jpeg(), undefined],
    ['a WebP', () => plain().webp({ effort: 0 }), undefined],
  ])('has fewer pixels: %s', async (_, make, largestSide) => {
    await expect(reencode(make(), { ...(largestSide && { largestSide }) })).rejects.toMatchObject({
      code: 'picture_image_too_large',
      details: { parameters: { width: SIDE, height: SIDE, limit: WHOLE_PIXELS } },
    });
    expect(await readdir(folder)).toEqual(['image']);
  });

  it.each<[string, () => Sharp, number | undefined]>([
    ['an upright JPEG', () => plain().jpeg(), undefined],
    ['a reflected JPEG', () => plain().withMetadata({ orientation: 2 }).jpeg(), undefined],
    [
      'a turned JPEG that is made smaller first',
      () => plain().withMetadata({ orientation: 6 }).jpeg(),
      1_024,
    ],
    ['an upright PNG', () => plain().png({ compressionLevel: 1 }), undefined],
    ['a progressive JPEG of a usual size', () => plain(4_000).jpeg({ progressive: true }), undefined],
  ])('is none of these: %s', async (_, make, largestSide) => {
    const { width, orientation, isProgressive } = await reencode(make(), {
      ...(largestSide && { largestSide }),
    });
    expect([width, orientation, isProgressive]).toEqual([
      largestSide ?? (_.endsWith('usual size') ? 4_000 : SIDE),
      undefined,
      false,
    ]);
    expect(await readdir(folder)).toEqual(['image']);
  });
});

describe('an image that would be larger than before', () => {
  it.each<[string, () => Sharp]>([
    ['JPEG', () => noisy(500).jpeg({ quality: 70 })],
    ['WebP', () => noisy(300).webp({ quality: 70 })],
  ])('is kept with less quality: %s', async (_, make) => {
    const maxBytes = (await make().toBuffer()).length + 1_000;
    const { width, height } = await reencode(make(), { maxBytes });
    expect(width).toBe(height);
    expect((await stat(file)).size).toBeLessThanOrEqual(maxBytes);
  });

  it('is refused when its format has no less, and leaves nothing', async () => {
    const few = () => noisy(300).png({ palette: true, colours: 16 });
    const maxBytes = (await few().toBuffer()).length;
    await expect(reencode(few(), { maxBytes })).rejects.toMatchObject({
      code: 'picture_too_large',
      details: { parameters: { limit: maxBytes } },
    });
    expect(await readdir(folder)).toEqual(['image']);
  });
});

it.each(['jpeg', 'png', 'webp'] as const)('a full disk does not make a %s a damaged one', async (format) => {
  await noisy(500).toFormat(format).toFile(file);
  // Where it is to be written.
  await symlink('/dev/full', `${file}-image`);
  await expect(reencodeImage(file, defineFileKind(declared), turn)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await readdir(folder)).toEqual(['image']);
  await symlink(join(folder, 'nowhere', 'image'), `${file}-image`);
  await expect(reencodeImage(file, defineFileKind(declared), turn)).rejects.toThrow('No such file');
});

it('an upright JPEG of as many pixels as one may have takes little memory', async () => {
  const side = Math.floor(Math.sqrt(IMAGE_PIXELS));
  await plain(side).jpeg().toFile(file);
  const script = `
    import { reencodeImage } from '${new URL('./index.ts', import.meta.url).href}';
    const { rss: before } = process.memoryUsage();
    let most = 0;
    // The decoder has threads of its own.
    setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5).unref();
    const refuse = (refusal) => new Error(refusal);
    await reencodeImage(${JSON.stringify(file)}, { refuse, maxBytes: 1e8 }, { of: [] });
    console.log(most - before);`;
  const child = spawn(process.execPath, [
    ...['--input-type=module', '--conditions=@antrean/source', '-e', script],
  ]);
  const bytes = Number(await text(child.stdout));
  expect(bytes).toBeGreaterThan(0);
  // All of its pixels are 192 MB.
  expect(bytes).toBeLessThan(100_000_000);
});
