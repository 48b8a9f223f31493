import { readFileSync } from 'node:fs';
import { create, type Font, type GlyphRun } from 'fontkit';
import { type Face, fontPath, type Weight } from './font-file.ts';

const SPACE = 0x20;
/** What hostile texts could fill memory with: pairs of characters that nobody writes. */
const REMEMBERED = 20_000;

/** Above every character that is kerned. */
const PAIR_BASE = 0x2000;

export interface Typeface {
  /** For pdfkit. Lays text out with the same advances and kerning as below. */
  font: Font;
  covers(codePoint: number): boolean;
  /** Width in ems. */
  advance(codePoint: number): number;
  /** What the gap between two characters of a word changes by, in ems. */
  kern(left: number, right: number): number;
}

/**
 * Opens a font for one document: glyphs remember the first character they stood for, which must not leak from one
 * document into the text layer of the next.
 *
 * fontkit's full shaping takes 60 µs a word: 20 s for a table of 10,000 rows and 8 columns, or 6 s and 180 MB with
 * pdfkit's cache of words. The scripts of these faces need no shaping after NFC, only kerning; so each pair of
 * characters is shaped once and remembered, and the same table takes 3.4 s and no memory.
 */
export function openTypeface(face: Face, weight: Weight): Typeface {
  const font = create(readFileSync(fontPath(face, weight)));
  if (!('glyphForCodePoint' in font))
    throw new Error(`${fontPath(face, weight)} is a collection of fonts, not a font.`);
  const shape = font.layout.bind(font);
  const { unitsPerEm } = font;

  const advance = remember((codePoint) => font.glyphForCodePoint(codePoint).advanceWidth);
  const kernPair = remember((pair) => {
    const { glyphs, positions } = shape(String.fromCodePoint(Math.floor(pair / PAIR_BASE), pair % PAIR_BASE));
    const [glyph] = glyphs;
    const [position] = positions;
    return glyphs.length === 2 && glyph && position ? position.xAdvance - glyph.advanceWidth : 0;
  });
  const kern = (left: number, right: number): number =>
    left === SPACE || !isKerned(left) || !isKerned(right) ? 0 : kernPair(left * PAIR_BASE + right);

  font.layout = (text): GlyphRun => {
    const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? SPACE);
    const run = shape('');
    run.glyphs = codePoints.map((codePoint) => font.glyphForCodePoint(codePoint));
    run.positions = codePoints.map((codePoint, index) => {
      const next = codePoints[index + 1];
      const gap = next === undefined ? 0 : kern(codePoint, next);
      return { xAdvance: advance(codePoint) + gap, yAdvance: 0, xOffset: 0, yOffset: 0 };
    });
    return run;
  };
  return {
    font,
    covers: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    advance: (codePoint) => advance(codePoint) / unitsPerEm,
    kern: (left, right) => kern(left, right) / unitsPerEm,
  };
}

function remember(compute: (key: number) => number): (key: number) => number {
  const known = new Map<number, number>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, value);
    return value;
  };
}

/** Latin, Greek and Cyrillic, without the digits, which are all of one width so that columns line up. */
function isKerned(codePoint: number): boolean {
  const digit = codePoint >= 0x30 && codePoint <= 0x39;
  return !digit && (codePoint < 0x530 || (codePoint >= 0x1e00 && codePoint < PAIR_BASE));
}
