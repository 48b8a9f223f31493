import { cleanText, splitClusters } from './clean-text.ts';
import type { Face, Weight } from './font-file.ts';
import { breakLines, type Piece } from './line-break.ts';
import { openTypeface, type Typeface } from './typeface.ts';

export interface TextStyle {
  /** Points. */
  size: number;
  weight: Weight;
  color: string;
}

/** Text on one line, measured, in runs of one font each. */
export interface Line {
  runs: readonly { face: Face; text: string; width: number }[];
  /** Points. */
  width: number;
}

export interface Typesetter {
  /** One line; too long a text ends in an ellipsis. */
  line(text: string, style: TextStyle, maxWidth?: number): Line;
  /** As many lines as needed; behind the last allowed one an ellipsis. */
  lines(text: string, style: TextStyle, maxWidth: number, maxLines: number): Line[];
  /** Draws a line on its baseline; `x` is where it begins, ends or has its middle. */
  draw(line: Line, x: number, baseline: number, style: TextStyle, align?: 'left' | 'right' | 'center'): void;
}

/** Different characters remembered: more than any honest report holds, less than all of Unicode's clusters. */
const PIECES_KEPT = 20_000;
const FACES: readonly Face[] = ['latin', 'han', 'hangul'];
/** Shown for what no font has, and told to who copies the text. */
const REPLACEMENT = '\ufffd';

/** Measures and draws text in any script, with fonts that are opened when first needed. */
export function createTypesetter(doc: PDFKit.PDFDocument): Typesetter {
  const typefaces = new Map<string, Typeface>();
  const typeface = (face: Face, weight: Weight): Typeface => {
    const name = `${face}-${weight}`;
    const open = typefaces.get(name);
    if (open !== undefined) return open;
    const opened = openTypeface(face, weight);
    typefaces.set(name, opened);
    doc.registerFont(name, opened.font);
    return opened;
  };

  const pieces = new Map<string, Piece>();
  const measure = (cluster: string, weight: Weight): Piece => {
    const codePoints = Array.from(cluster, codePointOf);
    for (const face of FACES) {
      const { covers, advance } = typeface(face, weight);
      if (codePoints.every(covers)) {
        return {
          text: cluster,
          face,
          width: codePoints.reduce((sum, codePoint) => sum + advance(codePoint), 0),
        };
      }
    }
    return measure(REPLACEMENT, weight);
  };
  const piece = (cluster: string, weight: Weight): Piece => {
    const known = pieces.get(weight + cluster) ?? measure(cluster, weight);
    if (pieces.size >= PIECES_KEPT) pieces.clear();
    pieces.set(weight + cluster, known);
    return known;
  };
  const measured = (text: string, weight: Weight): Piece[] => {
    const loose = splitClusters(cleanText(text)).map((cluster) => piece(cluster, weight));
    return loose.map((left, index) => {
      const right = loose[index + 1];
      if (right?.face !== left.face) return left;
      const gap = typeface(left.face, weight).kern(codePointOf(left.text), codePointOf(right.text));
      return gap === 0 ? left : { ...left, width: left.width + gap };
    });
  };

  const lines: Typesetter['lines'] = (text, { size, weight }, maxWidth, maxLines) => {
    const ellipsis = piece('…', weight);
    return breakLines(measured(text, weight), maxWidth / size, maxLines, ellipsis).map((line) =>
      asLine(line, size),
    );
  };

  return {
    lines,
    line: (text, style, maxWidth = Number.POSITIVE_INFINITY) =>
      lines(text, style, maxWidth, 1)[0] ?? { runs: [], width: 0 },
    draw({ runs, width }, x, baseline, { size, weight, color }, align = 'left') {
      let left = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x;
      doc.fillColor(color).fontSize(size);
      for (const run of runs) {
        doc.font(`${run.face}-${weight}`);
        doc.text(run.text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
        left += run.width;
      }
    },
  };
}

function codePointOf(text: string): number {
  return text.codePointAt(0) ?? 0;
}

function asLine(pieces: readonly Piece[], size: number): Line {
  const runs: { face: Face; text: string; width: number }[] = [];
  let width = 0;
  for (const piece of pieces) {
    const run = runs.at(-1);
    const points = piece.width * size;
    width += points;
    if (run?.face === piece.face) {
      run.text += piece.text;
      run.width += points;
    } else {
      runs.push({ face: piece.face, text: piece.text, width: points });
    }
  }
  return { runs, width };
}
