import { createCompressor } from './page-compressor.ts';

export interface PageContent {
  /** The current page is full. To be called before the next is added, and before the document's end. */
  complete(): void;
  /** Hands complete pages to the document. To be awaited now and then, and before the document's end. */
  settle(): Promise<void>;
}

/**
 * Collects what is drawn on a page as bytes, and compresses them beside the main thread. pdfkit alone keeps each operator
 * in an array of its own until the page is full, and each zlib.deflateSync() leaves an object with 16 KB to the next
 * full garbage collection. Pages reach the document at settle() only, so that the file does not depend on how fast they
 * were compressed.
 */
export function collectPageContent(doc: PDFKit.PDFDocument): PageContent {
  const compress = createCompressor();
  let bytes = Buffer.alloc(64 * 1_024);
  let length = 0;
  let pages: { stream: PDFKit.PDFKitReference; compressed: Promise<Buffer> }[] = [];

  // All of pdfkit's drawing ends here.
  doc.addContent = (data: unknown) => {
    const operators = `${String(data)}\n`;
    if (length + operators.length > bytes.length)
      bytes = Buffer.concat([bytes], 2 * bytes.length + operators.length);
    length += bytes.write(operators, length, 'latin1');
    return doc;
  };
  return {
    complete() {
      const stream = doc.ref({ Filter: 'FlateDecode' });
      Reflect.set(doc.page.dictionary.data, 'Contents', stream);
      pages.push({ stream, compressed: compress(Buffer.copyBytesFrom(bytes, 0, length)) });
      length = 0;
    },
    async settle() {
      const complete = pages;
      pages = [];
      for (const { stream, compressed } of complete) stream.end(await compressed);
    },
  };
}
