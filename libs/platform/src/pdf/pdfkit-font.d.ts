import type { Font } from 'fontkit';
import type {} from 'pdfkit';

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** pdfkit takes parsed fonts since 0.20; its published types do not know yet. */
      registerFont(name: string, font: Font): this;
    }
  }
}
