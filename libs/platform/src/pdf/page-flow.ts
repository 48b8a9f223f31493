import { rgb, short } from './operand.ts';
import type { PageContent } from './page-content.ts';
import type { ReportSpec } from './report-spec.ts';
import { COLOR, PAGE, TEXT } from './style.ts';
import type { Typesetter } from './typesetter.ts';
import type { ValueFormat } from './value-format.ts';
import { WORDING } from './wording.ts';

/** Between "of" and the number of pages. */
const BLANK = 2;

const WRITTEN = {};

/** The page being filled, from top to bottom. */
export interface PageFlow {
  readonly left: number;
  readonly right: number;
  /** Where the next thing begins; whoever draws moves it on. */
  y: number;
  /** How much fits under `y` on this page. */
  room(): number;
  next(): void;
  /** A line across the page. Points. */
  rule(y: number, width: number, color: string): void;
  /** Writes the number of pages into every page. Nothing may be drawn afterwards. @returns that number */
  finish(): number;
}

/**
 * Pages with a footer, and with a running head from the second on.
 *
 * "Page 3 of 12" needs the 12 on page 3, which has left for the disk long before page 12 exists. So every page shows
 * one shared form object in that place, and its content is written last. Keeping all pages in memory until the end
 * (pdfkit's `bufferPages`) took 540 KB a page, this takes less than 1 KB, both measured.
 */
export function createPageFlow(
  doc: PDFKit.PDFDocument,
  content: PageContent,
  setter: Typesetter,
  format: ValueFormat,
  spec: ReportSpec,
): PageFlow {
  const wording = WORDING[spec.language];
  const pageTotal: Record<string, unknown> = { Type: 'XObject', Subtype: 'Form' };
  const pageTotalReference = doc.ref(pageTotal);
  const footerStyle = TEXT.footer;
  let pages = 0;

  const drawRunningHead = (left: number, right: number) => {
    const half = (right - left) / 2 - 8;
    const style = TEXT.running;
    setter.draw(setter.line(spec.title, style, half), left, PAGE.runningHead, style);
    setter.draw(setter.line(spec.organisation, style, half), right, PAGE.runningHead, style, 'right');
  };
  const drawFooter = (left: number, right: number, baseline: number) => {
    flow.rule(baseline - 14, 0.5, COLOR.line);
    const page = setter.line(wording.page(pages), footerStyle);
    setter.draw(page, left, baseline, footerStyle);
    doc.save().translate(left + page.width + BLANK, baseline);
    addFormObject(doc, 'PageTotal', pageTotalReference);
    doc.restore();
    const made = `${wording.generatedAt} ${format.instant(spec.generatedAt)} · ${spec.generatedBy}`;
    setter.draw(setter.line(made, footerStyle, (right - left) * 0.7), right, baseline, footerStyle, 'right');
  };

  const flow: PageFlow = {
    left: PAGE.margin,
    get right() {
      return doc.page.width - PAGE.margin;
    },
    y: 0,
    room: () => doc.page.height - PAGE.bottom - flow.y,
    next() {
      const written: PDFKit.PDFPage | null = doc.page;
      if (written !== null) content.complete();
      doc.addPage();
      if (written !== null) forget(written);
      pages += 1;
      flow.y = PAGE.top;
      if (pages > 1) drawRunningHead(flow.left, flow.right);
      drawFooter(flow.left, flow.right, doc.page.height - PAGE.footer);
    },
    rule(y, width, color) {
      const height = short(y);
      doc.addContent(
        `${short(width)} w ${rgb(color)} RG ${short(flow.left)} ${height} m ${short(flow.right)} ${height} l S`,
      );
    },
    finish() {
      content.complete();
      const total = setter.line(format.number(pages, 'integer'), footerStyle);
      // The last page's: it has the footer's font.
      const resources: unknown = Reflect.get(doc.page, 'resources');
      Object.assign(pageTotal, { BBox: [-1, -20, 100, 20], Resources: resources });
      pageTotalReference.end(setter.operators(total, 0, 0, footerStyle));
      return pages;
    },
  };
  return flow;
}

/**
 * Lets go of a page that is written. pdfkit keeps each until the end, for the list of pages that only names them, with
 * all that it points to.
 */
function forget(page: PDFKit.PDFPage): void {
  Reflect.set(page.dictionary, 'data', WRITTEN);
}

function addFormObject(doc: PDFKit.PDFDocument, name: string, reference: PDFKit.PDFKitReference): void {
  const objects: unknown = doc.page.xobjects;
  if (typeof objects !== 'object' || objects === null) throw new Error('This page takes no form objects.');
  Reflect.set(objects, name, reference);
  doc.addContent(`/${name} Do`);
}
