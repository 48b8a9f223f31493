import LineBreaker from 'linebreak';
import { splitClusters } from './clean-text.ts';

/** Written without blanks between words; where one ends, only a dictionary knows. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const dictionary = new Intl.Segmenter('th', { granularity: 'word' });
/** Where a code or an address that is too wide is broken rather than anywhere. */
const AFTER_SIGN = /(?<=[-/_@.])/;

/**
 * Breaks a text into lines: where Unicode allows it (UAX 14), and inside a word only when the word alone is too wide.
 * @param measure the width of a piece of the text, in the unit of `maxWidth`
 */
export function* breakLines(
  text: string,
  maxWidth: number,
  measure: (text: string) => number,
): Generator<string> {
  let line = '';
  let width = 0;
  for (const piece of pieces(text, (word) => measure(word) <= maxWidth)) {
    const own = measure(piece.trimEnd());
    if (width + own > maxWidth && line.trim() !== '') {
      yield line.trim();
      line = '';
      width = 0;
    }
    line += piece;
    width += piece.endsWith(' ') ? measure(piece) : own;
  }
  if (line.trim() !== '') yield line.trim();
}

function* pieces(text: string, fits: (word: string) => boolean): Generator<string> {
  for (const word of words(text)) {
    if (fits(word.trimEnd())) yield word;
    else
      for (const part of word.split(AFTER_SIGN)) yield* fits(part.trimEnd()) ? [part] : splitClusters(part);
  }
}

function* words(text: string): Generator<string> {
  const breaker = new LineBreaker(text);
  let from = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const word = text.slice(from, next.position);
    from = next.position;
    if (UNSPACED.test(word)) for (const { segment } of dictionary.segment(word)) yield segment;
    else yield word;
  }
}
