import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breakLines, type Piece } from './line-break.ts';

const HAN = /\p{Script=Han}|[、。]/u;
const pieces = (text: string): Piece[] =>
  [...text].map((character) => ({ text: character, face: HAN.test(character) ? 'han' : 'latin', width: 1 }));
const broken = (text: string, width: number, lines = 9): string[] =>
  breakLines(pieces(text), width, lines, { text: '…', face: 'latin', width: 1 }).map((line) =>
    line.map((piece) => piece.text).join(''),
  );

describe('breakLines', () => {
  it.each([
    ['satu dua tiga', 8, ['satu dua', 'tiga']],
    ['satu dua tiga', 4, ['satu', 'dua', 'tiga']],
    ['satu   dua', 5, ['satu', 'dua']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['ab abcdefghij', 4, ['ab', 'abcd', 'efgh', 'ij']],
    ['PM-20261101-001', 9, ['PM-', '20261101-', '001']],
    ['a/bb/ccc', 5, ['a/bb/', 'ccc']],
    ['今日午餐三份', 4, ['今日午餐', '三份']],
    ['今日午餐。三份', 4, ['今日午', '餐。三份']],
    ['Siti 王小明', 6, ['Siti 王', '小明']],
    ['abc', 0, ['a', 'b', 'c']],
    ['', 5, []],
  ])('%j in %i → %j', (text, width, lines) => {
    expect(broken(text, width)).toEqual(lines);
  });

  it.each([
    ['satu dua tiga', 8, 1, ['satu du…']],
    ['satu dua tiga', 5, 2, ['satu', 'dua…']],
    ['abcdefghij', 4, 2, ['abcd', 'efg…']],
    ['abcd', 4, 1, ['abcd']],
    ['abcd  ', 4, 1, ['abcd']],
  ])('%j in %i, %i lines → %j', (text, width, count, lines) => {
    expect(broken(text, width, count)).toEqual(lines);
  });

  it('keeps every character but blanks, in lines that fit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const lines = broken(text, width, 1_000);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
