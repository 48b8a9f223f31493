import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDiskStorage, type FileStorage, InvalidStorageKeyError } from './index.ts';

let root: string;
let storage: FileStorage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'storage-'));
  storage = createDiskStorage({ root });
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Every file under the root, the temporary ones included. */
async function files(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

describe('writing', () => {
  it('stores a stream and tells its size and SHA-256', async () => {
    const bytes = randomBytes(3_000_000);
    const chunks = [bytes.subarray(0, 7), bytes.subarray(7, 2_000_000), bytes.subarray(2_000_000)];
    const written = await storage.write('reports/2026/11/a.pdf', Readable.from(chunks));
    expect(written).toEqual({
      key: 'reports/2026/11/a.pdf',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const file = await storage.open('reports/2026/11/a.pdf');
    expect(file).toMatchObject({ key: 'reports/2026/11/a.pdf', size: bytes.length });
    expect((await buffer(file!.stream)).equals(bytes)).toBe(true);
    expect(await files()).toEqual(['reports/2026/11/a.pdf']);
  });

  it.each([
    ['ends the stream', true],
    ['does not', false],
  ])('stores what a function writes, whether it %s', async (_name, ends) => {
    const written = await storage.write('a.txt', async (out) => {
      for (let i = 0; i < 50_000; i += 1) {
        if (!out.write(`line ${i} é\n`)) await once(out, 'drain');
      }
      if (ends) out.end();
    });
    const content = await text((await storage.open('a.txt'))!.stream);
    expect(content.split('\n')).toHaveLength(50_001);
    expect(written.size).toBe(Buffer.byteLength(content));
    expect(written.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('replaces a file of the same key, and readers keep the one they opened', async () => {
    await storage.write('a.txt', Readable.from(['old']));
    const old = await storage.open('a.txt');
    await storage.write('a.txt', Readable.from(['newer']));
    expect(await text(old!.stream)).toBe('old');
    expect(await text((await storage.open('a.txt'))!.stream)).toBe('newer');
  });

  it('leaves nothing behind, and the file before as it was, when the source fails', async () => {
    await storage.write('a.txt', Readable.from(['old']));
    const failing = Readable.from(
      (async function* () {
        yield 'half';
        throw new Error('source broke');
      })(),
    );
    await expect(storage.write('a.txt', failing)).rejects.toThrow('source broke');
    await expect(
      storage.write('b/c.txt', (out) => {
        out.write('half');
        throw new Error('writer broke');
      }),
    ).rejects.toThrow('writer broke');
    expect(await files()).toEqual(['a.txt']);
    expect(await text((await storage.open('a.txt'))!.stream)).toBe('old');
  });

  it('leaves nothing behind when the source fails at once, however often', async () => {
    const failing = () =>
      storage.write(
        'a.pdf',
        new Readable({
          read() {
            this.destroy(new Error('no bytes'));
          },
        }),
      );
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, failing));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await files()).toEqual([]);
  });

  it('shows nothing of a file whose writer is killed half-way, and sweeps up after it', async () => {
    const script = `
      import { createDiskStorage } from '${new URL('./index.ts', import.meta.url).href}';
      import { once } from 'node:events';
      await createDiskStorage({ root: ${JSON.stringify(root)} }).write('reports/big.pdf', async (out) => {
        for (let i = 0; i < 64; i += 1) if (!out.write(Buffer.alloc(65_536, 1))) await once(out, 'drain');
        process.stdout.write('half');
        await new Promise(() => setInterval(() => {}, 1_000));
      });`;
    const child = spawn(process.execPath, [
      '--input-type=module',
      '--conditions=@antrean/source',
      '-e',
      script,
    ]);
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await exited;

    expect(await storage.stat('reports/big.pdf')).toBeNull();
    expect(await storage.open('reports/big.pdf')).toBeNull();
    const leftover = await files();
    expect(leftover).toEqual([expect.stringMatching(/^\.tmp\//)]);

    expect(await storage.sweepTemporary(60_000)).toBe(0);
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(root, leftover[0]!), longAgo, longAgo);
    expect(await storage.sweepTemporary(60_000)).toBe(1);
    expect(await files()).toEqual([]);
  });
});

describe('reading', () => {
  beforeEach(() => storage.write('a/b.txt', Readable.from(['0123456789'])));

  it('gives the bytes, tells the size, and gives a part', async () => {
    const file = await storage.open('a/b.txt');
    expect(await text(file!.stream)).toBe('0123456789');
    expect(file!.size).toBe(10);
    expect((await storage.stat('a/b.txt'))!.size).toBe(10);
    const part = await storage.open('a/b.txt', { start: 3, end: 5 });
    expect([await text(part!.stream), part!.size]).toEqual(['345', 10]);
  });

  it('reads an empty file', async () => {
    await storage.write('empty', Readable.from([]));
    expect(await text((await storage.open('empty'))!.stream)).toBe('');
  });

  it('answers null for what is not there, and for a folder', async () => {
    for (const key of ['nothing.txt', 'no/such/folder.txt', 'a/b.txt/c.txt', 'a']) {
      expect(await storage.stat(key)).toBeNull();
      expect(await storage.open(key)).toBeNull();
    }
  });

  it('removes what is there and what is not', async () => {
    await storage.remove('a/b.txt');
    await storage.remove('a/b.txt');
    expect(await storage.stat('a/b.txt')).toBeNull();
  });
});

describe('keys', () => {
  it.each([
    '',
    '.',
    '..',
    '../a.txt',
    'a/../../b.txt',
    'a/..',
    '/etc/passwd',
    'a//b',
    'a/',
    './a',
    '.tmp/a',
    'a/.hidden',
    'a\\..\\b',
    'a\0.txt',
    'a\n',
    'a%2e%2e',
    'ä.txt',
    'a b',
    'a'.repeat(129),
    'a/'.repeat(8) + 'a',
  ])('refuses %j everywhere', async (key) => {
    await writeFile(join(root, 'b.txt'), 'outside');
    await expect(storage.open(key)).rejects.toThrow(InvalidStorageKeyError);
    await expect(storage.stat(key)).rejects.toThrow(InvalidStorageKeyError);
    await expect(storage.remove(key)).rejects.toThrow(InvalidStorageKeyError);
    await expect(storage.write(key, Readable.from(['x']))).rejects.toThrow(InvalidStorageKeyError);
    expect(await files()).toEqual(['b.txt']);
  });

  it('works under a root that is reached through a link', async () => {
    await symlink(root, `${root}-link`);
    try {
      const linked = createDiskStorage({ root: `${root}-link` });
      await linked.write('x/y.txt', Readable.from(['hi']));
      expect(await text((await storage.open('x/y.txt'))!.stream)).toBe('hi');
    } finally {
      await rm(`${root}-link`);
    }
  });
});
