import type { ReportSpec } from './report-spec.ts';
import { COLOR, PAGE, TEXT } from './style.ts';
import type { Line, Typesetter } from './typesetter.ts';
import type { ValueFormat } from './value-format.ts';
import { WORDING } from './wording.ts';

/** Between "of" and the number of pages. */
const BLANK = 2;

/** The page being filled, from top to bottom. */
export interface PageFlow {
  readonly left: number;
  readonly right: number;
  /** How much fits on a page. */
  readonly height: number;
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
 * one shared form object in that place, whose content is drawn last. Keeping all pages in memory until the end
 * (pdfkit's `bufferPages`) took 540 KB a page, measured.
 */
export function createPageFlow(
  doc: PDFKit.PDFDocument,
  setter: Typesetter,
  format: ValueFormat,
  spec: ReportSpec,
): PageFlow {
  const wording = WORDING[spec.language];
  const form: Record<string, unknown> = { Type: 'XObject', Subtype: 'Form', BBox: [-1, -20, 100, 20] };
  const total = doc.ref(form);
  let pages = 0;
  // Measured once, not on each page.
  let repeated: { title: Line; organisation: Line; made: Line } | undefined;
  const measure = (width: number) => ({
    title: setter.line(spec.title, TEXT.running, width / 2 - 8),
    organisation: setter.line(spec.organisation, TEXT.running, width / 2 - 8),
    made: setter.line(
      `${wording.generatedAt} ${format.instant(spec.generatedAt)} · ${spec.generatedBy}`,
      TEXT.footer,
      width * 0.7,
    ),
  });

  const drawFrame = ({ left, right, rule }: PageFlow) => {
    const { title, organisation, made } = (repeated ??= measure(right - left));
    if (pages > 1) {
      setter.draw(title, left, PAGE.runningHead, TEXT.running);
      setter.draw(organisation, right, PAGE.runningHead, TEXT.running, 'right');
    }
    const baseline = doc.page.height - PAGE.footer;
    rule(baseline - 14, 0.5, COLOR.line);
    const page = setter.line(wording.page(pages), TEXT.footer);
    setter.draw(page, left, baseline, TEXT.footer);
    Object.assign(doc.page.xobjects, { PageTotal: total });
    doc
      .save()
      .translate(left + page.width + BLANK, baseline)
      .addContent('/PageTotal Do')
      .restore();
    setter.draw(made, right, baseline, TEXT.footer, 'right');
  };

  const flow: PageFlow = {
    left: PAGE.margin,
    get right() {
      return doc.page.width - PAGE.margin;
    },
    get height() {
      return doc.page.height - PAGE.top - PAGE.bottom;
    },
    y: 0,
    room: () => doc.page.height - PAGE.bottom - flow.y,
    next() {
      doc.addPage();
      pages += 1;
      flow.y = PAGE.top;
      drawFrame(flow);
    },
    rule(y, width, color) {
      doc.moveTo(flow.left, y).lineTo(flow.right, y).lineWidth(width).strokeColor(color).stroke();
    },
    finish() {
      const { content } = doc.page;
      doc.page.content = total;
      setter.draw(setter.line(format.number(pages, 'integer'), TEXT.footer), 0, 0, TEXT.footer);
      doc.page.content = content;
      Object.assign(form, { Resources: { Font: doc.page.fonts as unknown } });
      total.end('');
      return pages;
    },
  };
  return flow;
}
