const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const BLANKS = /[\s\p{Z}]+/gu;
// Controls and invisible characters: they print nothing, and some (direction marks) reorder what stands around them.
// The zero-width joiner stays until characters are grouped, see splitClusters().
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Variation_Selector}]--[\u200d]]/gv;

/** Longer than any cell can show. */
const MAX_LENGTH = 4_000;

/** Any text as one trimmed line of characters that can be printed, composed (NFC), of bounded length. */
export function cleanText(text: string): string {
  const bounded = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  if (PRINTABLE_ASCII.test(bounded)) return bounded.trim();
  return bounded.toWellFormed().normalize('NFC').replace(BLANKS, ' ').replace(INVISIBLE, '').trim();
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const JOINER = /\u200d/g;
/** A letter may carry some marks; a heap of hundreds is an attack on the reader. */
const MAX_CLUSTER = 8;

/** What a reader takes for one character each: a letter with its marks, a joined emoji. */
export function splitClusters(text: string): string[] {
  if (PRINTABLE_ASCII.test(text)) return [...text];
  const clusters: string[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const cluster = [...segment.replace(JOINER, '')].slice(0, MAX_CLUSTER).join('');
    if (cluster !== '') clusters.push(cluster);
  }
  return clusters;
}
