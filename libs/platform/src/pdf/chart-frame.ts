import type { Typesetter } from './typesetter.ts';
import type { ValueFormat } from './value-format.ts';
import type { Wording } from './wording.ts';

/** Where a chart may draw, and with what. */
export interface ChartFrame {
  doc: PDFKit.PDFDocument;
  setter: Typesetter;
  format: ValueFormat;
  wording: Wording;
  left: number;
  right: number;
  top: number;
}
