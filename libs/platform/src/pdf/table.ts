import type { PlacedColumn } from './column-layout.ts';
import type { PageFlow } from './page-flow.ts';
import type { ReportRow } from './report-spec.ts';
import { COLOR, TEXT } from './style.ts';
import type { Line, TextStyle, Typesetter } from './typesetter.ts';
import { NO_VALUE, type ValueFormat } from './value-format.ts';

const LINE_HEIGHT = 11.5;
const ROW_PADDING = 5;
const HEADER_LINES = 3;
/** Far less than a page, so that a row always fits on one. */
const CELL_LINES = 8;

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

/** A table that goes on over pages: its header stands on each, and no row is split. */
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
    return { column, lines: setter.lines(text, shown, column.width, CELL_LINES), style: shown };
  };
  const fitted = (text: string, column: PlacedColumn, style: TextStyle): Cell => {
    const line = setter.line(text, style);
    if (line.width <= column.width) return { column, lines: [line], style };
    const smaller = { ...style, size: (style.size * column.width) / line.width };
    return { column, lines: [setter.line(text, smaller)], style: smaller };
  };
  const heightOf = (cells: readonly Cell[]): number =>
    Math.max(1, ...cells.map(({ lines }) => lines.length)) * LINE_HEIGHT + 2 * ROW_PADDING;

  const drawCells = (cells: readonly Cell[]) => {
    for (const { lines, style, column } of cells) {
      let baseline = flow.y + ROW_PADDING + 8.6;
      for (const line of lines) {
        setter.draw(line, column.anchor, baseline, style, column.align);
        baseline += LINE_HEIGHT;
      }
    }
  };

  const headerCells = columns.map((column) => ({
    column,
    lines: setter.lines(column.header, TEXT.header, column.width, HEADER_LINES),
    style: TEXT.header,
  }));
  const headerHeight = heightOf(headerCells);
  let headed = false;
  const makeRoom = (height: number) => {
    if (height + (headed ? 0 : headerHeight) > flow.room()) {
      flow.next();
      headed = false;
    }
    if (headed) return;
    doc.rect(flow.left, flow.y, flow.right - flow.left, headerHeight).fill(COLOR.tint);
    drawCells(headerCells);
    flow.y += headerHeight;
    flow.rule(flow.y, 1, COLOR.accent);
    headed = true;
  };

  return {
    row(row) {
      const cells = columns.map((column) => cell(row[column.key], column, TEXT.cell));
      const height = heightOf(cells);
      makeRoom(height);
      drawCells(cells);
      flow.y += height;
      flow.rule(flow.y, 0.5, COLOR.line);
    },
    totals(totals, label) {
      const cells = columns.map((column, index) => {
        const value = totals[column.key] ?? (index === 0 ? label : undefined);
        return value === undefined
          ? { column, lines: [], style: TEXT.total }
          : cell(value, column, TEXT.total);
      });
      const height = heightOf(cells);
      makeRoom(height);
      flow.rule(flow.y, 1, COLOR.ink);
      drawCells(cells);
      flow.y += height;
    },
    note(text) {
      makeRoom(40);
      setter.draw(
        setter.line(text, TEXT.period),
        (flow.left + flow.right) / 2,
        flow.y + 26,
        TEXT.period,
        'center',
      );
      flow.y += 40;
    },
  };
}
