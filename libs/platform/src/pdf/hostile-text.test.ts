import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReportSpec } from './index.ts';
import { readPdf } from '@antrean/testing';
import { listFonts, makeReport, renderToBuffer } from './report.factory.ts';

const NASTY = [
  '\u0000\u0001\u001b[31mcontrol\u0007\u009f',
  '\u202Egpj.exe direction\u202c\u200f\u2066x\u2069',
  'שלום עולם',
  'مرحبا بالعالم ﷺ',
  '👨‍👩‍👧‍👦 🇮🇩 👍🏽',
  'x'.repeat(10_000),
  '字'.repeat(10_000),
  `Zalgo${'\u0301\u0334\u0489'.repeat(3_000)}`,
  '\ud800 lone \udc00',
  '</Title>) (\\ %PDF endstream endobj xref',
  'tab\there\nline\r\nbreak\u2028separator',
  '   ',
  '',
  '\u200b\u200d\ufeff',
  '\ue000\uffff\u{10ffff}',
  '-'.repeat(5_000),
  'हिन्दी क्षत्रिय ไทย ꦗꦮ',
  '\u0301\u0301 marks first',
];

const hostile = (text: string, other: string): Partial<ReportSpec> => ({
  title: text,
  organisation: other,
  generatedBy: text,
  filters: [
    { label: other, value: text },
    { label: text, value: other },
  ],
  period: { from: text, to: other },
  chart: {
    kind: 'bars',
    title: text,
    labels: [text, other],
    series: [
      { name: other, values: [Number.NaN, Number.POSITIVE_INFINITY, -5] },
      { name: text, values: [null] },
    ],
  },
  columns: [
    { key: 'code', header: text },
    { key: 'name', header: other, format: 'date' },
    { key: 'quantity', header: '', format: 'integer', weight: 0 },
  ],
  rows: [
    { code: text, name: other, quantity: Number.MAX_VALUE },
    { code: other, name: text, quantity: Number.NaN },
  ],
  totals: { code: text, quantity: -0 },
});

describe('hostile text', () => {
  it.each(NASTY.map((text, index) => [JSON.stringify(text).slice(0, 40), text, NASTY[index - 1] ?? '']))(
    'S0-SEC-05 %s is drawn, everywhere',
    async (_name, text, other) => {
      const { pdf, pages } = await renderToBuffer(makeReport(hostile(text, other)));
      expect(pages).toBeLessThanOrEqual(3);
      expect(pdf.subarray(-6).toString()).toBe('%%EOF\n');
      const read = await readPdf(pdf);
      expect(read).toHaveLength(pages);
      expect(read.join('')).not.toMatch(/(?![\n\f])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    },
  );

  it('any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        async (text, other) => {
          const { pdf } = await renderToBuffer(makeReport(hostile(text, other)));
          expect(pdf.subarray(-6).toString()).toBe('%%EOF\n');
        },
      ),
      { numRuns: 12 },
    );
  });

  it('a word of 10,000 characters ends in an ellipsis and leaves room for the next row', async () => {
    const rows = [
      { code: 'x'.repeat(10_000), name: 'first', quantity: 1 },
      { code: 'second', name: 'second', quantity: 2 },
    ];
    const { pdf, pages } = await renderToBuffer(makeReport({ rows }));
    expect(pages).toBe(1);
    expect((await readPdf(pdf))[0]).toMatch(/x…(.|\n)*second/);
  });
});

describe('S3-RPT-12 scripts', () => {
  const MIXED = 'Siti 王小明 Ωμέγα Жёлтый 김민수 かな ế — ₽ №5 →✓';

  it('of several kinds stand in one cell and can be copied from it', async () => {
    const { pdf } = await renderToBuffer(
      makeReport({
        columns: [{ key: 'name', header: '姓名 Имя' }],
        rows: [{ name: MIXED }],
        totals: { name: `合計 ${MIXED}` },
      }),
    );
    const [page = ''] = await readPdf(pdf);
    const lines = page.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim());
    expect(lines).toContain('姓名 Имя');
    expect(lines).toContain(MIXED);
    expect(lines).toContain(`合計 ${MIXED}`);
  });

  it('what no font has is shown as replaced, not dropped', async () => {
    const { pdf } = await renderToBuffer(
      makeReport({ rows: [{ code: 'Agus 🍚 W', name: 'سلام', quantity: 1 }] }),
    );
    expect((await readPdf(pdf))[0]).toMatch(/Agus \ufffd W +\ufffd{4}/);
  });

  it('come in fonts that are embedded, and only those that are needed', async () => {
    const latin = listFonts((await renderToBuffer(makeReport())).pdf);
    expect(latin).toHaveLength(2);
    const mixed = listFonts(
      (await renderToBuffer(makeReport({ rows: [{ code: MIXED, name: '', quantity: 1 }] }))).pdf,
    );
    expect(mixed).toHaveLength(4);
    for (const font of [...latin, ...mixed])
      expect(font).toEqual({
        name: expect.stringMatching(/^[A-Z]{6}\+/),
        embedded: true,
        encoding: 'Identity-H',
      });
  });
});
