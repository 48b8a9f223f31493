import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { fileWorker, type FileStorage } from '@antrean/platform/files';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { testLog, type TestWorker } from '@antrean/testing';
import sharp from 'sharp';
import { startWorkOrderApi, type WorkOrderApi } from '../work-order-api.factory.ts';
import { createTestWorkOrder } from '../work-order.factory.ts';

const PDF = Buffer.from('%PDF-1.7\n');
const PHOTO = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#123456' } })
  .jpeg()
  .toBuffer();

let api: WorkOrderApi;
let worker: TestWorker;
let operator: UserPrincipal;
let other: UserPrincipal;
let path: string;

beforeAll(async () => {
  api = await startWorkOrderApi();
  worker = await api.work();
  operator = await createTestPrincipal(api.database, { role: 'production_operator' });
  other = await createTestPrincipal(api.database, { role: 'production_operator' });
});
afterAll(() => api.close());
beforeEach(async () => {
  path = `/workorders/${(await createTestWorkOrder(api.database, operator)).id}/attachments`;
});

const upload = async (actor: UserPrincipal, bytes: Buffer) => {
  const response = await fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { ...api.authorization(actor), 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  expect(response.status).toBe(201);
  return { body: (await response.json()) as Record<string, unknown> };
};
const listed = async () => (await api.send(operator, 'GET', path)).body;

describe('the thumbnail of an image', () => {
  it('is made by a worker, told of when it is there, downloaded like the image, and gone with it', async () => {
    const { body } = await upload(operator, PHOTO);
    const file = `${path}/${String(body['id'])}`;
    expect(body['thumbnail_url']).toBeNull();
    expect((await api.send(operator, 'GET', `${file}/thumbnail`)).status).toBe(404);
    await worker.drain();
    const [{ thumbnail_url: url } = { thumbnail_url: null }] = (await listed())['data'] as {
      thumbnail_url: string | null;
    }[];
    expect(url).toBe(`/api${file}/thumbnail`);
    const thumbnail = await fetch(`${api.url}${url}`, { headers: api.authorization(operator) });
    expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const { format, width } = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata();
    expect([format, width]).toEqual(['webp', 320]);
    expect((await api.send(other, 'GET', `${file}/thumbnail`)).status).toBe(404);
    expect(await api.files()).toHaveLength(2);

    // The same job once more changes nothing.
    const before = await api.sql(`select * from file_thumbnails`);
    await api.sql(`update outbox_jobs set state = 'pending', run_at = now() where name = 'files.thumbnail'`);
    await worker.drain();
    expect(await api.sql(`select * from file_thumbnails`)).toEqual(before);
    expect(await api.files()).toHaveLength(2);

    await api.send(operator, 'DELETE', file);
    await worker.drain();
    expect([await api.files(), await api.sql(`select * from file_thumbnails`)]).toEqual([[], []]);
  });

  it('is not made when its image was removed meanwhile, and of a PDF there is none', async () => {
    const { body: pdf } = await upload(operator, PDF);
    const { body } = await upload(operator, PHOTO);
    await api.send(operator, 'DELETE', `${path}/${String(body['id'])}`);
    await worker.drain();
    expect(await api.sql(`select state from outbox_jobs where name = 'files.thumbnail'`)).toContainEqual({
      state: 'done',
    });
    expect(await api.files()).toHaveLength(1);
    expect(await api.sql(`select * from file_thumbnails`)).toEqual([]);
    await api.send(operator, 'DELETE', `${path}/${String(pdf['id'])}`);
    await worker.drain();
    expect([await api.files(), await api.sql(`select key from unkept_files`)]).toEqual([[], []]);
  });

  it('that was made while its image was removed goes as well', async () => {
    const { body } = await upload(operator, PHOTO);
    await worker.drain();
    // As if none had been made yet.
    const [made] = await api.sql<{ source: string; key: string }>(
      `select source_key as source, key from file_thumbnails`,
    );
    await api.storage.remove(made!.key);
    await api.sql(`update file_thumbnails set (key, size, sha256, made_at) = (null, null, null, null)`);
    const storage: FileStorage = {
      ...api.storage,
      write: async (...how) => {
        const written = await api.storage.write(...how);
        await api.send(operator, 'DELETE', `${path}/${String(body['id'])}`);
        return written;
      },
    };
    const { handlers } = fileWorker({ database: api.database, storage });
    const handler = handlers.find(({ job }) => job.name === 'files.thumbnail')!;
    const context = backgroundContext(testLog, 'test');
    await handler.perform({
      ...{ id: 'x', payload: { key: made!.source }, attempt: 1, lastAttempt: false, context, log: testLog },
      signal: new AbortController().signal,
      finish: (effects) => transaction(api.unitOfWork, context, effects),
      uninterrupted: (work) => work(),
      again: async () => undefined,
    });
    await worker.drain();
    expect([await api.files(), await api.sql(`select key from unkept_files`)]).toEqual([[], []]);
  });
});
