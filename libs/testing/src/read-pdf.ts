import { getDocumentProxy } from 'unpdf';

interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/**
 * What a reader finds in a PDF, by pdf.js: the text of each page, lines from top to bottom. Between the pieces of a
 * line stand as many blanks as would fill their distance, so that columns are two blanks apart or more.
 * @throws for what is no PDF
 */
export async function readPdf(pdf: Uint8Array): Promise<string[]> {
  // pdf.js takes the bytes for itself.
  const document = await getDocumentProxy(Uint8Array.from(pdf));
  try {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      const pieces = items.flatMap((item): Piece[] => {
        // Blanks are pdf.js's guesses at a distance; the distance itself tells more.
        if (!('str' in item) || item.str.trim() === '') return [];
        const [a, b, , , x, y] = item.transform as number[];
        return [{ text: item.str, x: x!, y: y!, width: item.width, size: Math.hypot(a!, b!) }];
      });
      pages.push(linesOf(pieces).map(lineText).join('\n'));
      page.cleanup();
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}

/** Pieces whose baselines are less than half a letter apart stand on one line. */
function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const line = lines.at(-1);
    if (line && line[0]!.y - piece.y < piece.size / 2) line.push(piece);
    else lines.push([piece]);
  }
  return lines;
}

function lineText(line: readonly Piece[]): string {
  let text = '';
  let end: number | undefined;
  for (const piece of line.toSorted((one, other) => one.x - other.x)) {
    const blank = piece.size / 4;
    if (end !== undefined) text += ' '.repeat(Math.max(0, Math.round((piece.x - end) / blank)));
    text += piece.text;
    end = piece.x + piece.width;
  }
  return text;
}
