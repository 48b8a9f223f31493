import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import {
  defineFileKind,
  JPEG as JPEG_TYPE,
  PDF as PDF_TYPE,
  PNG as PNG_TYPE,
  TEXT,
  WEBP as WEBP_TYPE,
} from '../files/index.ts';
import { fileNameFor, inspectBytes } from './index.ts';

const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946000101', 'hex');
const WEBP = Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 ', 'latin1');

/** Reads bytes in pieces of some size and tells what they are, or the code of the refusal. */
async function kindOf(bytes: Buffer, { piece = bytes.length || 1, limit = 1_000 } = {}): Promise<string> {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
  const kind = defineFileKind({
    name: 'attachment',
    folder: 'files',
    maxBytes: limit,
    types: [PDF_TYPE, PNG_TYPE, JPEG_TYPE, WEBP_TYPE, TEXT],
  });
  const { bytes: passed, type } = inspectBytes(pieces(), kind);
  try {
    expect(await buffer(passed)).toEqual(bytes);
    return type().contentType;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}

describe('what a file is', () => {
  it.each([
    ['PDF', PDF, 'application/pdf'],
    ['PNG', PNG, 'image/png'],
    ['JPEG', JPEG, 'image/jpeg'],
    ['WebP', WEBP, 'image/webp'],
    ['text', Buffer.from('Rangka 12 × 30 cm\r\n\tcat: hijau 🟢\n'), 'text/plain; charset=utf-8'],
    ['one letter', Buffer.from('x'), 'text/plain; charset=utf-8'],
    ['text that begins with a comparison', Buffer.from('<3 mm tebal\n'), 'text/plain; charset=utf-8'],
    [
      'text that begins with an address',
      Buffer.from('<budi@example.com> menulis:\n'),
      'text/plain; charset=utf-8',
    ],
    ['text that begins with a name', Buffer.from('<budi> siap\n<siti> oke\n'), 'text/plain; charset=utf-8'],
    ['text that begins with an arrow', Buffer.from('<-- lihat gambar'), 'text/plain; charset=utf-8'],
    ['text of one bracket', Buffer.from('<'), 'text/plain; charset=utf-8'],
    ['text with a tag behind its beginning', Buffer.from('pakai <b>baut</b>'), 'text/plain; charset=utf-8'],
    ['text with a byte order mark', Buffer.from('\ufeffa;b\n1;2\n'), 'text/plain; charset=utf-8'],
  ])('is told by its content, however it arrives: %s', async (_, bytes, expected) => {
    for (const piece of [1, 2, 3, 7, 1_000]) expect(await kindOf(bytes, { piece })).toBe(expected);
  });

  it.each([
    ['a program', Buffer.from('7f454c4602010100000000000000', 'hex')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1')],
    ['a ZIP', Buffer.from('504b0304140000000000', 'hex')],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['HTML behind many blanks', Buffer.from(`${' \n'.repeat(300)}<html>`)],
    ['HTML that begins with a comment', Buffer.from('<!-- x --><script>alert(1)</script>')],
    ['a tag in capitals', Buffer.from('\n<IMG SRC=x onerror=alert(1)>')],
    ['a tag with a slash', Buffer.from('<svg/onload=alert(1)>')],
    ['a tag that the file ends in', Buffer.from('<script')],
    ['XML that holds XHTML', Buffer.from('<x a="1" xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></x>')],
    ['SVG behind a byte order mark', Buffer.from('\ufeff<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['XML', Buffer.from('<?xml version="1.0"?><svg/>')],
    ['text in Latin-1', Buffer.from('caf\xe9 latin', 'latin1')],
    ['text that ends in the middle of a character', Buffer.from('selesai 🟢').subarray(0, -1)],
    ['text with control characters', Buffer.from('selesai\x1b[2J')],
    [
      'text that turns binary far behind',
      Buffer.concat([Buffer.from('a'.repeat(500)), Buffer.from([0, 1, 2])]),
    ],
  ])('is refused: %s', async (_, bytes) => {
    for (const piece of [1, 5, 1_000]) expect(await kindOf(bytes, { piece })).toBe('attachment_type_refused');
  });

  it('may be as large as the limit and not larger, and not nothing', async () => {
    const text = (size: number): Buffer => Buffer.from('a'.repeat(size));
    expect(await kindOf(text(1_000), { piece: 64 })).toBe('text/plain; charset=utf-8');
    expect(await kindOf(text(1_001), { piece: 64 })).toBe('attachment_too_large');
    expect(await kindOf(Buffer.alloc(0))).toBe('attachment_incomplete');
  });
});

describe('the name of a file', () => {
  const pdf = { contentType: 'application/pdf', endings: ['pdf'] } as const;
  const jpeg = { contentType: 'image/jpeg', endings: ['jpg', 'jpeg'] } as const;

  it.each([
    ['gambar kerja.pdf', 'gambar kerja.pdf'],
    ['Foto.JPEG', 'Foto.pdf'],
    ['evil.pdf.html', 'evil.pdf.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\me\\laporan.pdf', 'laporan.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'a__Set-Cookie_ x.pdf'],
    ['"><img src=x>', '___img src=x_.pdf'],
    ['‮fdp.exe', '_fdp.pdf'],
    ['...', 'attachment.pdf'],
    ['/', 'attachment.pdf'],
    [`${'x'.repeat(250)}.pdf`, `${'x'.repeat(100)}.pdf`],
  ])('%j is saved as %j', (given, expected) => {
    expect(fileNameFor(given, pdf)).toBe(expected);
  });

  it('keeps an ending of its kind', () => {
    expect([fileNameFor('a.jpeg', jpeg), fileNameFor('a.JPG', jpeg), fileNameFor('a.png', jpeg)]).toEqual([
      'a.jpeg',
      'a.jpg',
      'a.jpg',
    ]);
  });
});
