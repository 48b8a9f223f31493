import type { Face } from './font-file.ts';

/** One character as a reader sees it, with its width in ems. */
export interface Piece {
  text: string;
  face: Face;
  width: number;
}

const BREAK_AFTER = /^[ \-/_@\u2010\u2013\u2014]$/;
/** Han and kana break anywhere, but not before these. */
const NEVER_FIRST = /^[、。，．：；！？）」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]$/;

/**
 * Breaks a text into lines no wider than `maxWidth` ems: behind blanks, hyphens and slashes, between Han characters,
 * and inside a word only when the word alone is too wide. What exceeds `maxLines` ends in the ellipsis.
 */
export function breakLines<P extends Piece>(
  pieces: readonly P[],
  maxWidth: number,
  maxLines: number,
  ellipsis: P,
): (readonly P[])[] {
  if (widthOf(pieces) <= maxWidth && pieces.length > 0) return [withoutTrailingBlanks(pieces)];
  const lines: (readonly P[])[] = [];
  let start = 0;
  while (start < pieces.length && lines.length < maxLines) {
    const end = lineEnd(pieces, start, maxWidth);
    const last = lines.length === maxLines - 1;
    const rest = skipBlanks(pieces, end);
    if (last && rest < pieces.length) {
      lines.push([...fitting(pieces, start, maxWidth - ellipsis.width), ellipsis]);
      return lines;
    }
    lines.push(withoutTrailingBlanks(pieces.slice(start, end)));
    start = rest;
  }
  return lines;
}

/** Where the line that begins at `start` ends; at least one piece further. */
function lineEnd(pieces: readonly Piece[], start: number, maxWidth: number): number {
  let width = 0;
  let opportunity = start;
  for (let index = start; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    if (index > start && canBreakBetween(pieces[index - 1], piece)) opportunity = index;
    width += piece.width;
    if (width > maxWidth && piece.text !== ' ' && index > start)
      return opportunity > start ? opportunity : index;
  }
  return pieces.length;
}

function canBreakBetween(left: Piece | undefined, right: Piece): boolean {
  if (left === undefined || right.text === ' ') return false;
  if (BREAK_AFTER.test(left.text)) return true;
  return (left.face === 'han' || right.face === 'han') && !NEVER_FIRST.test(right.text);
}

function fitting<P extends Piece>(pieces: readonly P[], start: number, maxWidth: number): readonly P[] {
  let width = 0;
  let end = start;
  for (let piece = pieces[end]; piece !== undefined; piece = pieces[end]) {
    width += piece.width;
    if (width > maxWidth) break;
    end += 1;
  }
  return withoutTrailingBlanks(pieces.slice(start, end));
}

function skipBlanks(pieces: readonly Piece[], from: number): number {
  let index = from;
  while (pieces[index]?.text === ' ') index += 1;
  return index;
}

function withoutTrailingBlanks<P extends Piece>(pieces: readonly P[]): readonly P[] {
  let end = pieces.length;
  while (end > 0 && pieces[end - 1]?.text === ' ') end -= 1;
  return end === pieces.length ? pieces : pieces.slice(0, end);
}

function widthOf(pieces: readonly Piece[]): number {
  let sum = 0;
  for (const { width } of pieces) sum += width;
  return sum;
}
