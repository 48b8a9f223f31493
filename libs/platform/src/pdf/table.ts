import { CELL_PADDING, type PlacedColumn } from './column-layout.ts';
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
    const width = column.width - 2 * CELL_PADDING;
    // A figure is never broken or cut, as half of it is another figure: it is set smaller.
    if (typeof value === 'number') return fitted(text, width, style);
    const shown = text === NO_VALUE ? { ...style, color: COLOR.soft } : style;
    return { lines: setter.lines(text, shown, width, CELL_LINES), style: shown };
  };
  const fitted = (text: string, width: number, style: TextStyle): Cell => {
    const line = setter.line(text, style);
    if (line.width <= width) return { lines: [line], style };
    const smaller = { ...style, size: (style.size * width) / line.width };
    return { lines: [setter.line(text, smaller)], style: smaller };
  };
  const heightOf = (cells: readonly Cell[]): number =>
    Math.max(1, ...cells.map(({ lines }) => lines.length)) * LINE_HEIGHT + 2 * ROW_PADDING;

  const drawCells = (cells: readonly Cell[]) => {
    for (const [index, column] of columns.entries()) {
      const { lines = [], style = TEXT.cell } = cells[index] ?? {};
      const { x, width, align } = column;
      const at = { left: x + CELL_PADDING, right: x + width - CELL_PADDING, center: x + width / 2 }[align];
      for (const [number, line] of lines.entries()) {
        setter.draw(line, at, flow.y + ROW_PADDING + 8.6 + number * LINE_HEIGHT, style, align);
      }
    }
  };
  const rule = (y: number, width: number, color: string) => {
    doc.moveTo(flow.left, y).lineTo(flow.right, y).lineWidth(width).strokeColor(color).stroke();
  };

  const headerCells = columns.map(({ header, width }) => ({
    lines: setter.lines(header, TEXT.header, width - 2 * CELL_PADDING, HEADER_LINES),
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
    rule(flow.y, 1, COLOR.accent);
    headed = true;
  };

  return {
    row(row) {
      const cells = columns.map((column) => cell(row[column.key], column, TEXT.cell));
      const height = heightOf(cells);
      makeRoom(height);
      drawCells(cells);
      flow.y += height;
      rule(flow.y, 0.5, COLOR.line);
    },
    totals(totals, label) {
      const cells = columns.map((column, index) => {
        const value = totals[column.key] ?? (index === 0 ? label : undefined);
        return value === undefined ? { lines: [], style: TEXT.total } : cell(value, column, TEXT.total);
      });
      const height = heightOf(cells);
      makeRoom(height);
      rule(flow.y, 1, COLOR.ink);
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
