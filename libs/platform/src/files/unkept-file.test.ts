import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  createTestRedis,
  startTestWorker,
  testLog,
  type TestDatabase,
  type TestWorker,
} from '@antrean/testing';
import { query } from '../database/index.ts';
import { createMessageRegistry } from '../messages/index.ts';
import { backgroundContext, transaction, type Tx } from '../transaction/index.ts';
import {
  announceFile,
  createDiskStorage,
  discardFiles,
  fileMessages,
  fileWorker,
  keepFile,
  removeUnkept,
  type FileStorage,
} from './index.ts';

let db: TestDatabase;
let worker: TestWorker;
let storage: FileStorage;
let ends: (() => Promise<unknown>)[];
let key: string;

beforeAll(async () => {
  db = await createTestDatabase([]);
  const redis = await createTestRedis();
  const root = await mkdtemp(join(tmpdir(), 'antrean-files-'));
  storage = createDiskStorage({ root });
  const { database } = db;
  worker = await startTestWorker({
    database,
    redisUrl: redis.url,
    registry: createMessageRegistry(fileMessages),
    ...fileWorker({ database, storage }),
  });
  ends = [
    () => worker.stop(),
    () => redis.stop(),
    () => db.close(),
    () => rm(root, { recursive: true, force: true }),
  ];
});
afterAll(async () => {
  for (const end of ends) await end();
});

let written = 0;
beforeEach(async () => {
  written += 1;
  key = `things/${written}`;
});

const sql = (text: string) => query(db.database.fork(), text);
const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(db.unitOfWork, backgroundContext(testLog, 'test'), work);
const write = () => storage.write(key, Readable.from(['bytes']));
const announced = async (): Promise<void> => {
  await inTransaction((tx) => announceFile(tx, key));
  await write();
};
/** As if the hour were over. */
const pass = async (): Promise<void> => {
  await sql(`update outbox_jobs set run_at = now() where queue <> 'schedules' and state = 'pending'`);
  await worker.drain();
};
const isThere = async (): Promise<boolean> => (await storage.stat(key)) !== null;
const rows = () => sql(`select key from unkept_files`);

describe('a file', () => {
  it('that nobody keeps is there for an hour and then removed, once and again', async () => {
    await announced();
    await worker.drain();
    expect([await isThere(), await rows()]).toEqual([true, [{ key }]]);
    await pass();
    expect([await isThere(), await rows()]).toEqual([false, []]);
    await sql(`update outbox_jobs set state = 'pending' where name = 'files.discard'`);
    await pass();
    expect([await isThere(), await rows()]).toEqual([false, []]);
  });

  it('that was announced and never written is forgotten', async () => {
    await inTransaction((tx) => announceFile(tx, key));
    await pass();
    expect(await rows()).toEqual([]);
  });

  it('that is kept stays, until it is given up', async () => {
    await announced();
    await inTransaction((tx) => keepFile(tx, key));
    expect(
      await sql(
        `select name from outbox_jobs where queue <> 'schedules' and state in ('pending', 'enqueued')`,
      ),
    ).toEqual([]);
    await pass();
    await removeUnkept(db.database, storage, key);
    expect([await isThere(), await rows()]).toEqual([true, []]);

    await expect(
      inTransaction(async (tx) => {
        await discardFiles(tx, [key]);
        throw new Error('the row stays');
      }),
    ).rejects.toThrow('the row stays');
    await worker.drain();
    expect(await isThere()).toBe(true);

    await inTransaction((tx) => discardFiles(tx, [key, key]));
    await worker.drain();
    expect([await isThere(), await rows()]).toEqual([false, []]);
  });

  it('cannot be kept when it was removed: the row that would have it is not written', async () => {
    await announced();
    await pass();
    await expect(
      inTransaction(async (tx) => {
        await discardFiles(tx, ['things/another']);
        await keepFile(tx, key);
      }),
    ).rejects.toThrow(/was given up/);
    expect(await rows()).toEqual([]);
  });

  it('that is being kept when its hour is over is removed only if that fails', async () => {
    for (const fails of [true, false]) {
      key = `things/${written}-${fails}`;
      await announced();
      const begun = Promise.withResolvers<void>();
      const end = Promise.withResolvers<void>();
      const keeping = inTransaction(async (tx) => {
        await keepFile(tx, key);
        begun.resolve();
        await end.promise;
        if (fails) throw new Error('the commit failed');
      }).catch(() => undefined);
      await begun.promise;
      const removing = removeUnkept(db.database, storage, key);
      const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      while ((await sql(waits)).length === 0);
      expect(await isThere()).toBe(true);
      end.resolve();
      await Promise.all([keeping, removing]);
      expect([await isThere(), await rows()]).toEqual([!fails, []]);
    }
  });
});
