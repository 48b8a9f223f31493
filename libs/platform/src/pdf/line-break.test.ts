import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breakLines } from './line-break.ts';

/** Every character is as wide as any other. */
const broken = (text: string, width: number): string[] => [...breakLines(text, width, (part) => part.length)];

describe('breakLines', () => {
  it.each([
    ['satu dua tiga', 8, ['satu dua', 'tiga']],
    ['satu dua tiga', 4, ['satu', 'dua', 'tiga']],
    ['satu   dua', 5, ['satu', 'dua']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['PM-20261101-001', 9, ['PM-', '20261101-', '001']],
    ['a/bb/ccc', 5, ['a/bb/', 'ccc']],
    ['今日午餐三份', 4, ['今日午餐', '三份']],
    ['今日午餐。三份', 4, ['今日午', '餐。三份']],
    ['Siti 王小明', 6, ['Siti 王', '小明']],
    ['ภาษาไทยง่าย', 8, ['ภาษาไทย', 'ง่าย']],
    ['नमस्ते दुनिया', 8, ['नमस्ते', 'दुनिया']],
    ['abc', 0, ['a', 'b', 'c']],
    ['', 5, []],
  ])('%j in %i → %j', (text, width, lines) => {
    expect(broken(text, width)).toEqual(lines);
  });

  it('keeps every character but blanks, in lines that fit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const lines = broken(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('never breaks between a letter and its marks', () => {
    for (const line of broken('क्षत्रियकी'.repeat(20), 5)) expect(line).not.toMatch(/^\p{M}/u);
  });
});
