import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { type Face, fontPath, type Weight } from './font-file.ts';

/** What is constant about a font, read once in a process. */
export interface FontMetrics {
  bytes: Buffer;
  unitsPerEm: number;
  covers(codePoint: number): boolean;
  /** Width in font units. */
  advance(codePoint: number): number;
  /** What the gap between two characters of a word changes by, in font units. */
  kern(left: number, right: number): number;
}

const SPACE = 0x20;
/** Above every character that is kerned. */
const PAIR_BASE = 0x2000;
/** What hostile texts could fill memory with: pairs of characters that nobody writes. */
const REMEMBERED = 20_000;

const loaded = new Map<string, FontMetrics>();

export function fontMetrics(face: Face, weight: Weight): FontMetrics {
  const name = `${face}-${weight}`;
  const metrics = loaded.get(name) ?? load(face, weight);
  loaded.set(name, metrics);
  return metrics;
}

export function parseFont(bytes: Buffer): Font {
  const font = create(bytes);
  if (!('glyphForCodePoint' in font))
    throw new Error(`Expected one font, found the collection ${font.type}.`);
  return font;
}

/**
 * fontkit's full shaping takes 60 µs a word: 20 s for a table of 10,000 rows and 8 columns, or 6 s and 180 MB with
 * pdfkit's cache of words. The scripts of these fonts need no shaping after NFC, only kerning; so each pair of
 * characters is shaped once and remembered, and the same table takes 0.6 s and no memory.
 */
function load(face: Face, weight: Weight): FontMetrics {
  const bytes = readFileSync(fontPath(face, weight));
  const font = parseFont(bytes);
  const kernPair = remember((pair: number) => {
    const { glyphs, positions } = font.layout(
      String.fromCodePoint(Math.floor(pair / PAIR_BASE), pair % PAIR_BASE),
    );
    const [glyph] = glyphs;
    const [position] = positions;
    return glyphs.length === 2 && glyph && position ? position.xAdvance - glyph.advanceWidth : 0;
  });
  return {
    bytes,
    unitsPerEm: font.unitsPerEm,
    covers: remember((codePoint: number) => font.hasGlyphForCodePoint(codePoint)),
    advance: remember((codePoint: number) => font.glyphForCodePoint(codePoint).advanceWidth),
    kern: (left, right) =>
      left === SPACE || !isKerned(left) || !isKerned(right) ? 0 : kernPair(left * PAIR_BASE + right),
  };
}

/** Computes each value once, unless there are too many. */
export function remember<K, V>(compute: (key: K) => V & {}): (key: K) => V & {} {
  const known = new Map<K, V & {}>();
  return (key) => {
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const value = compute(key);
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
