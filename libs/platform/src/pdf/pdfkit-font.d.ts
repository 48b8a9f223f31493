import type { Font } from 'fontkit';
import type {} from 'pdfkit';

/** What pdfkit makes of a font for one document. */
export interface EmbeddedFont {
  /** By which a page's operators name the font. */
  id: string;
  /** Takes the text's glyphs into the embedded subset. @returns their codes, four hexadecimal digits each */
  encode(text: string): [codes: string[], positions: unknown];
  ref(): PDFKit.PDFKitReference;
}

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      // pdfkit takes parsed fonts since 0.20; its published types do not know yet.
      registerFont(name: string, font: Font): this;
      // The current font. Not part of pdfkit's promises: only typeface.ts uses it, typeface.test.ts guards it.
      _font: EmbeddedFont;
    }
  }
}
