import type { Font, GlyphPosition } from 'fontkit';
import type { Face, Weight } from './font-file.ts';
import { fontMetrics, parseFont } from './font-metrics.ts';

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
 * A font for one document. It is parsed anew, as its glyphs remember the first character that they stood for, which
 * must not leak from one document into the text layer of the next.
 */
export function openTypeface(face: Face, weight: Weight): Typeface {
  const { bytes, unitsPerEm, covers, advance, kern } = fontMetrics(face, weight);
  const font = parseFont(bytes);
  font.layout = (text) => {
    const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    let advanceWidth = 0;
    const positions = codePoints.map((codePoint, index): GlyphPosition => {
      const next = codePoints[index + 1];
      const xAdvance = advance(codePoint) + (next === undefined ? 0 : kern(codePoint, next));
      advanceWidth += xAdvance;
      return { xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 };
    });
    const glyphs = codePoints.map((codePoint) => font.glyphForCodePoint(codePoint));
    const direction = { script: 'DFLT', language: 'dflt', direction: 'ltr', features: {} };
    return { glyphs, positions, advanceWidth, advanceHeight: 0, bbox: font.bbox, ...direction };
  };
  return {
    font,
    covers,
    advance: (codePoint) => advance(codePoint) / unitsPerEm,
    kern: (left, right) => kern(left, right) / unitsPerEm,
  };
}
