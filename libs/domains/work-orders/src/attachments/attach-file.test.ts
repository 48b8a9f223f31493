import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { IMAGE_PIXELS } from '@antrean/platform/images';
import { enqueue } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog, type TestWorker } from '@antrean/testing';
import sharp from 'sharp';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { BYTES_PER_USER, FILES_PER_ORDER } from './attach-file.ts';
import { attachmentKind } from './attachment.contract.ts';
import { discardAttachment } from '../messages.ts';
import { startWorkOrderApi, type WorkOrderApi } from '../work-order-api.factory.ts';
import { createTestWorkOrder } from '../work-order.factory.ts';

const ATTACHMENT_LIMIT = attachmentKind.maxBytes;
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 7)]);

const image = (width: number, height: number) => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#123456', noise } });
};
const still = await Promise.all([
  image(300, 200).png().toBuffer(),
  image(300, 200).jpeg().toBuffer(),
  image(300, 200).webp().toBuffer(),
]);
const film = await sharp(await Promise.all([1, 2, 3].map(() => image(100, 100).png().toBuffer())), {
  join: { animated: true },
})
  .webp()
  .toBuffer();

let api: WorkOrderApi;
let worker: TestWorker;
let manager: UserPrincipal;
let operator: UserPrincipal;
let other: UserPrincipal;
let id: number;

beforeAll(async () => {
  api = await startWorkOrderApi();
  worker = await api.work();
  manager = await createTestPrincipal(api.database, { role: 'production_manager' });
  operator = await createTestPrincipal(api.database, { role: 'production_operator' });
  other = await createTestPrincipal(api.database, { role: 'production_operator' });
});
afterAll(() => api.close());
beforeEach(async () => {
  id = (await createTestWorkOrder(api.database, operator)).id;
  const left = await api.sql<{ file_key: string }>(
    `with images as (delete from file_thumbnails returning key),
          attachments as (delete from work_order_attachments returning file_key)
     select file_key from attachments union all select key from images where key is not null`,
  );
  for (const { file_key } of left) await api.storage.remove(file_key);
  await api.sql(`update outbox_jobs set run_at = now() where state = 'pending'`);
  await worker.drain();
  expect(await api.files()).toEqual([]);
});

const path = (): string => `/workorders/${id}/attachments`;
const upload = async (
  actor: UserPrincipal,
  bytes: Buffer | string,
  { filename = 'gambar kerja.pdf', type = 'application/octet-stream' } = {},
) => {
  const response = await fetch(`${api.url}${path()}?filename=${encodeURIComponent(filename)}`, {
    method: 'POST',
    headers: { ...api.authorization(actor), 'content-type': type },
    body: new Uint8Array(Buffer.from(bytes)),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};
const listed = async () => (await api.send(manager, 'GET', path())).body;

describe('attaching a file', () => {
  it('keeps its bytes, under a name that we chose, and gives them back to be saved', async () => {
    const { status, body, headers } = await upload(operator, PDF, {
      filename: '../gambar "A".png',
      type: 'image/png',
    });
    expect([status, headers.get('location')]).toEqual([201, `${path()}/${String(body['id'])}`]);
    expect(body).toEqual({
      id: expect.any(Number),
      work_order_id: id,
      filename: 'gambar _A_.pdf',
      content_type: 'application/pdf',
      size: PDF.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      thumbnail_url: null,
      uploaded_by: operator.userId,
      uploaded_by_name: operator.name,
      created_at: expect.stringMatching(/Z$/),
    });
    expect(await listed()).toMatchObject({ data: [body], total: 1 });
    expect(await api.files()).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);

    const saved = await fetch(`${api.url}/api${path()}/${String(body['id'])}`, {
      headers: api.authorization(operator),
    });
    expect(Buffer.from(await saved.arrayBuffer()).equals(PDF)).toBe(true);
    expect(saved.headers.get('content-type')).toBe('application/pdf');
    expect(saved.headers.get('content-length')).toBe(String(PDF.length));
    expect(saved.headers.get('x-content-type-options')).toBe('nosniff');
    expect(saved.headers.get('content-security-policy')).toMatch(/object-src 'none';.*;sandbox$/);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="gambar _A_\.pdf"/);
  });

  it('outlives the job that clears away what was abandoned', async () => {
    const { body } = await upload(operator, PDF);
    await api.sql(`update outbox_jobs set run_at = now() where state = 'pending'`);
    await worker.drain();
    const { status } = await fetch(`${api.url}${path()}/${String(body['id'])}`, {
      headers: api.authorization(operator),
    });
    expect(status).toBe(200);
  });

  it('outlives the job by which a process of before would clear it away, which removes what is no attachment', async () => {
    const { body } = await upload(operator, PDF);
    const [kept] = await api.sql<{ file_key: string }>(`select file_key from work_order_attachments`);
    await api.storage.write('work-orders/1/abandoned', Readable.from(['half']));
    const context = backgroundContext(testLog, 'test');
    for (const key of [kept!.file_key, 'work-orders/1/abandoned']) {
      await transaction(api.unitOfWork, context, async (tx) => enqueue(tx, discardAttachment, { key }));
    }
    await worker.drain();
    expect(await api.files()).toEqual([kept!.file_key.split('/').at(-1)]);
    expect((await listed())['data']).toEqual([body]);
  });

  it('removes it with its bytes, and tells both times', async () => {
    await api.takeEvents();
    const { body } = await upload(operator, PDF);
    const removal = await fetch(`${api.url}${path()}/${String(body['id'])}`, {
      method: 'DELETE',
      headers: api.authorization(operator),
    });
    expect(removal.status).toBe(204);
    await worker.drain();
    expect([await api.files(), (await listed())['total']]).toEqual([[], 0]);
    expect(await api.takeEvents()).toMatchObject([
      {
        name: 'workorder.attachment.added',
        actorId: operator.userId,
        payload: { id, filename: 'gambar kerja.pdf' },
      },
      {
        name: 'workorder.attachment.removed',
        actorId: operator.userId,
        payload: { id, filename: 'gambar kerja.pdf' },
      },
    ]);
  });

  it('is for who has the order and for managers; an operator removes only what is theirs', async () => {
    expect((await upload(other, PDF)).status).toBe(404);
    const { body } = await upload(manager, PDF);
    const file = `${path()}/${String(body['id'])}`;
    expect((await api.send(other, 'GET', file)).status).toBe(404);
    expect((await api.send(other, 'DELETE', file)).status).toBe(404);
    expect((await api.send(operator, 'DELETE', file)).status).toBe(403);
    expect((await listed())['total']).toBe(1);
  });

  it('of one order is not found under another', async () => {
    const { body } = await upload(operator, PDF);
    const elsewhere = await createTestWorkOrder(api.database, operator);
    const file = `/workorders/${elsewhere.id}/attachments/${String(body['id'])}`;
    expect((await api.send(operator, 'GET', file)).status).toBe(404);
    expect((await api.send(operator, 'DELETE', file)).status).toBe(404);
  });
});

describe('a refused file leaves nothing behind', () => {
  const nothingIsLeft = async (): Promise<void> => {
    expect([await api.files(), (await listed())['total']]).toEqual([[], 0]);
  };

  it.each([
    [
      'HTML that is called a PDF',
      '<html><script>alert(1)</script>',
      'application/pdf',
      415,
      'attachment_type_refused',
      'text/html',
    ],
    [
      'a program that is called an image',
      Buffer.from('7f454c46020101', 'hex'),
      'image/png',
      415,
      'attachment_type_refused',
      'application/x-elf',
    ],
    ['nothing', '', 'application/pdf', 400, 'attachment_incomplete', null],
    [
      'a form',
      '--x\r\n\r\nhalo\r\n--x--',
      'multipart/form-data; boundary=x',
      400,
      'attachment_incomplete',
      null,
    ],
    [
      'text, then binary',
      Buffer.concat([Buffer.alloc(100_000, 'a'), Buffer.from([0])]),
      'text/plain',
      415,
      'attachment_type_refused',
      'application/octet-stream',
    ],
  ])('%s', async (_, bytes, type, status, code, found) => {
    const answer = await upload(operator, bytes, { type });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    // It says what it was taken for.
    expect(answer.body['found'] ?? null).toBe(found);
    if (found !== null) expect(answer.body['detail']).toContain(found);
    await nothingIsLeft();
  });

  it('one byte too many, announced or not', async () => {
    const tooLarge = Buffer.alloc(ATTACHMENT_LIMIT + 1, 'a');
    const announced = await upload(operator, tooLarge, { filename: 'a.txt' });
    expect([announced.status, announced.body]).toMatchObject([413, { limit: ATTACHMENT_LIMIT }]);
    const chunked = await fetch(`${api.url}${path()}?filename=a.txt`, {
      method: 'POST',
      headers: { ...api.authorization(operator), 'content-type': 'text/plain' },
      body: new Blob([new Uint8Array(tooLarge)]).stream(),
      duplex: 'half',
    });
    expect([chunked.status, ((await chunked.json()) as { code: string }).code]).toEqual([
      413,
      'attachment_too_large',
    ]);
    await nothingIsLeft();
    expect((await upload(operator, Buffer.alloc(ATTACHMENT_LIMIT, 'a'), { filename: 'a.txt' })).status).toBe(
      201,
    );
  });

  it('one whose sender went away in the middle', async () => {
    const { port } = new URL(api.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      [
        `POST ${path()}?filename=a.pdf HTTP/1.1`,
        'Host: x',
        `Authorization: ${api.authorization(operator).authorization}`,
        'Content-Type: application/pdf',
        'Content-Length: 1000000',
        '',
        '%PDF-1.7 and no more',
      ].join('\r\n'),
    );
    await expectSoon(async () => (await api.files()).length === 1);
    socket.destroy();
    await expectSoon(async () => (await api.files()).length === 0);
    await nothingIsLeft();
  });

  it('one whose commit failed: its bytes go with the job that was committed before them', async () => {
    await api.sql(`alter table work_order_attachments add constraint refused check (false) not valid`);
    expect((await upload(operator, PDF)).status).toBe(500);
    await api.sql(`alter table work_order_attachments drop constraint refused`);
    expect(await api.files()).toHaveLength(1);
    await api.sql(`update outbox_jobs set run_at = now() where state = 'pending'`);
    await worker.drain();
    await nothingIsLeft();
  });

  it('one whose order was given to somebody else meanwhile', async () => {
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const writer = body.writable.getWriter();
    const answer = fetch(`${api.url}${path()}?filename=a.pdf`, {
      method: 'POST',
      headers: { ...api.authorization(operator), 'content-type': 'application/pdf' },
      body: body.readable,
      duplex: 'half',
    });
    await writer.write(new Uint8Array(PDF));
    await expectSoon(async () => (await api.files()).length === 1);
    await api.send(manager, 'PUT', `/workorders/${id}`, { operator_id: other.userId });
    await writer.close();
    expect((await answer).status).toBe(404);
    await nothingIsLeft();
  });
});

describe('an image', () => {
  it.each([
    ['PNG', still[0]],
    ['JPEG', still[1]],
    ['WebP', still[2]],
    ['WebP with frames', film],
  ])('%s is taken whole and refused when its end is missing', async (_, bytes) => {
    expect((await upload(operator, bytes)).status).toBe(201);
    for (const share of [0.3, 0.6, 0.95]) {
      const answer = await upload(operator, bytes.subarray(0, Math.floor(bytes.length * share)));
      expect([answer.status, answer.body['code']]).toEqual([422, 'attachment_image_damaged']);
    }
    expect((await listed())['total']).toBe(1);
  });

  it('of which only the signature is one, or whose middle was overwritten, is refused', async () => {
    const overwritten = Buffer.from(still[0]).fill(7, 1_000, 2_000);
    for (const bytes of [Buffer.concat([still[0].subarray(0, 8), Buffer.alloc(5_000, 1)]), overwritten]) {
      expect((await upload(operator, bytes)).body['code']).toBe('attachment_image_damaged');
    }
    expect(await api.files()).toEqual([]);
  });

  it('of few bytes that unfolds to very many pixels is refused by its header, with its size', async () => {
    const side = Math.ceil(Math.sqrt(IMAGE_PIXELS)) + 1;
    // As its header says; what follows would be decoded first to know better.
    const bomb = Buffer.from(still[0]);
    bomb.writeUInt32BE(side, 16);
    bomb.writeUInt32BE(side, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const answer = await upload(operator, bomb);
    expect([answer.status, answer.body]).toMatchObject([
      413,
      { code: 'attachment_image_too_large', width: side, height: side, limit: IMAGE_PIXELS },
    ]);
    expect(await api.files()).toEqual([]);
  });
});

describe('attachments are limited', () => {
  const fill = (orderId: number, files: number, size: number, age = '1 hour') =>
    api.sql(
      `insert into work_order_attachments
         (work_order_id, file_key, file_name, content_type, size, sha256, uploaded_by, created_at)
       select ${orderId}, gen_random_uuid(), 'a.txt', 'text/plain', ${size}, '', ${operator.userId},
         now() - interval '${age}' from generate_series(1, ${files})`,
    );

  it('by order, also when the last ones arrive at the same time', async () => {
    await fill(id, FILES_PER_ORDER - 1, 1);
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(operator, PDF)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'work_order_attachments_full',
      limit: FILES_PER_ORDER,
    });
    expect((await api.files()).length).toBe(1);
    expect((await listed())['total']).toBe(FILES_PER_ORDER);
  });

  it('by person and day, over all orders', async () => {
    const elsewhere = await createTestWorkOrder(api.database, operator);
    await fill(elsewhere.id, 1, BYTES_PER_USER, '25 hours');
    await fill(elsewhere.id, 1, BYTES_PER_USER - PDF.length);
    expect((await upload(operator, PDF)).status).toBe(201);
    const answer = await upload(operator, 'one more');
    expect([answer.status, answer.body]).toMatchObject([
      429,
      { code: 'attachment_quota_exceeded', limit: BYTES_PER_USER },
    ]);
    expect((await upload(manager, 'from somebody else')).status).toBe(201);
  });
});

/** Waits for something that another process of the machine does: the kernel, which tells of a closed connection. */
async function expectSoon(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
