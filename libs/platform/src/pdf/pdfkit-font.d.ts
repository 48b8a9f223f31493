import type {} from 'pdfkit';
import type { Font } from 'fontkit';

// pdfkit takes parsed fonts since 0.20; its published types do not know yet.
declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      registerFont(name: string, font: Font): this;
    }
  }
}
