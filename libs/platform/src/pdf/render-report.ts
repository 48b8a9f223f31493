import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { drawChart } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { pageLayout, placeColumns } from './column-layout.ts';
import { createPageFlow } from './page-flow.ts';
import type { ReportRow, ReportSpec } from './report-spec.ts';
import { createTable, type Table } from './table.ts';
import { drawTitleBlock } from './title-block.ts';
import { createTypesetter } from './typesetter.ts';
import { createValueFormat } from './value-format.ts';
import { WORDING } from './wording.ts';

/** How many rows are drawn before others get their turn: some 10 ms. */
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
    const reason: unknown = spec.signal?.aborted ? spec.signal.reason : error;
    out.destroy(
      reason instanceof Error ? reason : new Error('The report could not be written.', { cause: reason }),
    );
    throw reason;
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
    // Unbounded; the fonts remember by themselves.
    fontLayoutCache: false,
    // The file's identifier is computed from this, so it is as constant as the specification.
    info: {
      Title: cleanText(spec.title),
      Author: cleanText(spec.organisation),
      Creator: 'Antrean',
      CreationDate: spec.generatedAt,
    },
  });
  const written = pipeline(doc, out);
  // Its failure is thrown where it is awaited; until then nobody listens.
  written.catch(() => undefined);
  const format = createValueFormat(spec);
  const setter = createTypesetter(doc);
  const flow = createPageFlow(doc, setter, format, spec);

  flow.next();
  drawTitleBlock(setter, format, flow, spec);
  if (spec.chart !== undefined) drawChart({ doc, setter, format, wording }, flow, spec.chart);

  const columns = placeColumns(spec.columns, setter, flow.left, flow.right - flow.left);
  const table = createTable(doc, setter, format, flow, columns);
  const rows = await drawRows(spec, table, () => untilTaken(out, written, spec.signal));
  if (rows === 0) table.note(wording.noRows);
  if (spec.totals !== undefined) table.totals(spec.totals, wording.total);

  const pages = flow.finish();
  doc.end();
  await written;
  return { pages };
}

async function drawRows(
  { rows, onProgress }: ReportSpec,
  table: Table,
  taken: () => Promise<void>,
): Promise<number> {
  let done = 0;
  await taken();
  for await (const row of arriving(rows)) {
    table.row(row);
    done += 1;
    if (done % ROWS_AT_ONCE === 0) {
      onProgress?.(done);
      await taken();
    }
  }
  onProgress?.(done);
  return done;
}

async function* arriving(rows: ReportSpec['rows']): AsyncGenerator<ReportRow> {
  yield* rows;
}

/**
 * Lets the event loop turn, and waits until the reader can take more: pdfkit pushes without asking, so that a slow
 * reader would fill the memory. @throws when the reader is gone, or on abort
 */
async function untilTaken(
  out: Writable,
  written: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  await nextTurn();
  signal?.throwIfAborted();
  if (out.destroyed) await written;
  if (out.writableNeedDrain) await Promise.race([once(out, 'drain', { ...(signal && { signal }) }), written]);
}
