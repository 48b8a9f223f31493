import type { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { drawChart } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { pageLayout, placeColumns } from './column-layout.ts';
import { connectOutput, type Output } from './output.ts';
import { collectPageContent, type PageContent } from './page-content.ts';
import { createPageFlow } from './page-flow.ts';
import type { ReportRow, ReportSpec } from './report-spec.ts';
import { createTable, type Table } from './table.ts';
import { drawTitleBlock } from './title-block.ts';
import { createTypesetter } from './typesetter.ts';
import { createValueFormat } from './value-format.ts';
import { WORDING } from './wording.ts';

/** How many rows are drawn before others get their turn: some 5 ms. */
const ROWS_AT_ONCE = 50;

/**
 * Writes a report as PDF, A4, and ends the stream. The same specification gives the same bytes. Rows are drawn as they
 * arrive and forgotten; a slow reader holds them back. The text can be searched and copied.
 *
 * @returns the number of pages, when the last byte is out
 * @throws what the rows throw, the stream's failure, the signal's reason, or RangeError for an unknown time zone; the
 *   stream is then destroyed, so that nobody takes half a report for a whole one
 */
export async function renderReport(spec: ReportSpec, out: Writable): Promise<{ pages: number }> {
  try {
    return await draw(spec, out);
  } catch (error) {
    out.destroy(
      error instanceof Error ? error : new Error('The report could not be written.', { cause: error }),
    );
    throw error;
  }
}

async function draw(spec: ReportSpec, out: Writable): Promise<{ pages: number }> {
  const wording = WORDING[spec.language];
  const doc = new PDFDocument({
    size: 'A4',
    layout: pageLayout(spec.columns),
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: spec.language,
    displayTitle: true,
    // The typesetter remembers what it encodes.
    fontLayoutCache: false,
    // The file's identifier is computed from this, so it is as constant as the specification.
    info: {
      Title: cleanText(spec.title),
      Author: cleanText(spec.organisation),
      Creator: 'Antrean',
      CreationDate: spec.generatedAt,
    },
  });
  const output = connectOutput(doc, out, spec.signal);
  const format = createValueFormat(spec);
  const content = collectPageContent(doc);
  const setter = createTypesetter(doc);
  const flow = createPageFlow(doc, content, setter, format, spec);

  flow.next();
  drawTitleBlock(setter, format, flow, spec);
  if (spec.chart !== undefined) drawChart({ doc, setter, format, wording }, flow, spec.chart);

  const columns = placeColumns(spec.columns, setter, flow.left, flow.right - flow.left);
  const table = createTable(doc, setter, format, flow, columns);
  const rows = await drawRows(spec, table, output, content);
  if (rows === 0) table.note(wording.noRows);
  if (spec.totals !== undefined) table.totals(spec.totals, wording.total);

  const pages = flow.finish();
  await content.settle();
  doc.end();
  await output.done;
  return { pages };
}

async function drawRows(
  { rows, onProgress }: ReportSpec,
  table: Table,
  output: Output,
  content: PageContent,
): Promise<number> {
  let done = 0;
  await output.ready();
  for await (const row of arriving(rows)) {
    table.row(row);
    done += 1;
    if (done % ROWS_AT_ONCE === 0) {
      onProgress?.(done);
      await content.settle();
      await output.ready();
    }
  }
  onProgress?.(done);
  return done;
}

async function* arriving(rows: ReportSpec['rows']): AsyncGenerator<ReportRow> {
  yield* rows;
}
