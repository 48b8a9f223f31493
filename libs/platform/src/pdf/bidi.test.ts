import { describe, expect, it } from '@jest/globals';
import { directionOf, fromLeftToRight } from './bidi.ts';

const seen = (line: string): string =>
  fromLeftToRight(line, directionOf(line))
    .map(({ text }) => text)
    .join('');

describe('the order in which a line is seen', () => {
  it.each([
    ['abc def', 'abc def'],
    ['abc אבג def', 'abc גבא def'],
    ['abc אבג 123 דהו def', 'abc והד 123 גבא def'],
    ['אבג abc', 'abc גבא'],
    ['אבג (דהו)', '(והד) גבא'],
    ['אבג 12.50', '12.50 גבא'],
    ['שָׁל', 'לשָׁ'],
    ['رقم ٣٤', '٣٤ مقر'],
  ])('%j → %j', (line, order) => {
    expect(seen(line)).toBe(order);
  });
});
