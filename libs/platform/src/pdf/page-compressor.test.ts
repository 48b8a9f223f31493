import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { createCompressor } from './page-compressor.ts';

/** Bytes that do not compress, so that the result comes in several chunks. */
const noise = (length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash('sha256').update(`${i}`).digest()),
  ).subarray(0, length);

describe('createCompressor', () => {
  it('gives each of many, asked for at once, a stream of its own that any reader can read', async () => {
    const compress = createCompressor();
    const contents = [Buffer.from('BT ET\n'.repeat(2_000)), noise(200_000), Buffer.from('x'), noise(70_000)];
    const compressed = await Promise.all(contents.map(compress));
    for (const [index, content] of contents.entries())
      expect(inflateSync(compressed[index]!).equals(content)).toBe(true);
  });

  it('gives the same bytes for the same content, whatever came before', async () => {
    const compress = createCompressor();
    const first = await compress(noise(10_000));
    await compress(Buffer.from('something else'.repeat(99)));
    expect((await compress(noise(10_000))).equals(first)).toBe(true);
  });
});
