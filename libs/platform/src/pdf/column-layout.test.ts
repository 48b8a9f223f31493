import { expect, it } from '@jest/globals';
import { readPdf } from '@antrean/testing';
import { makeReport, renderToBuffer } from './report.factory.ts';

const columns = Array.from({ length: 11 }, (_, n) => ({ key: `c${n}`, header: `Kolom ${n}` }));
const narrow = { key: 'status', header: 'St', weight: 0.1 };
const texts = ['Menunggu persetujuan'];
const rows = [
  { ...Object.fromEntries(columns.map(({ key }) => [key, 'isi'])), status: 'Menunggu persetujuan' },
];

it('a column is so wide that no word of the texts that it may hold is broken', async () => {
  const read = async (texts: string[]): Promise<string> => {
    const { pdf } = await renderToBuffer(makeReport({ columns: [...columns, { ...narrow, texts }], rows }));
    return (await readPdf(pdf)).join('\n');
  };
  const whole = await read(texts);
  for (const word of ['Menunggu', 'persetujuan']) expect(whole).toContain(word);
  expect(await read([])).not.toContain('persetujuan');
});
