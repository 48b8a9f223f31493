import { execFile } from 'node:child_process';

/** What a reader finds in a PDF, laid out as on its pages (poppler's pdftotext). @throws for what is no PDF */
export function pdfText(pdf: Uint8Array): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = execFile('pdftotext', ['-layout', '-', '-'], { maxBuffer: 64_000_000 }, (error, stdout) => {
    if (error) reject(error);
    else resolve(stdout);
  });
  child.stdin?.end(pdf);
  return promise;
}
