import type { ReportColumn, ReportFormat } from './report-spec.ts';
import { TEXT } from './style.ts';
import type { Typesetter } from './typesetter.ts';

/** Space to the left and right of a cell's text. */
const CELL_PADDING = 5;
const PORTRAIT_COLUMNS = 6;
/** A word of a header longer than this is broken instead of widening its column. */
const WIDEST_WORD = 90;

/** What a column gets by its format: a share of the width, and what its usual values need, in points. */
const NEEDS: Record<ReportFormat, { weight: number; width: number }> = {
  text: { weight: 2.2, width: 40 },
  instant: { weight: 1.8, width: 90 },
  'instant-with-seconds': { weight: 2.1, width: 105 },
  date: { weight: 1.4, width: 64 },
  integer: { weight: 1, width: 52 },
  decimal1: { weight: 1, width: 52 },
  percent: { weight: 0.9, width: 46 },
};
const NUMBER_FORMATS = new Set<ReportFormat | undefined>(['integer', 'decimal1', 'percent']);

export interface PlacedColumn extends ReportColumn {
  align: 'left' | 'right' | 'center';
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
  const weights = columns.map(({ weight, format = 'text' }) =>
    Math.max(0.01, weight ?? NEEDS[format].weight),
  );
  const minima = columns.map(({ header, format = 'text', texts = [] }) => {
    const words = header.split(/\s+/).map((word) => setter.line(word, TEXT.header).width);
    const whole = texts
      .flatMap((text) => text.split(/\s+/))
      .map((word) => setter.line(word, TEXT.cell).width);
    const widest = Math.max(Math.min(WIDEST_WORD, Math.max(...words)), ...whole);
    // A little more, because widths are rounded.
    return Math.max(NEEDS[format].width, widest + 2 * CELL_PADDING + 0.1);
  });
  const widths = shareOut(width, weights, minima);
  let x = left;
  return columns.map((column, index) => {
    const inner = { left: x + CELL_PADDING, width: (widths[index] ?? 0) - 2 * CELL_PADDING };
    x += widths[index] ?? 0;
    const align = column.align ?? (NUMBER_FORMATS.has(column.format) ? 'right' : 'left');
    const share = { left: 0, center: 0.5, right: 1 }[align];
    return { ...column, align, anchor: inner.left + share * inner.width, width: inner.width };
  });
}

/** Who would get less than the minimum gets the minimum; the others share what is left by weight. */
function shareOut(total: number, weights: readonly number[], minima: readonly number[]): number[] {
  const needed = sum(minima);
  if (needed >= total) return minima.map((minimum) => (minimum * total) / needed);
  const fixed = new Set<number>();
  for (;;) {
    const free = total - sum(minima.filter((_, index) => fixed.has(index)));
    const weight = sum(weights.filter((_, index) => !fixed.has(index)));
    const widths = weights.map((own, index) =>
      fixed.has(index) ? (minima[index] ?? 0) : (free * own) / weight,
    );
    const starved = widths.findIndex((own, index) => !fixed.has(index) && own < (minima[index] ?? 0));
    if (starved === -1) return widths;
    fixed.add(starved);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
