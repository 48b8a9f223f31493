import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import {
  createDiskStorage,
  defineFileKind,
  announceFile,
  fileWorker,
  keepFile,
  requestThumbnail,
  TEXT,
} from '@antrean/platform/files';
import { createLogger } from '@antrean/platform/observability';
import { backgroundContext, transaction, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { receiveUpload } from '@antrean/platform/uploads';
import sharp from 'sharp';
import { connectBench } from './bench-database.ts';
import type { BenchSystem } from './bench-system.ts';
import { interleave, median, seconds, type Comparison } from './measure.ts';
import { benchMemory, tellPeak } from './memory.ts';

const MEGABYTE = Buffer.alloc(1_000_000, 'Rangka 12 x 30 cm, hijau\n');
/** A body of the largest size that anything takes, ten times over. */
const MEGABYTES = 100;
/** What a telephone's camera makes. */
const PHOTO = { width: 4_000, height: 3_000, channels: 3, background: '#a52' } as const;
const PHOTOS = 10;

const kind = defineFileKind({ name: 'bench', folder: 'bench', maxBytes: 1_000_000_000, types: [TEXT] });
const log = createLogger({ service: 'bench', level: 'silent' });
const context = backgroundContext(log, 'bench');

/** A server for some way of taking an upload, and a client that sends so many megabytes to it. */
async function serve(
  listener: RequestListener,
): Promise<{ send: (megabytes: number) => Promise<void>; close: () => void }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    send: async (megabytes) => {
      const sent = request({ port, method: 'POST', headers: { 'content-type': 'text/plain' } });
      const answered = once(sent, 'response');
      await pipeline(
        (function* () {
          for (let i = 0; i < megabytes; i += 1) yield MEGABYTE;
        })(),
        sent,
      );
      const [response] = await answered;
      const text = await buffer(response);
      if (response.statusCode !== 201) throw new Error(`the upload was refused: ${text.toString()}`);
    },
    close: () => server.close(),
  };
}

/** Our way: announced, looked at and hashed as it flows, made durable, kept. */
const takeUpload =
  (unitOfWork: UnitOfWork, root: string): RequestListener =>
  (incoming, outgoing) => {
    const storage = createDiskStorage({ root });
    const upload = {
      kind,
      folder: '1',
      request: incoming,
      name: 'a.txt',
      signal: new AbortController().signal,
    };
    receiveUpload({ unitOfWork, storage }, context, upload, {
      check: async () => undefined,
      keep: async () => null,
    }).then(
      () => outgoing.writeHead(201).end(),
      (error: unknown) => outgoing.writeHead(500).end(String(error)),
    );
  };

/** The least that anybody does: the body to a file that is durable. */
const pipeToFile =
  (file: string): RequestListener =>
  (incoming, outgoing) => {
    pipeline(incoming, createWriteStream(file, { flush: true })).then(
      () => outgoing.writeHead(201).end(),
      (error: unknown) => outgoing.writeHead(500).end(String(error)),
    );
  };

async function withServers<T>(
  databaseUrl: string,
  work: (parts: { unitOfWork: UnitOfWork; root: string }) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'antrean-upload-'));
  const database = await connectBench(databaseUrl, 4);
  try {
    return await work({ unitOfWork: { database, wakeRelay: () => undefined }, root });
  } finally {
    await database.close();
    await rm(root, { recursive: true });
  }
}

/** Uploads against a bare pipe to a file, their memory, and thumbnails by the job against bare sharp. */
export const benchUploads = (system: BenchSystem, rounds: number): Promise<Comparison[]> =>
  withServers(system.databaseUrl, async ({ unitOfWork, root }) => {
    const ours = await serve(takeUpload(unitOfWork, root));
    const bare = await serve(pipeToFile(join(root, 'bare')));
    const rate = (send: (megabytes: number) => Promise<void>) => async () =>
      MEGABYTES / (await seconds(() => send(MEGABYTES)));
    for (const { send } of [ours, bare]) await send(MEGABYTES); // warm-up
    const upload = await interleave(rounds, rate(ours.send), rate(bare.send));
    for (const { close } of [ours, bare]) close();
    const thumbnails = await benchThumbnails(unitOfWork, root, rounds);
    return [
      {
        name: 'upload: POST of 100 MB, looked at, hashed, durable, kept ÷ a bare pipe to a durable file',
        ...upload,
        unit: 'MB/s',
        goal: '≥ 0.4',
        met: median(upload.ratios) >= 0.4,
      },
      {
        ...(await benchMemory('upload', import.meta.url, system.databaseUrl, [1, MEGABYTES], {
          limit: 20,
          unit: 'MB',
          growth: (few, many) => (many.kilobytes - few.kilobytes) / 1_024,
        })),
        name: `upload: growth of the peak RSS, 1 → ${MEGABYTES} MB, client and server in one process`,
      },
      thumbnails,
    ];
  });

/** The job as a worker runs it, from the row to the row, against sharp on the same bytes. */
async function benchThumbnails(unitOfWork: UnitOfWork, root: string, rounds: number): Promise<Comparison> {
  const { database } = unitOfWork;
  const storage = createDiskStorage({ root });
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transaction(unitOfWork, context, work);
  const photo = await sharp({ create: { ...PHOTO, noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
    .jpeg()
    .toBuffer();
  const handler = fileWorker({ database, storage }).handlers.find(
    ({ job }) => job.name === 'files.thumbnail',
  );
  if (!handler) throw new Error('nobody makes thumbnails');
  let made = 0;
  const ask = async (): Promise<string> => {
    made += 1;
    const key = `bench/photo-${process.pid}-${made}`;
    await inTransaction((tx) => announceFile(tx, key));
    await storage.write(key, Readable.from([photo]));
    await inTransaction(async (tx) => {
      await keepFile(tx, key);
      await requestThumbnail(tx, key);
    });
    return key;
  };
  const perform = async (key: string): Promise<void> =>
    handler.perform({
      ...{ id: key, payload: { key }, attempt: 1, lastAttempt: false, context, log },
      signal: new AbortController().signal,
      finish: inTransaction,
      uninterrupted: (work) => work(),
      again: async () => undefined,
    });
  const ours = async (): Promise<number> => {
    const keys: string[] = [];
    for (let i = 0; i < PHOTOS; i += 1) keys.push(await ask());
    return (
      PHOTOS /
      (await seconds(async () => {
        for (const key of keys) await perform(key);
      }))
    );
  };
  const file = join(root, 'photo.jpg');
  await pipeline(Readable.from([photo]), createWriteStream(file));
  const bare = async (): Promise<number> =>
    PHOTOS /
    (await seconds(async () => {
      for (let i = 0; i < PHOTOS; i += 1) {
        const image = sharp().resize(320, 320, { fit: 'inside' }).webp({ quality: 80 });
        await Promise.all([image.toBuffer(), pipeline(createReadStream(file), image)]);
      }
    }));
  await ours();
  const result = await interleave(rounds, ours, bare);
  return {
    name: 'thumbnails: the job, from row to row ÷ sharp alone',
    ...result,
    unit: '1/s',
    goal: '≥ 0.5',
    met: median(result.ratios) >= 0.5,
    note: `12 megapixels, ${(photo.length / 1e6).toFixed(1)} MB; one after another`,
  };
}

// A child of benchMemory.
if (import.meta.main) {
  const [, , megabytes, url = ''] = process.argv;
  await withServers(url, async ({ unitOfWork, root }) => {
    const { send, close } = await serve(takeUpload(unitOfWork, root));
    for (let i = 0; i < 3; i += 1) await send(1);
    // The peak counts from here on: the start takes more than the upload, and would hide it.
    await writeFile('/proc/self/clear_refs', '5');
    await send(Number(megabytes));
    close();
  });
  await tellPeak();
}
