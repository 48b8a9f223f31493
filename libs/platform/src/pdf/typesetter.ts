import { cleanText, splitClusters } from './clean-text.ts';
import type { Face, Weight } from './font-file.ts';
import { remember } from './font-metrics.ts';
import { breakLines, type Piece } from './line-break.ts';
import { rgb, short } from './operand.ts';
import { openTypeface, type Typeface } from './typeface.ts';

export interface TextStyle {
  /** Points. */
  size: number;
  weight: Weight;
  /** `#rrggbb` */
  color: string;
}

/** Text on one line, measured, in runs of one font each. */
export interface Line {
  /** `codes` stands between `[<` and `>] TJ`: the glyphs, and what the gaps between them change by. */
  runs: readonly { typeface: Typeface; codes: string; width: number }[];
  /** Points. */
  width: number;
}

type Align = 'left' | 'right' | 'center';

export interface Typesetter {
  /** One line; too long a text ends in an ellipsis. */
  line(text: string, style: TextStyle, maxWidth?: number): Line;
  /** As many lines as needed; behind the last allowed one an ellipsis. */
  lines(text: string, style: TextStyle, maxWidth: number, maxLines: number): Line[];
  /** Draws a line on its baseline; `x` is where it begins, ends or has its middle. */
  draw(line: Line, x: number, baseline: number, style: TextStyle, align?: Align): void;
  /** What draw() writes to the page. */
  operators(line: Line, x: number, baseline: number, style: TextStyle, align?: Align): string;
}

/** One character as a reader sees it, in the font that has it. */
interface Glyph extends Piece {
  typeface: Typeface;
  codePoint: number;
  /** What the gap behind it changes by, in ems; part of the width. */
  kern: number;
}

const FACES: readonly Face[] = ['latin', 'han', 'hangul'];
/** Shown for what no font has, and told to who copies the text. */
const REPLACEMENT = '\ufffd';

/**
 * Measures and draws text in any script, with fonts that are opened when first needed. It writes the operators of text
 * itself: through pdfkit's text(), which measures and encodes every word twice, a report took four times as long.
 */
export function createTypesetter(doc: PDFKit.PDFDocument): Typesetter {
  const glyphsOf = (weight: Weight): ((cluster: string) => Glyph) => {
    const open = remember((face: Face) => openTypeface(doc, face, weight));
    const measure = (cluster: string): Glyph => {
      const codePoints = Array.from(cluster, codePointOf);
      for (const face of FACES) {
        const typeface = open(face);
        if (codePoints.every(typeface.covers)) {
          const width = codePoints.reduce((sum, codePoint) => sum + typeface.advance(codePoint), 0);
          return { text: cluster, face, width, typeface, codePoint: codePointOf(cluster), kern: 0 };
        }
      }
      return measure(REPLACEMENT);
    };
    return remember(measure);
  };
  const glyph = { regular: glyphsOf('regular'), bold: glyphsOf('bold') };

  const lines: Typesetter['lines'] = (text, { size, weight }, maxWidth, maxLines) => {
    const glyphs = kerned(splitClusters(cleanText(text)).map(glyph[weight]));
    return breakLines(glyphs, maxWidth / size, maxLines, glyph[weight]('…')).map((line) =>
      asLine(line, size),
    );
  };
  const operators: Typesetter['operators'] = ({ runs, width }, x, baseline, { size, color }, align) => {
    let left = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x;
    let written = `BT ${rgb(color)} rg\n`;
    for (const { typeface, codes, width: advance } of runs) {
      // pdfkit's pages count from the top, so text is turned upright again.
      written += `/${typeface.select()} ${short(size)} Tf 1 0 0 -1 ${short(left)} ${short(baseline)} Tm [<${codes}>] TJ\n`;
      left += advance;
    }
    return `${written}ET`;
  };

  return {
    lines,
    line: (text, style, maxWidth = Number.POSITIVE_INFINITY) =>
      lines(text, style, maxWidth, 1)[0] ?? { runs: [], width: 0 },
    operators,
    draw(line, ...place) {
      if (line.runs.length > 0) doc.addContent(operators(line, ...place));
    },
  };
}

function codePointOf(text: string): number {
  return text.codePointAt(0) ?? 0;
}

function kerned(glyphs: readonly Glyph[]): Glyph[] {
  return glyphs.map((left, index) => {
    const right = glyphs[index + 1];
    if (right?.typeface !== left.typeface) return left;
    const kern = left.typeface.kern(left.codePoint, right.codePoint);
    return kern === 0 ? left : { ...left, width: left.width + kern, kern };
  });
}

function asLine(glyphs: readonly Glyph[], size: number): Line {
  const runs: { typeface: Typeface; codes: string; width: number }[] = [];
  let lineWidth = 0;
  for (let start = 0, end = 0; start < glyphs.length; start = end) {
    const typeface = glyphs[start]?.typeface;
    if (typeface === undefined) break;
    const codes: string[] = [];
    let width = 0;
    for (let glyph = glyphs[end]; glyph?.typeface === typeface; glyph = glyphs[(end += 1)]) {
      codes.push(typeface.encode(glyph.text));
      if (glyph.kern !== 0) codes.push(`> ${short(-1_000 * glyph.kern)} <`);
      width += glyph.width * size;
    }
    runs.push({ typeface, codes: codes.join(''), width });
    lineWidth += width;
  }
  return { runs, width: lineWidth };
}
