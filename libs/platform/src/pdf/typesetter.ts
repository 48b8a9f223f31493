import { directionOf, fromLeftToRight, isRightToLeft } from './bidi.ts';
import { cleanText, splitClusters } from './clean-text.ts';
import { openFonts, type Weight } from './fonts.ts';
import { breakLines } from './line-break.ts';

export interface TextStyle {
  /** Points. */
  size: number;
  weight: Weight;
  /** `#rrggbb` */
  color: string;
}

/** Text in one font. */
interface Run {
  font: string;
  text: string;
  options: PDFKit.Mixins.TextOptions;
  /** Points. */
  width: number;
}

/** Text on one line, measured, its runs from left to right. */
export interface Line {
  runs: readonly Run[];
  /** Points. */
  width: number;
}

export type Align = 'left' | 'right' | 'center';
/** The part of a line, or of a column, that lies to the left of where it is placed. */
export const BEFORE: Record<Align, number> = { left: 0, center: 0.5, right: 1 };

export interface Typesetter {
  /** One line; too long a text ends in an ellipsis. */
  line(text: string, style: TextStyle, maxWidth?: number): Line;
  /** As many lines as needed; behind the last allowed one an ellipsis. */
  lines(text: string, style: TextStyle, maxWidth: number, maxLines?: number): Line[];
  /** Draws a line on its baseline; `x` is where it begins, ends or has its middle. */
  draw(line: Line, x: number, baseline: number, style: TextStyle, align?: Align): void;
}

/** Shown for what no font has, and told to who copies the text. */
const REPLACEMENT = '\ufffd';
/** What such a script is drawn with is no longer what was written: its glyphs change their order and number. */
const REWRITTEN = /[\p{Script=Devanagari}\p{Script=Thai}]/u;
/** Longer texts are not tried on one line. */
const MAX_LINE = 300;

const ON_BASELINE: PDFKit.Mixins.TextOptions = { lineBreak: false, baseline: 'alphabetic' };
// pdfkit shapes word by word and puts each behind the one before; told of features, even of none, all at once.
const AT_ONCE: PDFKit.Mixins.TextOptions = { ...ON_BASELINE, features: [] };

/** Measures and draws text in any script: fontkit shapes it, pdfkit places it; ours are font, order and line breaks. */
export function createTypesetter(doc: PDFKit.PDFDocument): Typesetter {
  const fonts = openFonts(doc);

  const runOf = (text: string, font: string, { size }: TextStyle): Run => {
    const reversed = isRightToLeft(text);
    const options = reversed ? AT_ONCE : ON_BASELINE;
    // What is written from right to left fontkit draws so by itself; anything else it takes as it stands.
    const written = reversed ? splitClusters(text).reverse().join('') : text;
    const width = doc.font(font, size).widthOfString(written, options);
    return { font, text: written, options, width };
  };
  const runsOf = (text: string, style: TextStyle, direction: 'ltr' | 'rtl'): Run[] => {
    const only = isRightToLeft(text) ? undefined : fonts.fontFor(text, style.weight);
    if (only !== undefined) return [runOf(text, only, style)];
    const runs: { text: string; font: string; level: number }[] = [];
    for (const { text: cluster, level } of fromLeftToRight(text, direction)) {
      const last = runs.at(-1);
      // Every font has a blank.
      const found = cluster === ' ' && last ? last.font : fonts.fontFor(cluster, style.weight);
      const font = found ?? fonts.fontFor(REPLACEMENT, style.weight) ?? '';
      const shown = found === undefined ? REPLACEMENT : cluster;
      if (last?.font === font && last.level === level) last.text += shown;
      else runs.push({ text: shown, font, level });
    }
    return runs.map(({ text: run, font }) => runOf(run, font, style));
  };
  const lineOf = (text: string, style: TextStyle, direction: 'ltr' | 'rtl'): Line => {
    const runs = runsOf(text, style, direction);
    return { runs, width: runs.reduce((sum, { width }) => sum + width, 0) };
  };

  const lines: Typesetter['lines'] = (text, style, maxWidth, maxLines = Number.POSITIVE_INFINITY) => {
    const clean = cleanText(text);
    if (clean === '') return [];
    const direction = directionOf(clean);
    if (clean.length <= MAX_LINE) {
      const whole = lineOf(clean, style, direction);
      if (whole.width <= maxWidth) return [whole];
    }
    const measure = (part: string): number => lineOf(part, style, direction).width;
    const shown: string[] = [];
    for (const line of breakLines(clean, maxWidth, measure)) {
      if (shown.length === maxLines) {
        shown.push(withEllipsis(shown.pop() ?? '', maxWidth, measure));
        break;
      }
      shown.push(line);
    }
    return shown.map((line) => lineOf(line, style, direction));
  };

  return {
    lines,
    line: (text, style, maxWidth = Number.POSITIVE_INFINITY) =>
      lines(text, style, maxWidth, 1)[0] ?? { runs: [], width: 0 },
    draw(line, x, baseline, { size, color }, align = 'left') {
      let left = x - BEFORE[align] * line.width;
      doc.fillColor(color);
      for (const { font, text, options, width } of line.runs) {
        doc.font(font, size);
        if (REWRITTEN.test(text)) doc.markContent('Span', { actual: text });
        doc.text(text, left, baseline, options);
        if (REWRITTEN.test(text)) doc.endMarkedContent();
        left += width;
      }
    },
  };
}

function withEllipsis(line: string, maxWidth: number, measure: (text: string) => number): string {
  const kept = splitClusters(line);
  let width = kept.reduce((sum, cluster) => sum + measure(cluster), measure('…'));
  while (kept.length > 0 && width > maxWidth) width -= measure(kept.pop() ?? '');
  return `${kept.join('').trimEnd()}…`;
}
