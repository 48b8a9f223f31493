const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const BLANKS = /[\s\p{Z}]+/gu;
// Controls and invisible characters: they print nothing, and some (direction marks) reorder what stands around them.
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Variation_Selector}]--[\u200c\u200d]]/gv;
const JOINERS = /[\u200c\u200d]/g;
/** In which a joiner between two letters is spelling, or between two pictures makes one of them. */
const JOINED = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Extended_Pictographic}]/u;
/** A letter with a mark that no composed letter has. */
const MARKED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}/u;

/** Ten times the longest note. */
const MAX_LENGTH = 20_000;
/** A letter may carry some marks; a heap of hundreds is an attack on the reader. */
const MAX_CLUSTER = 8;

/**
 * Any text as one trimmed line of characters that can be printed, of bounded length. A letter is composed (NFC), unless
 * it has marks with which there is none.
 */
export function cleanText(text: string): string {
  const bounded = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  if (PRINTABLE_ASCII.test(bounded)) return bounded.trim();
  const visible = bounded.toWellFormed().normalize('NFC').replace(BLANKS, ' ').replace(INVISIBLE, '');
  return splitClusters(visible).map(tidyCluster).join('').trim();
}

function tidyCluster(cluster: string): string {
  const kept = JOINED.test(cluster) ? cluster : cluster.replace(JOINERS, '');
  const bounded = kept.length > MAX_CLUSTER ? [...kept].slice(0, MAX_CLUSTER).join('') : kept;
  // A font takes such a letter apart by itself, and then its marks are copied as nothing.
  return MARKED.test(bounded) ? bounded.normalize('NFD') : bounded;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What a reader takes for one character each: a letter with its marks, a joined emoji. */
export function splitClusters(text: string): string[] {
  if (PRINTABLE_ASCII.test(text)) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
