import { once } from 'node:events';
import { connect } from 'node:net';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { IMAGE_PIXELS } from '@antrean/platform/images';
import sharp from 'sharp';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { attachmentKind } from './attachment.contract.ts';
import { startWorkOrderApi, type WorkOrderApi } from '../work-order-api.factory.ts';
import { createTestWorkOrder } from '../work-order.factory.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 7)]);
const still = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#123456' } })
  .png()
  .toBuffer();
const bomb = Buffer.from(still);
bomb.writeUInt32BE(Math.ceil(Math.sqrt(IMAGE_PIXELS)) + 1, 16);
bomb.writeUInt32BE(Math.ceil(Math.sqrt(IMAGE_PIXELS)) + 1, 20);
bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
const BOUNDARY = 'x7';
const FORM = `multipart/form-data; boundary=${BOUNDARY}`;
const PART = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`;
const END = `\r\n--${BOUNDARY}--\r\n`;

let api: WorkOrderApi;
let operator: UserPrincipal;
let path: string;

beforeAll(async () => {
  api = await startWorkOrderApi();
  operator = await createTestPrincipal(api.database, { role: 'production_operator' });
});
afterAll(() => api.close());
beforeEach(async () => {
  const { id } = await createTestWorkOrder(api.database, operator);
  path = `/workorders/${id}/attachments`;
});

const post = async (search: string, body: RequestInit['body'], type?: string) => {
  const response = await fetch(`${api.url}${path}${search}`, {
    method: 'POST',
    headers: { ...api.authorization(operator), ...(type === undefined ? {} : { 'content-type': type }) },
    body: body ?? null,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const bytesOf = (content: Buffer | string) => new Uint8Array(Buffer.from(content));
const raw = (content: Buffer | string, name: string) =>
  post(`?filename=${encodeURIComponent(name)}`, bytesOf(content), 'application/octet-stream');
const form = (content: Buffer | string, name: string, { field = 'file', search = '' } = {}) => {
  const data = new FormData();
  data.set(field, new Blob([bytesOf(content)], { type: 'text/html' }), name);
  return post(search, data);
};
const multipart = (text: Buffer | string, search = '') => post(search, bytesOf(text), FORM);
/** What is left of an upload that was refused. */
const left = async () => [
  await api.files(),
  (await api.send(operator, 'GET', path)).body['total'],
  await api.sql(`select key from unkept_files`),
];
const told = ({ status, body }: { status: number; body: Record<string, unknown> }) => {
  const { id: _, created_at: __, correlationId: ___, ...rest } = body;
  return { status, ...rest };
};

describe('a file in a form is a file as the body', () => {
  it.each([
    ['a PDF', PDF, 'gambar kerja e\u0301.pdf'],
    ['an image', still, '../foto.jpeg'],
    ['text', 'Rangka 12 × 30 cm\n', 'catatan.md'],
    ['a file of the greatest size', Buffer.alloc(attachmentKind.maxBytes, 'a'), 'a.txt'],
  ])('%s is kept, with the same bytes', async (_, content, name) => {
    const [one, other] = [await raw(content, name), await form(content, name)];
    expect(one.status).toBe(201);
    expect(told(other)).toEqual(told(one));
    const saved = await fetch(`${api.url}${path}/${String(other.body['id'])}`, {
      headers: api.authorization(operator),
    });
    expect(Buffer.from(await saved.arrayBuffer()).equals(Buffer.from(content))).toBe(true);
    for (const { body } of [one, other]) await api.send(operator, 'DELETE', `${path}/${String(body['id'])}`);
    for (const { key } of await api.sql<{ key: string }>(`delete from unkept_files returning key`)) {
      await api.storage.remove(key);
    }
  });

  it.each([
    ['HTML', '<html><script>alert(1)</script>', 415],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 415],
    ['a PDF behind a tag of music', Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), PDF]), 415],
    ['an image that ends too early', still.subarray(0, still.length - 20), 422],
    ['an image of very many pixels', bomb, 413],
    ['nothing', '', 400],
    ['one byte too many', Buffer.alloc(attachmentKind.maxBytes + 1, 'a'), 413],
    ['many bytes too many', Buffer.alloc(attachmentKind.maxBytes + 100_000, 'a'), 413],
  ])('%s is refused alike and leaves nothing', async (_, content, status) => {
    const [one, other] = [await raw(content, 'a.pdf'), await form(content, 'a.pdf')];
    expect(one.status).toBe(status);
    expect(told(other)).toEqual(told(one));
    expect(await left()).toEqual([[], 0, []]);
  });
});

describe('a form', () => {
  it.each([
    ['with two files', `${PART}%PDF-1.7\r\n${PART}%PDF-1.7${END}`],
    [
      'with a field behind the file',
      `${PART}%PDF-1.7\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\nhi${END}`,
    ],
    [
      'with a field alone',
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7${END}`,
    ],
    ['whose part has no name', `--${BOUNDARY}\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7${END}`],
    ['without parts', `--${BOUNDARY}--\r\n`],
    ['of other text', 'halo'],
    ['that ends in its file', `${PART}%PDF-1.7`],
    ['that ends in a header', PART.slice(0, -20)],
  ])('%s is refused and leaves nothing', async (_, text) => {
    const answer = await multipart(text);
    expect([answer.status, answer.body['code']]).toEqual([400, 'attachment_incomplete']);
    expect(await left()).toEqual([[], 0, []]);
  });

  it('without a boundary, of another part, or of another kind of multipart is refused', async () => {
    for (const answer of [
      await post('', bytesOf(`${PART}%PDF-1.7${END}`), 'multipart/form-data'),
      await post('', bytesOf(`${PART}%PDF-1.7${END}`), `multipart/mixed; boundary=${BOUNDARY}`),
      await form(PDF, 'a.pdf', { field: 'files' }),
    ]) {
      expect([answer.status, answer.body['code']]).toEqual([400, 'attachment_incomplete']);
    }
    expect(await left()).toEqual([[], 0, []]);
  });

  it('of few bytes of file in endless bytes around it is refused', async () => {
    const endless = Buffer.alloc(attachmentKind.maxBytes + 20_000, 'x');
    for (const parts of [
      [Buffer.from(`${PART}%PDF-1.7${END}`), endless],
      [endless, Buffer.from(`\r\n${PART}%PDF-1.7${END}`)],
    ]) {
      const response = await fetch(`${api.url}${path}`, {
        method: 'POST',
        headers: { ...api.authorization(operator), 'content-type': FORM },
        body: new Blob(parts.map((part) => new Uint8Array(part))).stream(),
        duplex: 'half',
      });
      const { code } = (await response.json()) as { code: string };
      expect([response.status, code]).toEqual([413, 'attachment_too_large']);
    }
    expect(await left()).toEqual([[], 0, []]);
  });

  it('names its file, unless the address does', async () => {
    expect((await form('one', 'satu.md')).body['filename']).toBe('satu.md');
    expect((await form('two', 'satu.md', { search: '?filename=dua.log' })).body['filename']).toBe('dua.log');
    const nameless = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\nthree${END}`;
    expect((await multipart(nameless, '?filename=tiga.txt')).body['filename']).toBe('tiga.txt');
    for (const answer of [await multipart(nameless), await post('', bytesOf('three'), 'text/plain')]) {
      expect(answer.body['filename']).toBe('attachment.txt');
    }
    expect((await form('four', `${'x'.repeat(300)}.‮txt`)).body['filename']).toBe(`${'x'.repeat(100)}.txt`);
  });

  it('whose sender goes away in the middle leaves nothing', async () => {
    const before = (await api.files()).length;
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${api.authorization(operator).authorization}\r\n` +
        `Content-Type: ${FORM}\r\nContent-Length: 100000\r\n\r\n${PART}%PDF-1.7 and no more`,
    );
    while ((await api.files()).length === before) await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    while ((await api.sql(`select key from unkept_files`)).length > 0);
    expect((await api.files()).length).toBe(before);
  });
});
