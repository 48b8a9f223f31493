import { describe, expect, it } from '@jest/globals';
import { identifier, line, note } from '../http/schema.ts';
import { passwordForms } from './password-form.ts';

const accepted = (schema: ReturnType<typeof line>, text: string): string | null =>
  schema.safeParse(text).data ?? null;

describe('a line of text', () => {
  it.each([
    ['composed', 'Cre\u0300me', 'Cr\u00e8me'],
    ['without blanks around it, of any kind', '\u00a0\u3000 Es Teh\u2003\ufeff\u200b\t\n', 'Es Teh'],
    ['without what has no effect', 'Na\u00adsi\u200b Go\u2060reng', 'Nasi Goreng'],
    ['with the joiners of emoji', 'Koki 👨\u200d🍳', 'Koki 👨\u200d🍳'],
    ['with the joiners of scripts', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['with flags made of tags', '🏴\u{e0067}\u{e0062}\u{e007f}', '🏴\u{e0067}\u{e0062}\u{e007f}'],
    ['with a variation selector at its end', '❤\ufe0f', '❤\ufe0f'],
    ['in scripts that are written from the right', 'طعام', 'طعام'],
  ])('is kept %s', (_, given, expected) => {
    expect(accepted(line(100), given)).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \t\u3000\u00a0'],
    ['a zero-width space', '\u200b'],
    ['joiners', '\u200d\u200c'],
    ['variation selectors', '\ufe0f\ufe0f'],
    ['a Hangul filler', '\u3164'],
    ['a blank braille cell between joiners', '\u200d\u2800\u200d'],
    ['tags alone', '\u{e0067}\u{e007f}'],
    ['a right-to-left override', 'laporan\u202efdp.exe'],
    ['a direction mark at the beginning', '\u200fabc'],
    ['an isolate', 'a\u2066b\u2069'],
    ['a line break', 'a\nb'],
    ['a line separator', 'a\u2028b'],
    ['an escape sequence', 'a\u001b[2J'],
    ['a C1 control', 'a\u0085b'],
    ['a deprecated format character', 'a\u206ab'],
  ])('is refused when it holds %s', (_, given) => {
    expect(accepted(line(100), given)).toBeNull();
  });

  it('is measured as it is kept', () => {
    expect(accepted(line(5), `${' '.repeat(50)}e\u0301e\u0301e\u0301e\u0301e\u0301`)).toBe('ééééé');
    expect(accepted(line(5), 'ééééé é')).toBeNull();
  });
});

it('a note has several lines, which end alike', () => {
  expect(accepted(note(100), ' satu\r\n\tdua\rtiga\n ')).toBe('satu\n\tdua\ntiga');
  for (const refused of ['\u202e', 'a\u0000b', 'a\u2029b', '\n\u200b\n'])
    expect(accepted(note(100), refused)).toBeNull();
});

it('an identifier has nothing invisible in it, nor what address books put around numbers', () => {
  expect(accepted(identifier(50), '\u202a +62811\u200d222\u200b333 \u202c')).toBe('+62811222333');
  expect(accepted(identifier(50), 'Jose\u0301')).toBe('José');
  for (const refused of ['', '\u200b\ufeff', 'a\tb', 'a\u0000b'])
    expect(accepted(identifier(50), refused)).toBeNull();
});

it('a password is compared in its composed form first, and then as it was typed', () => {
  expect(passwordForms('rahasia')).toEqual(['rahasia']);
  expect(passwordForms('re\u0301servé')).toEqual(['réservé', 're\u0301servé']);
  expect(passwordForms('réservé')).toEqual(['réservé']);
});
