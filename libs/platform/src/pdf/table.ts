import type { PlacedColumn } from './column-layout.ts';
import type { PageFlow } from './page-flow.ts';
import type { ReportRow } from './report-spec.ts';
import { COLOR, TEXT } from './style.ts';
import type { Line, TextStyle, Typesetter } from './typesetter.ts';
import { NO_VALUE, type ValueFormat } from './value-format.ts';

const LINE_HEIGHT = 11.5;
const ROW_PADDING = 5;
const HEADER_LINES = 3;
/** A row longer than a page begins only where this much of it fits. */
const FIRST_LINES = 3;
const NOTE_HEIGHT = 40;

interface Cell {
  column: PlacedColumn;
  lines: readonly Line[];
  style: TextStyle;
}

export interface Table {
  row(row: ReportRow): void;
  totals(totals: Readonly<Record<string, number | string>>, label: string): void;
  /** A remark where rows would be. */
  note(text: string): void;
}

const heightOf = (lines: number): number => lines * LINE_HEIGHT + 2 * ROW_PADDING;
const linesIn = (height: number): number => Math.floor((height - 2 * ROW_PADDING) / LINE_HEIGHT);
const longest = (cells: readonly Cell[]): number => Math.max(1, ...cells.map(({ lines }) => lines.length));

/**
 * A table that goes on over pages: its header stands on each. A row stays on one page, unless it is longer than a page:
 * then it goes on over as many as it takes, as no text is cut.
 */
export function createTable(
  doc: PDFKit.PDFDocument,
  setter: Typesetter,
  format: ValueFormat,
  flow: PageFlow,
  columns: readonly PlacedColumn[],
): Table {
  const cell = (value: string | number | null | undefined, column: PlacedColumn, style: TextStyle): Cell => {
    const text = format.value(value, column.format);
    // A figure is never broken or cut, as half of it is another figure: it is set smaller.
    if (typeof value === 'number') return fitted(text, column, style);
    const shown = text === NO_VALUE ? { ...style, color: COLOR.soft } : style;
    return { column, lines: setter.lines(text, shown, column.width), style: shown };
  };
  const fitted = (text: string, column: PlacedColumn, style: TextStyle): Cell => {
    const line = setter.line(text, style);
    if (line.width <= column.width) return { column, lines: [line], style };
    const smaller = { ...style, size: (style.size * column.width) / line.width };
    return { column, lines: [setter.line(text, smaller)], style: smaller };
  };
  const drawLines = (cells: readonly Cell[], first: number, count: number) => {
    for (const { lines, style, column } of cells) {
      let baseline = flow.y + ROW_PADDING + 8.6;
      for (const line of lines.slice(first, first + count)) {
        setter.draw(line, column.anchor, baseline, style, column.align);
        baseline += LINE_HEIGHT;
      }
    }
    flow.y += heightOf(count);
  };

  const headerCells = columns.map((column) => ({
    column,
    lines: setter.lines(column.header, TEXT.header, column.width, HEADER_LINES),
    style: TEXT.header,
  }));
  const headerHeight = heightOf(longest(headerCells));
  let headed = false;
  const makeRoom = (height: number) => {
    if (height + (headed ? 0 : headerHeight) > flow.room()) {
      flow.next();
      headed = false;
    }
    if (headed) return;
    doc.rect(flow.left, flow.y, flow.right - flow.left, headerHeight).fill(COLOR.tint);
    drawLines(headerCells, 0, longest(headerCells));
    flow.rule(flow.y, 1, COLOR.accent);
    headed = true;
  };
  const drawRow = (cells: readonly Cell[], ruleAbove?: string) => {
    const count = longest(cells);
    const onePage = linesIn(flow.height - headerHeight);
    for (let first = 0; first < count;) {
      const wanted = count > onePage && first === 0 ? FIRST_LINES : Math.min(count - first, onePage);
      makeRoom(heightOf(wanted));
      if (ruleAbove !== undefined) flow.rule(flow.y, 1, ruleAbove);
      const fitting = Math.min(count - first, linesIn(flow.room()));
      drawLines(cells, first, fitting);
      first += fitting;
    }
  };

  return {
    row(row) {
      drawRow(columns.map((column) => cell(row[column.key], column, TEXT.cell)));
      flow.rule(flow.y, 0.5, COLOR.line);
    },
    totals(totals, label) {
      const cells = columns.map((column, index) => {
        const value = totals[column.key] ?? (index === 0 ? label : undefined);
        return value === undefined
          ? { column, lines: [], style: TEXT.total }
          : cell(value, column, TEXT.total);
      });
      drawRow(cells, COLOR.ink);
    },
    note(text) {
      makeRoom(NOTE_HEIGHT);
      const middle = (flow.left + flow.right) / 2;
      setter.draw(setter.line(text, TEXT.period), middle, flow.y + 26, TEXT.period, 'center');
      flow.y += NOTE_HEIGHT;
    },
  };
}
