import type { Font } from 'fontkit';
import type { Face, Weight } from './font-file.ts';
import { fontMetrics, parseFont, remember } from './font-metrics.ts';

/** A font in one document. */
export interface Typeface {
  face: Face;
  covers(codePoint: number): boolean;
  /** Width in ems. */
  advance(codePoint: number): number;
  /** What the gap between two characters of a word changes by, in ems. */
  kern(left: number, right: number): number;
  /** A character and its marks as the text operators of this document spell them: hexadecimal codes of glyphs. */
  encode(cluster: string): string;
  /** Makes the font known to the current page. @returns its name in the page's operators */
  select(): string;
}

export function openTypeface(doc: PDFKit.PDFDocument, face: Face, weight: Weight): Typeface {
  const { bytes, unitsPerEm, covers, advance, kern } = fontMetrics(face, weight);
  const font = doc.registerFont(`${face}-${weight}`, unshaped(bytes)).font(`${face}-${weight}`)._font;
  return {
    face,
    covers,
    advance: (codePoint) => advance(codePoint) / unitsPerEm,
    kern: (left, right) => kern(left, right) / unitsPerEm,
    encode: remember((cluster: string) => font.encode(cluster)[0].join('')),
    select() {
      const fonts: unknown = doc.page.fonts;
      if (typeof fonts !== 'object' || fonts === null) throw new Error('This page takes no fonts.');
      if (!(font.id in fonts)) Reflect.set(fonts, font.id, font.ref());
      return font.id;
    },
  };
}

/**
 * A font that gives each character its own glyph, see fontMetrics(). It is parsed anew for each document, as its glyphs
 * remember the first character that they stood for, which must not leak into the text layer of the next.
 */
function unshaped(bytes: Buffer): Font {
  const font = parseFont(bytes);
  font.layout = (text) => {
    const glyphs = Array.from(text, (character) => font.glyphForCodePoint(character.codePointAt(0) ?? 0));
    const positions = glyphs.map(({ advanceWidth }) => ({
      xAdvance: advanceWidth,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
    }));
    const direction = { script: 'DFLT', language: 'dflt', direction: 'ltr', features: {} };
    return { glyphs, positions, advanceWidth: 0, advanceHeight: 0, bbox: font.bbox, ...direction };
  };
  return font;
}
