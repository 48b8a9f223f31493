const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * Shows nothing and joins nothing: soft hyphen, grapheme joiner, zero-width space, word joiner and the invisible
 * operators, byte order mark. The zero-width joiners stay: emoji and several scripts are written with them.
 */
const NO_EFFECT = /[\u00ad\u034f\u200b\u2060-\u2064\ufeff]/g;
/** What is cut off at both ends. All of it is in the basic plane, so that code units can be looked at one by one. */
const BLANK = /[\s\p{Z}\u115f\u1160\u200c\u200d\u2800\u3164\uffa0]/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const INVISIBLE = /[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * Reorder what stands around them, end lines, or are controls. Format characters are refused, but for the joiners,
 * the signs that Arabic and Syriac print, and the tags that flags are made of.
 */
const REFUSED =
  /[[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]--[\u200c\u200d\u0600-\u0605\u06dd\u070f\u08e2\u{e0020}-\u{e007f}]]/v;
const REFUSED_IN_NOTE =
  /[[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]--[\n\t\u200c\u200d\u0600-\u0605\u06dd\u070f\u08e2\u{e0020}-\u{e007f}]]/v;

/** What to say of a text that {@link directionOrControl} finds something in, and of one that shows nothing. */
export const UNREADABLE =
  'has control characters or direction marks / berisi karakter kendali atau tanda arah tulisan';
export const NOTHING_TO_SEE = 'has nothing that can be seen / tidak terlihat';

/** The one spelling in which text is stored, searched and compared: NFC. */
export function storedForm(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.normalize('NFC');
}

/** One line as it is stored: NFC, without what has no effect, and without blanks and invisible characters around it. */
export function tidyLine(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text.trim();
  return cutBlanks(text.normalize('NFC').replace(NO_EFFECT, ''));
}

/** {@link tidyLine} for a text of several lines; each of them ends in `\n`. */
export function tidyNote(text: string): string {
  return tidyLine(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
}

/**
 * {@link tidyLine} for what is looked up by: nothing invisible stays in it, nor the direction marks that address
 * books put around numbers.
 */
export function tidyIdentifier(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text.trim() : cutBlanks(text.normalize('NFC').replace(IGNORABLE, ''));
}

/** Whether a text has something that a reader can see, or is empty, which a minimal length refuses. */
export function isVisible(text: string): boolean {
  return text === '' || text.replace(INVISIBLE, '') !== '';
}

/** Whether a line, or a note, holds direction marks or controls: what shows another text than is stored. */
export function directionOrControl(text: string, { lines = false } = {}): boolean {
  return (lines ? REFUSED_IN_NOTE : REFUSED).test(text);
}

/** From both ends by hand: `/[…]+$/` tries every run of blanks again from each of its characters. */
function cutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start += 1;
  while (end > start && BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
