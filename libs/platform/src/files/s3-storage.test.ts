import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testConfig, testLog } from '@antrean/testing';
import S3rver from 's3rver';
import { startHttpServer, type HttpServer } from '../http/http-test.factory.ts';
import { route } from '../http/index.ts';
import { problem } from '../problem/index.ts';
import { downloadFile, InvalidStorageKeyError, openFileStorage, type FileStorage } from './index.ts';
import { createS3Storage } from './s3-storage.ts';

let folder: string;
let service: S3rver;
let port: number;
let storage: FileStorage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'antrean-s3-'));
  const options = { address: '127.0.0.1', port: 0, silent: true, directory: join(folder, 'service') };
  service = new S3rver({ ...options, configureBuckets: [{ name: 'antrean-files', configs: [] }] });
  ({ port } = await service.run());
  storage = await open();
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

const credentials = { FILES_S3_ACCESS_KEY_ID: 'S3RVER', FILES_S3_SECRET_ACCESS_KEY: 'S3RVER' };
const open = (variables: Record<string, string> = {}): Promise<FileStorage> =>
  openFileStorage(
    testConfig({
      DATA_DIR: join(folder, 'data'),
      FILES_DRIVER: 's3',
      FILES_S3_BUCKET: 'antrean-files',
      FILES_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      ...credentials,
      ...variables,
    }),
    testLog,
  );
const drafts = (): Promise<string[]> => readdir(join(folder, 'data/.tmp'));

describe('files in a bucket', () => {
  it('are stored as they come, with their size and SHA-256, and given back whole or in part', async () => {
    const bytes = randomBytes(3_000_000);
    const written = await storage.write('pets/7/a', Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(written).toEqual({ key: 'pets/7/a', size: bytes.length, sha256 });
    const file = await storage.open('pets/7/a');
    expect(file).toMatchObject({ key: 'pets/7/a', size: bytes.length, modifiedAt: expect.any(Date) });
    expect((await buffer(file!.stream)).equals(bytes)).toBe(true);
    const part = await storage.open('pets/7/a', { start: 10, end: 19 });
    expect(part).toMatchObject({ size: bytes.length });
    expect((await buffer(part!.stream)).equals(bytes.subarray(10, 20))).toBe(true);
    expect(await storage.stat('pets/7/a')).toMatchObject({
      size: bytes.length,
      modifiedAt: expect.any(Date),
    });
    expect(await drafts()).toEqual([]);
  });

  it('are replaced, may be empty, and are removed whether they are there or not', async () => {
    await storage.write('b', Readable.from(['old']));
    await storage.write('b', (out) => out.write('newer'));
    expect(await text((await storage.open('b'))!.stream)).toBe('newer');
    expect(await storage.write('b', Readable.from([]))).toMatchObject({ size: 0 });
    expect(await text((await storage.open('b'))!.stream)).toBe('');
    await storage.remove('b');
    await storage.remove('b');
    expect([await storage.stat('b'), await storage.open('b')]).toEqual([null, null]);
  });

  it('leave nothing behind, and the file before as it was, when their source fails', async () => {
    await storage.write('c', Readable.from(['old']));
    const failing = Readable.from(
      (async function* () {
        yield 'half';
        throw new Error('source broke');
      })(),
    );
    await expect(storage.write('c', failing)).rejects.toThrow('source broke');
    expect(await text((await storage.open('c'))!.stream)).toBe('old');
    expect(await drafts()).toEqual([]);
  });

  it('have plain keys', async () => {
    for (const key of ['../a', '/a', 'a//b', '.tmp/a', 'a b']) {
      await expect(storage.open(key)).rejects.toThrow(InvalidStorageKeyError);
      await expect(storage.write(key, Readable.from(['x']))).rejects.toThrow(InvalidStorageKeyError);
      await expect(storage.remove(key)).rejects.toThrow(InvalidStorageKeyError);
    }
  });

  it('cannot be had for a moment when the service is away or refuses us, which is no "not found"', async () => {
    const refused = await open({ FILES_S3_ACCESS_KEY_ID: 'another' });
    const away = await open({ FILES_S3_ENDPOINT: 'http://127.0.0.1:1' });
    for (const each of [refused, away]) {
      for (const ask of [
        () => each.open('pets/7/a'),
        () => each.stat('pets/7/a'),
        () => each.remove('pets/7/a'),
        () => each.write('d', Readable.from(['x'])),
      ]) {
        await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
      }
    }
    expect([await storage.stat('d'), await drafts()]).toEqual([null, []]);
  });

  it('are not waited for when the service falls silent, before it answers or in the middle', async () => {
    const waiting: ServerResponse[] = [];
    const silent = createServer((request, response) => {
      waiting.push(response);
      if (request.url?.includes('half')) {
        response.writeHead(200, { 'Content-Length': 10, 'Last-Modified': new Date(0).toUTCString() });
        response.write('01234');
      }
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port: silentPort } = silent.address() as AddressInfo;
    const quiet = createS3Storage({
      ...testConfig({ FILES_DRIVER: 's3', FILES_S3_BUCKET: 'antrean-files', ...credentials }).files!,
      endpoint: `http://127.0.0.1:${silentPort}`,
      draftRoot: join(folder, 'data'),
      log: testLog,
      silenceMs: 300,
    });
    for (const ask of [
      () => quiet.open('a'),
      () => quiet.stat('a'),
      () => quiet.remove('a'),
      () => quiet.write('a', Readable.from(['x'])),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
    }
    const half = await quiet.open('half');
    await expect(buffer(half!.stream)).rejects.toThrow(/timed out/);
    for (const each of waiting) each.destroy();
    silent.close();
  });

  describe('are downloaded', () => {
    let server: HttpServer;
    beforeAll(async () => {
      await storage.write('e', Readable.from(['0123456789']));
      const described = { key: 'e', name: 'e.txt', contentType: 'text/plain', sha256: 'ab'.repeat(32) };
      server = await startHttpServer([
        route({
          ...{ method: 'get', path: '/file', access: 'public', tag: 'x', summary: 'x' },
          handler: async () => {
            const file = await downloadFile(storage, described);
            if (!file) throw problem('not_found');
            return file;
          },
        }),
      ]);
    });
    afterAll(() => server.close());

    it.each([
      [{}, 200, '0123456789'],
      [{ range: 'bytes=2-4' }, 206, '234'],
      [{ range: 'bytes=-3' }, 206, '789'],
      [{ range: 'bytes=7-' }, 206, '789'],
      [{ range: 'bytes=10-' }, 416, null],
      [{ 'if-none-match': `"${'ab'.repeat(32)}"` }, 304, ''],
      [{ 'if-match': '"other"' }, 412, null],
    ])('%j: %d', async (headers, status, body) => {
      const answer = await server.send('GET', '/file', headers);
      expect(answer.status).toBe(status);
      if (body !== null) expect(answer.body.toString()).toBe(body);
    });
  });
});
