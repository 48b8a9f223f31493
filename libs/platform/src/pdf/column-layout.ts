import type { ReportColumn, ReportFormat } from './report-spec.ts';
import { TEXT } from './style.ts';
import { BEFORE, type Align, type TextStyle, type Typesetter } from './typesetter.ts';

/** Space to the left and right of a cell's text. */
const CELL_PADDING = 5;
const PORTRAIT_COLUMNS = 6;
/** A word of a header longer than this is broken instead of widening its column. */
const WIDEST_WORD = 90;

/** What a column gets by its format: a share of the width, and what its usual values need, in points. */
const NEEDS: Record<ReportFormat, { weight: number; width: number; align: Align }> = {
  text: { weight: 2.2, width: 40, align: 'left' },
  instant: { weight: 1.8, width: 90, align: 'left' },
  'instant-with-seconds': { weight: 2.1, width: 105, align: 'left' },
  date: { weight: 1.4, width: 64, align: 'left' },
  integer: { weight: 1, width: 52, align: 'right' },
  decimal1: { weight: 1, width: 52, align: 'right' },
  percent: { weight: 0.9, width: 46, align: 'right' },
};

export interface PlacedColumn extends ReportColumn {
  align: Align;
  /** Where a cell's text begins, ends or has its middle, by `align`. */
  anchor: number;
  /** The width for a cell's text. */
  width: number;
}

/** Many columns need a wide page. */
export function pageLayout(columns: readonly ReportColumn[]): 'portrait' | 'landscape' {
  return columns.length > PORTRAIT_COLUMNS ? 'landscape' : 'portrait';
}

/** Divides the width by the columns' weights; each gets at least what its header's words and usual values need. */
export function placeColumns(
  columns: readonly ReportColumn[],
  setter: Typesetter,
  left: number,
  width: number,
): PlacedColumn[] {
  const widestWord = (texts: readonly string[], style: TextStyle): number =>
    Math.max(0, ...texts.flatMap((text) => text.split(/\s+/)).map((word) => setter.line(word, style).width));
  const shares = columns.map(({ header, weight, format = 'text', texts = [] }) => {
    const widest = Math.max(
      Math.min(WIDEST_WORD, widestWord([header], TEXT.header)),
      widestWord(texts, TEXT.cell),
    );
    return {
      weight: Math.max(0.01, weight ?? NEEDS[format].weight),
      // A little more, because widths are rounded.
      minimum: Math.max(NEEDS[format].width, widest + 2 * CELL_PADDING + 0.1),
    };
  });
  const widths = shareOut(width, shares);
  let x = left;
  return columns.map((column, index) => {
    const whole = widths[index] ?? 0;
    const inner = whole - 2 * CELL_PADDING;
    const align = column.align ?? NEEDS[column.format ?? 'text'].align;
    const anchor = x + CELL_PADDING + BEFORE[align] * inner;
    x += whole;
    return { ...column, align, anchor, width: inner };
  });
}

/** Who would get less than the minimum gets the minimum; the others share what is left by weight. */
function shareOut(total: number, shares: readonly { weight: number; minimum: number }[]): number[] {
  const needed = sum(shares.map(({ minimum }) => minimum));
  if (needed >= total) return shares.map(({ minimum }) => (minimum * total) / needed);
  const fixed = new Set<number>();
  for (;;) {
    const free = total - sum(shares.map(({ minimum }, index) => (fixed.has(index) ? minimum : 0)));
    const weights = sum(shares.map(({ weight }, index) => (fixed.has(index) ? 0 : weight)));
    const widths = shares.map(({ weight, minimum }, index) =>
      fixed.has(index) ? minimum : (free * weight) / weights,
    );
    const starved = shares.findIndex(
      ({ minimum }, index) => !fixed.has(index) && (widths[index] ?? 0) < minimum,
    );
    if (starved === -1) return widths;
    fixed.add(starved);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
