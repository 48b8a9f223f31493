import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, createServer as createProxy, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, testConfig, testLog, type TestDatabase } from '@antrean/testing';
import S3rver from 's3rver';
import sharp from 'sharp';
import { query } from '../database/index.ts';
import {
  createDiskStorage,
  defineFileKind,
  openFileStorage,
  PNG,
  removeUnkept,
  type FileStorage,
} from '../files/index.ts';
import { inTurn } from '../images/index.ts';
import { Problem } from '../problem/index.ts';
import { backgroundContext } from '../transaction/index.ts';
import { receiveUpload, type ReceivedFile } from './index.ts';

const kind = defineFileKind({ name: 'picture', folder: 'pictures', maxBytes: 1_000_000, types: [PNG] });
const PICTURE = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a52' } })
  .png()
  .toBuffer();

let db: TestDatabase;
let root: string;
let storage: FileStorage;
let server: Server;
let url: string;
/** What became of those whose client went away. */
const abandoned: string[] = [];
let toldOfAbandoned = Promise.withResolvers<void>();

beforeAll(async () => {
  db = await createTestDatabase([]);
  root = await mkdtemp(join(tmpdir(), 'antrean-upload-'));
  storage = createDiskStorage({ root });
  server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const answer = (status: number, body: unknown): void => {
      if (gone.signal.aborted) {
        abandoned.push(String(body));
        toldOfAbandoned.resolve();
      }
      response.writeHead(status).end(JSON.stringify(body));
    };
    receiveUpload(
      { unitOfWork: db.unitOfWork, storage },
      backgroundContext(testLog, 'test', Number(request.headers['x-person'] ?? 1)),
      { kind, folder: '1', request, name: 'a', signal: gone.signal },
      { check: async () => undefined, keep: async (_tx, file: ReceivedFile) => file },
    ).then(
      (file) => answer(201, file),
      (error: unknown) =>
        error instanceof Problem ? answer(error.kind.status, error.code) : answer(500, String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await db.close();
  await rm(root, { recursive: true, force: true });
});

const send = async (
  bytes: Buffer,
  { person = 1, signal }: { person?: number; signal?: AbortSignal } = {},
) => {
  const response = await fetch(url, {
    ...{ method: 'POST', headers: { 'x-person': `${person}` }, body: new Uint8Array(bytes) },
    ...(signal && { signal }),
  });
  return { status: response.status, body: await response.json() };
};
const unkept = () => query(db.database.fork(), `select key from unkept_files`);

describe('pictures that wait to be decoded', () => {
  it('are five of one person, who is asked to come again with more; others wait beside them', async () => {
    const gate = Promise.withResolvers<void>();
    const before = inTurn({ of: ['somebody'] }, () => gate.promise);
    const flood = Array.from({ length: 6 }, () => send(PICTURE));
    // Whoever is answered while the line stands still was turned away.
    expect(await Promise.race(flood)).toEqual({ status: 503, body: 'overloaded' });
    const other = send(PICTURE, { person: 2 });
    gate.resolve();
    await before;
    expect((await Promise.all(flood)).map(({ status }) => status).toSorted()).toEqual([
      ...[201, 201, 201, 201, 201],
      503,
    ]);
    expect((await other).status).toBe(201);
    expect(await unkept()).toEqual([]);
  });

  it('leave the line with their client', async () => {
    const gate = Promise.withResolvers<void>();
    const before = inTurn({ of: ['somebody'] }, () => gate.promise);
    const waiting = Array.from({ length: 5 }, () => send(PICTURE));
    const gone = new AbortController();
    toldOfAbandoned = Promise.withResolvers();
    const leaving = send(PICTURE, { person: 3, signal: gone.signal });
    while ((await unkept()).length < 6);
    gone.abort();
    await expect(leaving).rejects.toThrow();
    await toldOfAbandoned.promise;
    expect(abandoned).toEqual(['picture_incomplete']);
    gate.resolve();
    await before;
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(await unkept()).toEqual([]);
  });
});

it('a file whose storage did not say that it has it is found by who cleans up', async () => {
  const service = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory: join(root, 'service') },
    configureBuckets: [{ name: 'antrean-files', configs: [] }],
  });
  const { port } = await service.run();
  const bucketAt = (at: number): Promise<FileStorage> =>
    openFileStorage(
      testConfig({
        DATA_DIR: join(root, 'drafts'),
        FILES_DRIVER: 's3',
        FILES_S3_BUCKET: 'antrean-files',
        FILES_S3_ENDPOINT: `http://127.0.0.1:${at}`,
        FILES_S3_ACCESS_KEY_ID: 'S3RVER',
        FILES_S3_SECRET_ACCESS_KEY: 'S3RVER',
      }),
      testLog,
    );
  const bucket = await bucketAt(port);
  // Passes on what is asked, and loses what is answered.
  const proxy = createProxy((client) => {
    const behind = connect(port, '127.0.0.1');
    client.on('error', () => behind.destroy()).pipe(behind);
    behind.on('error', () => client.destroy()).on('data', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  storage = await bucketAt((proxy.address() as AddressInfo).port);
  try {
    expect(await send(PICTURE)).toEqual({ status: 503, body: 'unavailable' });
    const [row, ...more] = await query<{ key: string }>(db.database.fork(), `select key from unkept_files`);
    expect(more).toEqual([]);
    expect(await bucket.stat(row!.key)).not.toBeNull();
    await removeUnkept(db.database, bucket, row!.key);
    expect([await bucket.stat(row!.key), await unkept()]).toEqual([null, []]);
  } finally {
    proxy.close();
    await service.close();
  }
});
