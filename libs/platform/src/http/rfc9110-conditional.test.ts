import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startHttpServer, type HttpServer } from './http-test.factory.ts';
import { assertVersion, download, noContent, ok, problem, route, type Route } from './index.ts';
import type { StoredReply } from './reply.ts';

const BYTES = Buffer.from('0123456789'.repeat(10));
const sha256 = createHash('sha256').update(BYTES).digest('hex');
const FILE = `"${sha256}"`;
const MODIFIED = 'Wed, 01 Oct 2025 07:00:00 GMT';
const BEFORE = 'Wed, 01 Oct 2025 06:59:59 GMT';

let server: HttpServer;
let folder: string;
let department = 'Kitchen';
let changes = 0;
let streamsRead = 0;

function routes(path: string): Route[] {
  const shared = { access: 'public', tag: 'things', summary: 'A thing' } as const;
  const file = (
    resumable: boolean,
    open: StoredReply['open'] = async (part) => createReadStream(path, part),
  ) =>
    download(
      { file: { size: BYTES.length, modifiedAt: new Date(MODIFIED), sha256, resumable, open } },
      { contentType: 'application/pdf', filename: 'a.pdf' },
    );
  const away = async (): Promise<never> => {
    throw problem('unavailable', { headers: { 'Retry-After': '5' } });
  };
  const thing = z.object({ id: z.int(), department: z.string(), version: z.int() });
  return [
    route({
      ...shared,
      method: 'get',
      path: '/thing',
      response: thing,
      handler: async () => ok({ id: 1, department, version: 3 }),
    }),
    route({
      ...shared,
      method: 'put',
      path: '/thing',
      versioned: true,
      handler: async ({ ifMatch }) => {
        assertVersion(3, ifMatch);
        changes += 1;
        return noContent();
      },
    }),
    route({
      ...shared,
      method: 'get',
      path: '/list',
      response: z.array(z.string()),
      handler: async () => ok([department]),
    }),
    route({ ...shared, method: 'delete', path: '/list', status: 204, handler: async () => noContent() }),
    route({ ...shared, method: 'get', path: '/file', handler: async () => file(true) }),
    route({ ...shared, method: 'get', path: '/away', handler: async () => file(true, away) }),
    route({ ...shared, method: 'get', path: '/made', handler: async () => file(false) }),
    route({
      ...shared,
      method: 'get',
      path: '/stream',
      produces: ['text/csv'],
      handler: async () =>
        download(
          {
            stream: Readable.from(
              (function* () {
                streamsRead += 1;
                yield 'a,b\r\n';
              })(),
            ),
          },
          { contentType: 'text/csv; charset=utf-8', filename: 'laporan "é".csv' },
        ),
    }),
  ];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '.antrean-'));
  const path = join(folder, 'a.pdf');
  await writeFile(path, BYTES);
  await utimes(path, new Date(MODIFIED), new Date(MODIFIED));
  server = await startHttpServer(routes(path));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const tagOf = async (path: string): Promise<string> => String((await server.send('GET', path)).headers.etag);

describe('8.8.3 ETag', () => {
  it('begins with the version and changes whenever the body does', async () => {
    const [thing, list] = [await tagOf('/thing'), await tagOf('/list')];
    expect(thing).toMatch(/^"3-[\w-]{27}"$/);
    expect(list).toMatch(/^"[\w-]{27}"$/);
    department = 'Bakery';
    expect(await tagOf('/thing')).not.toBe(thing);
    expect((await server.send('GET', '/thing', { 'If-None-Match': thing })).status).toBe(200);
    department = 'Kitchen';
    expect(await tagOf('/thing')).toBe(thing);
    expect(await tagOf('/file')).toBe(FILE);
  });
});

describe('13.1.1 If-Match and 13.1.2 If-None-Match of a change go by the version', () => {
  it.each([
    ['If-Match', '"3"', 204],
    ['If-Match', '3', 204],
    ['If-Match', 'W/"3"', 204],
    ['If-Match', '"3-anything"', 204],
    ['If-Match', 'W/"3-anything"', 204],
    ['If-Match', '"1", "3"', 204],
    ['If-Match', '"a,b" , ,W/"3-x"', 204],
    ['If-Match', '*', 204],
    ['If-Match', '"2"', 412],
    ['If-Match', '"33"', 412],
    ['If-Match', '"2-3", "4"', 412],
    ['If-Match', '"of-something-else"', 412],
    ['If-Match', '""', 412],
    ['If-Match', 'soon', 400],
    ['If-Match', '"3', 400],
    ['If-Match', ',', 400],
    ['If-Match', '', 400],
    ['If-None-Match', '*', 412],
    ['If-None-Match', '"2", "3-x"', 412],
    ['If-None-Match', '"2"', 204],
    // 13.1.4: not for what has no time of change, or when the header is no date.
    ['If-Unmodified-Since', BEFORE, 204],
    ['If-Modified-Since', MODIFIED, 204],
  ])('%s: %s → %i', async (name, value, status) => {
    const before = changes;
    const answer = await server.send('PUT', '/thing', { [name]: value });
    expect([answer.status, changes - before]).toEqual([status, status === 204 ? 1 : 0]);
    if (status === 412) expect(JSON.parse(String(answer.body)).currentVersion).toBe(3);
  });

  it('what has no version meets no condition but that it exists', async () => {
    expect((await server.send('DELETE', '/list', { 'If-Match': '"3"' })).status).toBe(412);
    expect((await server.send('DELETE', '/list', { 'If-Match': '*' })).status).toBe(204);
  });
});

/** `{json}` and `{file}` stand for the tags of the two. */
const READS: [string, Record<string, string>, json: number, file: number][] = [
  ['13.1.2 the tag', { 'If-None-Match': '{tag}' }, 304, 304],
  ['13.1.2 weak comparison', { 'If-None-Match': 'W/{tag}' }, 304, 304],
  ['13.1.2 a list', { 'If-None-Match': '"x", {tag}' }, 304, 304],
  ['13.1.2 anything', { 'If-None-Match': '*' }, 304, 304],
  ['13.1.2 another tag', { 'If-None-Match': '"x"' }, 200, 200],
  ['13.1.2 the version alone is not the whole tag', { 'If-None-Match': '"3"' }, 200, 200],
  [
    'RFC 9111 5.2.1.4 validation that is asked for',
    { 'If-None-Match': '{tag}', 'Cache-Control': 'no-cache' },
    304,
    304,
  ],
  ['13.1.1 the tag', { 'If-Match': '{tag}' }, 200, 200],
  ['13.1.1 a list', { 'If-Match': '"x", {tag}' }, 200, 200],
  ['13.1.1 anything', { 'If-Match': '*' }, 200, 200],
  ['13.1.1 another tag', { 'If-Match': '"x"' }, 412, 412],
  ['13.1.3 not since', { 'If-Modified-Since': MODIFIED }, 200, 304],
  ['13.1.3 since', { 'If-Modified-Since': BEFORE }, 200, 200],
  ['13.1.3 no date', { 'If-Modified-Since': 'yesterday' }, 200, 200],
  ['13.1.4 not since', { 'If-Unmodified-Since': MODIFIED }, 200, 200],
  ['13.1.4 since', { 'If-Unmodified-Since': BEFORE }, 200, 412],
  ['13.1.4 no date', { 'If-Unmodified-Since': 'yesterday' }, 200, 200],
  ['13.2.2 a tag goes before a date', { 'If-None-Match': '"x"', 'If-Modified-Since': MODIFIED }, 200, 200],
  ['13.2.2 so it does here', { 'If-Match': '{tag}', 'If-Unmodified-Since': BEFORE }, 200, 200],
  ['13.2.2 If-Match goes first', { 'If-Match': '"x"', 'If-None-Match': '{tag}' }, 412, 412],
  ['13.2.2 then the others', { 'If-Match': '{tag}', 'If-None-Match': '{tag}' }, 304, 304],
];

describe.each(['GET', 'HEAD'])('conditions of a %s', (method) => {
  it.each(READS)('%s', async (_, headers, json, file) => {
    for (const [path, status] of [
      ['/thing', json],
      ['/list', json],
      ['/file', file],
      ['/made', file],
    ] as const) {
      const tag = await tagOf(path);
      const sent = Object.entries(headers).map(([name, value]) => [name, value.replace('{tag}', tag)]);
      const answer = await server.send(method, path, Object.fromEntries(sent));
      expect([path, answer.status]).toEqual([path, status]);
      if (status === 304 || method === 'HEAD') expect(answer.body).toHaveLength(0);
      if (status === 304) {
        // 15.4.5: what a 200 would have said of the cache, and nothing of the body.
        const { etag, 'cache-control': cache, 'content-type': type } = answer.headers;
        const whole = (await server.send('GET', path)).headers;
        expect([etag, cache, type]).toEqual([whole.etag, whole['cache-control'], undefined]);
      }
      if (status === 412) {
        expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
        expect(answer.headers['content-disposition']).toBeUndefined();
      }
    }
  });
});

describe('14 ranges of a file', () => {
  const part = (from: number, to: number) => [206, `bytes ${from}-${to}/100`, BYTES.subarray(from, to + 1)];
  const whole = [200, undefined, BYTES];
  it.each([
    ['bytes=0-9', part(0, 9)],
    ['bytes=90-', part(90, 99)],
    ['bytes=-10', part(90, 99)],
    // 14.1.2: a suffix longer than the file is the file.
    ['bytes=-1000', whole],
    ['bytes=-100', part(0, 99)],
    ['bytes=95-1000', part(95, 99)],
    ['bytes=0-0', part(0, 0)],
    // 14.2: a server may ignore what it does not serve, and must what it cannot read.
    ['bytes=0-9,50-59', whole],
    ['bytes=0-4,5-9', whole],
    ['bytes=9-0', whole],
    ['bytes=-', whole],
    ['bytes=a-b', whole],
    ['lines=0-9', whole],
    ['bytes', whole],
    ['bytes=100-', [416, 'bytes */100']],
    ['bytes=-0', [416, 'bytes */100']],
  ])('%s', async (range, [status, contentRange, body]) => {
    const answer = await server.send('GET', '/file', { Range: range });
    expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange]);
    if (body) {
      expect(answer.body.equals(body as Buffer)).toBe(true);
      expect(answer.headers['content-length']).toBe(String((body as Buffer).length));
      expect(answer.headers.etag).toBe(FILE);
    } else {
      expect(JSON.parse(String(answer.body))).toMatchObject({ code: 'range_not_satisfiable', size: 100 });
      expect(answer.headers.etag).toBeUndefined();
    }
  });

  it.each([
    ['the tag', FILE, 206],
    ['another tag', '"x"', 200],
    ['a weak tag, which is never the same', `W/${FILE}`, 200],
    ['the time of its change', MODIFIED, 206],
    ['another time', BEFORE, 200],
  ])('13.1.5 If-Range with %s', async (_, ifRange, status) => {
    expect((await server.send('GET', '/file', { Range: 'bytes=0-9', 'If-Range': ifRange })).status).toBe(
      status,
    );
  });

  it('13.2.2 come behind the question whether the client has the file already', async () => {
    const headers = { Range: 'bytes=100-', 'If-None-Match': FILE };
    expect((await server.send('GET', '/file', headers)).status).toBe(304);
    expect((await server.send('GET', '/file', { ...headers, 'If-None-Match': '"x"' })).status).toBe(416);
  });

  it('nothing is said of a file that cannot be had now, but when to come again', async () => {
    for (const headers of [{}, { Range: 'bytes=0-9' }]) {
      const answer = await server.send('GET', '/away', headers);
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
      expect(JSON.parse(String(answer.body))).toMatchObject({ code: 'unavailable' });
      const ofTheFile = ['etag', 'last-modified', 'repr-digest', 'content-range', 'content-disposition'];
      expect(ofTheFile.filter((name) => name in answer.headers)).toEqual([]);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    }
  });

  it('14.2 are for GET, and not for what each request makes anew', async () => {
    const head = await server.send('HEAD', '/file', { Range: 'bytes=0-9' });
    expect([head.status, head.headers['content-length'], head.headers['accept-ranges']]).toEqual([
      200,
      '100',
      'bytes',
    ]);
    for (const path of ['/made', '/thing', '/stream']) {
      const answer = await server.send('GET', path, { Range: 'bytes=0-1' });
      expect([answer.status, answer.headers['accept-ranges']]).toEqual([200, undefined]);
    }
  });
});

describe('9.3.2 HEAD', () => {
  it.each(['/thing', '/list', '/file', '/made', '/stream'])(
    '%s has the headers of GET alone',
    async (path) => {
      const read = streamsRead;
      const [get, head] = [await server.send('GET', path), await server.send('HEAD', path)];
      const plain = ({ headers }: typeof get) => {
        const { date: _, 'x-correlation-id': __, 'transfer-encoding': ___, ...rest } = headers;
        return rest;
      };
      expect([head.status, plain(head)]).toEqual([get.status, plain(get)]);
      expect(head.body).toHaveLength(0);
      expect(streamsRead - read).toBe(path === '/stream' ? 1 : 0);
    },
  );
});

describe('RFC 9111 and RFC 6266', () => {
  it.each([
    ['GET', '/thing', 'private, no-cache'],
    ['PUT', '/thing', 'no-store'],
    ['GET', '/stream', 'no-store'],
  ])('Cache-Control of %s %s', async (method, path, cache) => {
    expect((await server.send(method, path)).headers['cache-control']).toBe(cache);
  });

  it('S3-RPT-11 a download has a name for old and new browsers', async () => {
    expect((await server.send('GET', '/stream')).headers['content-disposition']).toBe(
      `attachment; filename="laporan \\"?\\".csv"; filename*=UTF-8''laporan%20%22%C3%A9%22.csv`,
    );
  });
});
