import { readdir } from 'node:fs/promises';
import { crc32, createDeflate, deflateSync, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { startTestSystem, type TestSystem } from '@antrean/testing';
import sharp from 'sharp';

const LIMIT = 10 * 1024 * 1024;
const BOUNDARY = 'x7';
const FORM = `multipart/form-data; boundary=${BOUNDARY}`;
const partOf = (disposition: string, more = ''): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`;
const PART = partOf('name="file"; filename="a.pdf"');
const END = `\r\n--${BOUNDARY}--\r\n`;

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const photo = sharp({
  create: {
    ...{ width: 300, height: 200, channels: 3, background: '#123456' },
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
});
const [png, jpeg, webp, lossless] = await Promise.all([
  photo.clone().png().toBuffer(),
  photo
    .clone()
    .jpeg()
    .withExif({ IFD0: { Artist: 'Budi' }, IFD3: { GPSLatitudeRef: 'S' } })
    .toBuffer(),
  photo.clone().webp().toBuffer(),
  photo.clone().webp({ lossless: true }).toBuffer(),
]);
const cut = (bytes: Buffer, share: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * share));

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([latin1(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};
/** A PNG of one bit per pixel whose pixels are these compressed bytes. */
const pngOf = (side: number, pixels: Buffer): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
/** A real one: 50 MB of pixels in 50 kB. */
const bomb = pngOf(
  20_000,
  await buffer(
    Readable.from(Array.from({ length: 20_000 }, () => Buffer.alloc(2_501))).pipe(createDeflate()),
  ),
);
/** Its header says that it is so large. */
const wideJpeg = Buffer.from(jpeg);
const frame = wideJpeg.indexOf(Buffer.from('ffc0', 'hex'));
wideJpeg.writeUInt16BE(60_000, frame + 5);
wideJpeg.writeUInt16BE(60_000, frame + 7);
const wideWebp = Buffer.from(lossless);
wideWebp.writeUInt32LE((wideWebp.readUInt32LE(21) & 0xf0000000) | (16_382 << 14) | 16_382, 21);

const pdf = (objects: string): Buffer =>
  latin1(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog ${objects} >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`);
const hidden = deflateSync(latin1('7 0 << /S /JavaScript /JS (app.alert(1)) >>'));
const unfolding = deflateSync(Buffer.alloc(40_000_000));
const pdfOfStream = (stream: Buffer): Buffer =>
  Buffer.concat([
    latin1(
      `%PDF-1.7\n2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${stream.length} >>\nstream\n`,
    ),
    stream,
    latin1('\nendstream\nendobj\n%%EOF\n'),
  ]);
const zip = (content: Buffer): Buffer =>
  Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(20), content]);

type Sent = Buffer | string;
interface Case {
  body: Sent;
  type?: string;
  name?: string;
  status: number;
  code: string;
  chunked?: boolean;
  encoding?: string;
}
const cases: Record<string, Case> = {};
const refuse = (
  status: number,
  code: string,
  bodies: Record<string, Sent | Omit<Case, 'status' | 'code'>>,
): void => {
  for (const [title, given] of Object.entries(bodies)) {
    const sent = typeof given === 'string' || Buffer.isBuffer(given) ? { body: given } : given;
    cases[title] = { status, code: `attachment_${code}`, ...sent };
  }
};

refuse(415, 'type_refused', {
  'SVG with a script': {
    body: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    type: 'image/svg+xml',
    name: 'a.svg',
  },
  'SVG behind an XML declaration': {
    body: '<?xml version="1.0"?><svg onload="alert(1)"/>',
    type: 'image/png',
    name: 'a.png',
  },
  'HTML that is called PNG': { body: '<html><script>alert(1)</script>', type: 'image/png', name: 'a.png' },
  'HTML behind a byte order mark': '\ufeff<!doctype html><script>alert(1)</script>',
  'HTML behind many blanks': `${' \n'.repeat(3_000)}<iframe src=javascript:alert(1)>`,
  'XML that holds XHTML': '<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></x>',
  'PHP that is called JPEG': { body: '<?php system($_GET["c"]);', type: 'image/jpeg', name: 'shell.php.jpg' },
  'a GIF': latin1('GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04'),
  'a GIF that is a script': 'GIF89a/*\x01*/=1;alert(1)',
  'a BMP': Buffer.concat([latin1('BM'), Buffer.alloc(200)]),
  'a TIFF': Buffer.from('49492a0008000000000000000000', 'hex'),
  'an icon': Buffer.from('00000100010010100000010020006804000016000000', 'hex'),
  'an AVIF': latin1('\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1'),
  'a PostScript program': { body: latin1('%!PS-Adobe-3.0 EPSF-3.0\n\x80run'), name: 'a.pdf' },
  'a ZIP': zip(Buffer.alloc(100)),
  'a ZIP bomb': { body: zip(deflateSync(Buffer.alloc(40_000_000))), name: 'a.docx' },
  'a gzip bomb': gzipSync(Buffer.alloc(40_000_000)),
  'a PDF behind a ZIP': Buffer.concat([zip(Buffer.alloc(100)), pdf('')]),
  'a program of Linux': {
    body: Buffer.from('7f454c4602010100000000000000', 'hex'),
    type: 'image/png',
    name: 'a.png',
  },
  'a program of Windows': {
    body: Buffer.concat([latin1('MZ'), Buffer.alloc(300)]),
    type: 'application/pdf',
    name: 'laporan.pdf.exe',
  },
  'a PDF behind a tag of music': Buffer.concat([latin1('ID3\x04\0\0\0\0\0\0'), pdf('')]),
  'text in UTF-16': Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('halo', 'utf16le')]),
  'text that steers a terminal': 'selesai\x1b]0;x\x07\x1b[2J',
  'text that turns binary': Buffer.concat([Buffer.alloc(200_000, 'a'), Buffer.from([0])]),
  'a PDF that is compressed for the way': { body: gzipSync(pdf('')), encoding: 'gzip' },
});
refuse(422, 'image_damaged', {
  'a JPEG that ends too early': { body: cut(jpeg, 0.6), type: 'image/jpeg', name: 'a.jpg' },
  'a PNG that ends too early': cut(png, 0.9),
  'a WebP that ends too early': cut(webp, 0.5),
  'the signature of a PNG and no more': Buffer.concat([png.subarray(0, 8), Buffer.alloc(5_000, 1)]),
  'a PNG that was overwritten in the middle': Buffer.from(png).fill(7, 1_000, 2_000),
  'HTML behind the signature of a PNG': Buffer.concat([
    png.subarray(0, 8),
    Buffer.from('<script>alert(1)</script>'),
  ]),
});
refuse(413, 'image_too_large', {
  'a PNG that unfolds to 400 million pixels': bomb,
  'a PNG of 50,000 × 50,000': pngOf(50_000, deflateSync(Buffer.alloc(10_000))),
  'a JPEG of 60,000 × 60,000': wideJpeg,
  'a WebP of 16,383 × 16,383': wideWebp,
});
refuse(422, 'active_content', {
  'a PDF that runs a script when it is opened': pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
  'a PDF whose script has a name in disguise': pdf('/OpenAction << /S /J#61vaScript /#4AS (app.alert(1)) >>'),
  'a PDF whose script is compressed': pdfOfStream(hidden),
  'a PDF that starts a program': pdf('/OpenAction << /S /Launch /F (cmd.exe) >>'),
  'a PDF that nobody can look through': pdf('/Encrypt 5 0 R'),
  'a PDF whose objects unfold to 40 MB': pdfOfStream(unfolding),
});
refuse(413, 'too_large', {
  'one byte too many': Buffer.alloc(LIMIT + 1, 'a'),
  'one byte too many, unannounced': { body: Buffer.alloc(LIMIT + 1, 'a'), chunked: true },
  'a form with endless bytes behind its file': {
    body: Buffer.concat([latin1(`${PART}%PDF-1.7${END}`), Buffer.alloc(LIMIT + 20_000, 'x')]),
    type: FORM,
    chunked: true,
  },
});
refuse(400, 'incomplete', {
  nothing: '',
  'a form without a boundary': { body: `${PART}%PDF-1.7${END}`, type: 'multipart/form-data' },
  'a form whose boundary is another': {
    body: `${PART}%PDF-1.7${END}`,
    type: 'multipart/form-data; boundary=other',
  },
  'a form with two files': { body: `${PART}%PDF-1.7\r\n${PART}%PDF-1.7${END}`, type: FORM },
  'a form with a thousand parts': {
    body: `${partOf('name="a"')}x\r\n`.repeat(1_000) + END.slice(2),
    type: FORM,
  },
  'a form with a field before its file': {
    body: `${partOf('name="__proto__"')}x\r\n${PART}%PDF-1.7${END}`,
    type: FORM,
  },
  'a form whose file is called otherwise': {
    body: `${partOf('name="avatar"; filename="a.pdf"')}%PDF-1.7${END}`,
    type: FORM,
  },
  'a form with a header of 12 kB': {
    body: `${partOf('name="file"; filename="a.pdf"', `X-A: ${'a'.repeat(12_000)}\r\n`)}%PDF-1.7${END}`,
    type: FORM,
  },
  'a form with a thousand headers': {
    body: `${partOf('name="file"; filename="a.pdf"', 'X-A: a\r\n'.repeat(1_200))}%PDF-1.7${END}`,
    type: FORM,
  },
  'a form that ends in its file': { body: `${PART}%PDF-1.7`, type: FORM },
  'JSON that says where the file is': { body: '{"file":"file:///etc/passwd"}', type: 'application/json' },
  'a form of another kind': { body: 'file=%2Fetc%2Fpasswd', type: 'application/x-www-form-urlencoded' },
});

cases['a name with a NUL'] = { body: 'halo', name: 'a\0.html', status: 400, code: 'invalid_request' };

describe('S0-SEC-06 files that do harm', () => {
  let system: TestSystem;
  let token: string;
  let path: string;

  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('api');
    token = await system.login('PRM001', 'manager123');
    const [operator] = await sql<{ id: number }>(
      `select user_id as id from user_roles where role_key = 'production_operator' limit 1`,
    );
    const order = await system.call<{ id: number }>('POST', '/api/workorders', {
      token,
      body: { product_name: 'Chair', quantity: 5, deadline: '2099-01-01', operator_id: operator!.id },
    });
    path = `/api/workorders/${order.body.id}/attachments`;
  }, 60_000);
  afterAll(() => system.stop());

  const sql = <Row extends object>(text: string): Promise<Row[]> =>
    query<Row>(system.db.database.fork(), text);
  const left = async () => ({
    files: (await readdir(system.dataDir, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name),
    unkept: await sql(`select key from unkept_files`),
    attached: (await sql<{ n: string }>(`select count(*) as n from work_order_attachments`))[0]!.n,
  });
  const send = async ({
    body,
    type = 'application/octet-stream',
    name,
    chunked,
    encoding,
  }: Omit<Case, 'status' | 'code'>) => {
    const bytes = new Uint8Array(Buffer.from(body));
    const search = name === undefined ? '' : `?filename=${encodeURIComponent(name)}`;
    const response = await fetch(`${system.apiUrl}${path}${search}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': type,
        ...(encoding !== undefined && { 'content-encoding': encoding }),
      },
      ...(chunked ? { body: new Blob([bytes]).stream(), duplex: 'half' } : { body: bytes }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('are refused, each with what is wrong, and leave nothing', async () => {
    const before = await left();
    const told: Record<string, unknown> = {};
    for (const [title, { status: _, code: __, ...sent }] of Object.entries(cases)) {
      const { status, body } = await send(sent);
      told[title] = [status, body['code'], typeof body['detail'], await left()];
    }
    expect(Object.keys(cases).length).toBeGreaterThanOrEqual(50);
    expect(told).toEqual(
      Object.fromEntries(
        Object.entries(cases).map(([title, { status, code }]) => [title, [status, code, 'string', before]]),
      ),
    );
  }, 60_000);

  it.each([
    ['../../../etc/passwd', 'passwd.txt'],
    ['..\\..\\windows\\win.ini', 'win.txt'],
    ['laporan.pdf.html', 'laporan.pdf.txt'],
    ['foto‮gpj.exe', 'foto_gpj.txt'],
    ['.htaccess', 'htaccess.txt'],
    ['CON', 'CON.txt'],
    ['"><img src=x onerror=alert(1)>', '___img src=x onerror=alert(1)_.txt'],
  ])('are called %j and kept as %j, under a key of our own', async (name, kept) => {
    const { status, body } = await send({ body: 'halo', name });
    expect([status, body['filename']]).toEqual([201, kept]);
    const [row] = await sql<{ key: string }>(
      `select file_key as key from work_order_attachments where id = ${String(body['id'])}`,
    );
    expect(row!.key).toMatch(/^work-orders\/\d+\/[0-9a-f-]{36}$/);
  });

  it.each([
    ['a JPEG with a page of HTML behind it', Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')])],
    ['a PNG with a ZIP behind it', Buffer.concat([png, zip(Buffer.from('<script>'))])],
    ['a JPEG that says who took it, and where', jpeg],
    ['a WebP with a comment', Buffer.concat([webp, Buffer.from('<script>')])],
  ])('lose what is hidden in them: %s', async (_, bytes) => {
    const { status, body } = await send({ body: bytes, name: 'foto' });
    expect(status).toBe(201);
    const saved = await fetch(`${system.apiUrl}${path}/${String(body['id'])}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const kept = Buffer.from(await saved.arrayBuffer());
    expect(kept.includes('<script>')).toBe(false);
    const { exif, xmp, icc, width, height } = await sharp(kept).metadata();
    expect([exif, xmp, icc, width, height]).toEqual([undefined, undefined, undefined, 300, 200]);
  });

  it('a photograph that lies on its side is stored upright', async () => {
    const lying = await sharp(jpeg).withMetadata({ orientation: 6 }).toBuffer();
    const { body } = await send({ body: lying });
    const saved = await fetch(`${system.apiUrl}${path}/${String(body['id'])}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { orientation, width, height } = await sharp(Buffer.from(await saved.arrayBuffer())).metadata();
    expect([orientation, width, height]).toEqual([undefined, 200, 300]);
  });
});
