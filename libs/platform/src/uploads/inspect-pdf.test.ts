import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ALLOWED_GROWTH, growth } from '@antrean/testing';
import { defineFileKind, PDF } from '../files/index.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { mayRun } from './scan-pdf.ts';

const SCRIPT = '7 0 << /S /JavaScript /JS (app.alert(1)) >>';
const HARMLESS = '7 0 << /S /GoTo /D (chapter 1) >>';
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const pdfOf = (...parts: (string | Buffer)[]): Buffer =>
  Buffer.concat(['%PDF-1.7\n', ...parts, '\n%%EOF\n'].map((part) => Buffer.from(part as string, 'latin1')));
const dictionary = (entries: string): Buffer => pdfOf(`1 0 obj\n<< /Type /Catalog ${entries} >>\nendobj\n`);
const PLAIN_HEADER = '2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length 99 >>\nstream\n';
const streamOf = (header: string, bytes: Buffer | string = deflateSync(HARMLESS)): Buffer =>
  pdfOf(header, bytes, '\nendstream\nendobj\n');
const without = (bytes: Buffer, last: number): Buffer => bytes.subarray(0, bytes.length - last);
/** As a predictor of PNG stores it: each row behind the number of its filter, here "none". */
const predicted = deflateSync(
  Buffer.concat(SCRIPT.match(/.{1,5}/g)!.flatMap((row) => [Buffer.of(0), latin1(row.padEnd(5))])),
);
const hex = (text: string): string => `${latin1(text).toString('hex')}>`;

describe('a PDF that runs something is refused', () => {
  it.each<[string, Buffer]>([
    ['written plainly', dictionary('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')],
    ['a program', dictionary('/OpenAction << /S /Launch /F (cmd.exe) >>')],
    ['a film that comes with a script', dictionary('/OpenAction << /S /Rendition /JS (app.alert(1)) >>')],
    ['a name with escapes', dictionary('/OpenAction << /S /J#61v#61Script /#4A#53 (x) >>')],
    ['a name whose every letter is one', dictionary('/S /#4a#61#76#61#53#63#72#69#70#74/JS (x)')],
    ['a comment between tokens', dictionary('/S%\n/JavaScript%\n/JS%\n(x)')],
    ...['\0', '\f', '\t', '\x80', '\xff'].map((blank): [string, Buffer] => [
      `a name that ${JSON.stringify(blank)} ends`,
      dictionary(`/S /JavaScript${blank}/JS (x)`),
    ]),
    [
      'in a comment that a table of offsets points into',
      pdfOf('% 9 0 obj << /S /JavaScript /JS (x) >> endobj'),
    ],
    [
      'in a string that a table of offsets points into',
      dictionary('/A (9 0 obj << /S /JavaScript >> endobj)'),
    ],
    ['in an older revision', pdfOf(dictionary('/S /JavaScript'), dictionary('/S /GoTo'))],
    ['behind a link', dictionary('/A (https://x.example/) /S /JavaScript /JS (x)')],
    ['in what only looks like a link', dictionary('/K#28http://x/y/S/JavaScript/Z/Q#29/JS(x)')],
    ['encrypted', pdfOf('trailer\n<< /Root 1 0 R /Encrypt 5 0 R >>\n')],
    ['encrypted, says a stream', pdfOf('9 0 obj\n<</Type/XRef/Encrypt<</V 4>>/W[1 2 1]>>stream\n')],
  ])('%s', (_, pdf) => {
    expect(mayRun(pdf)).toBe(true);
  });

  it.each<[string, Buffer]>([
    ['', streamOf(PLAIN_HEADER, deflateSync(SCRIPT))],
    ['with escapes', streamOf(PLAIN_HEADER, deflateSync(SCRIPT.replace('JavaScript', 'J#61vaScript')))],
    [
      'far behind its beginning',
      streamOf(PLAIN_HEADER, deflateSync(`${HARMLESS}${' '.repeat(1e6)}/JavaScript`)),
    ],
    [
      'in several filters',
      streamOf(PLAIN_HEADER.replace('/FlateDecode', '[/ASCIIHexDecode /FlateDecode]'), hex('x')),
    ],
    ['in one filter twice', streamOf(PLAIN_HEADER.replace('/FlateDecode', '[/FlateDecode /FlateDecode]'))],
    ['in another filter', streamOf(PLAIN_HEADER.replace('Flate', 'ASCIIHex'), hex(SCRIPT))],
    ['in a filter with escapes', streamOf(PLAIN_HEADER.replace('Flate', 'Fl#61te'), deflateSync(SCRIPT))],
    ['in a filter that is named elsewhere', streamOf(PLAIN_HEADER.replace('/FlateDecode', '9 0 R'))],
    [
      'behind a predictor',
      streamOf(PLAIN_HEADER.replace('/L', '/DecodeParms << /Predictor 12 /Columns 5 >> /L'), predicted),
    ],
    [
      'behind a predictor that is named elsewhere',
      streamOf(PLAIN_HEADER.replace('/L', '/DecodeParms 9 0 R /L'), predicted),
    ],
    ['as if a predictor were named elsewhere', streamOf(PLAIN_HEADER, predicted)],
    ['in a file of its own', streamOf(PLAIN_HEADER.replace('/L', '/F (other.bin) /L'))],
    ['with a type in escapes', streamOf(PLAIN_HEADER.replace('ObjStm', 'O#62jStm'), deflateSync(SCRIPT))],
    ['with a key in escapes', streamOf(PLAIN_HEADER.replace('First', 'F#69rst'), deflateSync(SCRIPT))],
    ['with a type that is named elsewhere', pdfOf('9 0 obj /ObjStm endobj\n')],
    ['without a type', streamOf(PLAIN_HEADER.replace('/Type /ObjStm', ''), deflateSync(SCRIPT))],
    [
      'without a type, its first place elsewhere',
      streamOf(
        PLAIN_HEADER.replace('/Type /ObjStm', '').replace('First 4', 'First 9 0 R'),
        deflateSync(SCRIPT),
      ),
    ],
    ['with two filters of which one counts', streamOf(PLAIN_HEADER.replace('/L', '/Filter /LZWDecode /L'))],
    ['whose end is missing', streamOf(PLAIN_HEADER, without(deflateSync(SCRIPT), 6))],
    [
      'whose sum is wrong',
      streamOf(PLAIN_HEADER, Buffer.concat([without(deflateSync(SCRIPT), 4), Buffer.alloc(4)])),
    ],
    [
      'with a comment before it',
      streamOf(PLAIN_HEADER.replace('stream', '% x\nstream'), deflateSync(SCRIPT)),
    ],
    [
      'with a comment in it',
      streamOf(PLAIN_HEADER.replace('/N 1', '/N 1 % >> stream\n'), deflateSync(SCRIPT)),
    ],
    [
      'with a stream in a string',
      streamOf(PLAIN_HEADER.replace('/N 1', '/N 1 /X (>> stream\n)'), deflateSync(SCRIPT)),
    ],
    [
      'whose header begins in a comment',
      streamOf(PLAIN_HEADER.replace('2 0 obj\n<<', '2 0 obj << /DecodeParms 9 0 R %1 0 obj <<'), predicted),
    ],
    ['whose bytes begin on the line of its keyword', streamOf(PLAIN_HEADER.replace('stream\n', 'stream '))],
    ['whose keyword the header lacks', pdfOf(PLAIN_HEADER.replace('stream', 'x'))],
    [
      'behind 1,023 bytes of header',
      streamOf(PLAIN_HEADER.replace('/L', `${' '.repeat(1_100)}/L`), deflateSync(SCRIPT)),
    ],
    ['and unfolds to 40 MB', streamOf(PLAIN_HEADER, deflateSync(Buffer.alloc(40_000_000, '7 0 ')))],
    [
      'and unfolds to 40 MB together',
      pdfOf(...Array<Buffer>(4).fill(streamOf(PLAIN_HEADER, deflateSync(Buffer.alloc(1e7, '7 0 '))))),
    ],
    ['of which there are thousands', pdfOf(...Array<Buffer>(5_001).fill(streamOf(PLAIN_HEADER)))],
  ])('in an object stream %s', (_, pdf) => {
    expect(mayRun(pdf)).toBe(true);
  });

  it('by who takes uploads, who reads it in a thread', async () => {
    const kind = defineFileKind({ name: 'attachment', folder: 'x', maxBytes: 1_000, types: [PDF] });
    const folder = await mkdtemp(join(tmpdir(), 'antrean-pdf-'));
    const file = join(folder, 'a.pdf');
    const turn = { of: ['1'] };
    try {
      await writeFile(file, streamOf(PLAIN_HEADER));
      await inspectPdf(file, kind, turn);
      await writeFile(file, streamOf(PLAIN_HEADER, deflateSync(SCRIPT)));
      await expect(inspectPdf(file, kind, turn)).rejects.toMatchObject({ code: 'attachment_active_content' });
      await expect(inspectPdf(join(folder, 'none'), kind, turn)).rejects.toMatchObject({ code: 'ENOENT' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a PDF that runs nothing is taken', () => {
  const SEPARATE = deflateSync(HARMLESS);
  it.each<[string, Buffer]>([
    ['as pdfkit writes it', dictionary('/Pages 2 0 R')],
    [
      'with objects as Acrobat writes them',
      streamOf('2 0 obj\r<</Filter/FlateDecode/First 4/Length 9/N 1/Type/ObjStm>>stream\r\n'),
    ],
    [
      'with objects as pdfTeX writes them',
      streamOf(
        '2 0 obj\n<<\n/Type /ObjStm\n/N 1\n/First 4\n/Length 99        \n/Filter /FlateDecode\n>>\nstream\n',
      ),
    ],
    ['with a list of one filter', streamOf(PLAIN_HEADER.replace('/FlateDecode', '[/FlateDecode]'))],
    ['with a length that is named elsewhere', streamOf(PLAIN_HEADER.replace('99', '9 0 R'))],
    [
      'with objects that are not compressed',
      streamOf(PLAIN_HEADER.replace('/Filter /FlateDecode ', ''), HARMLESS),
    ],
    ['with no objects', streamOf(PLAIN_HEADER.replace('/N 1', '/N 0'), deflateSync(''))],
    [
      'with 5,000 object streams',
      pdfOf(...Array<Buffer>(4_900).fill(Buffer.concat([latin1(`\n${PLAIN_HEADER}`), SEPARATE]))),
    ],
    [
      'with an outline',
      dictionary('/Outlines << /First 5 0 R /Last 9 0 R /Title (a \\( >> stream) /X <3e3e> >>'),
    ],
    [
      'with links to pages about scripts',
      dictionary('/A << /S /URI /URI (https://en.wikipedia.org/wiki/JavaScript) >>'),
    ],
    [
      'with other names',
      dictionary('/JavaScripts 1 /Launched 2 /FirstChar 3 /JS 5 /XFAB 6 /EncryptMetadata true'),
    ],
    [
      'with a photograph',
      pdfOf(
        '3 0 obj\n<< /Subtype /Image /Filter /DCTDecode >>\nstream\n',
        Buffer.alloc(9_000, '\xff/JS ('),
        '\nendstream\nendobj\n',
      ),
    ],
  ])('%s', (_, pdf) => {
    expect(mayRun(pdf)).toBe(false);
  });
});

it.each([
  ...[
    'a',
    '#41',
    'stream\n',
    'stream\n#41',
    '/ObjStm ',
    '/First ',
    '/First>>',
    '/First>>%',
    '/First(',
    '/First<',
  ],
  ...[
    '/First<<',
    '/First 1 0 R>>',
    '/First>> stream\n',
    'obj\n',
    '1 0 obj<<',
    '1 0 obj<</First 1>>stream\n',
    '(http:',
  ],
  ...['%', '(', '<', '>>', ' ', '\0', '/', PLAIN_HEADER],
])('a PDF of nothing but %j takes time that goes by its length', async (unit) => {
  const look = (text: string): boolean => mayRun(latin1(text));
  // Both below 128 kB, from where on memory comes from the kernel, page by page, which takes longer than the search.
  expect(await growth(look, unit, '>> stream\n', 4_000)).toBeLessThan(ALLOWED_GROWTH);
});
