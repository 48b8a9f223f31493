import { inflateSync } from 'node:zlib';

/*
 * A search, not a parser: a parser tells what one reader would find, by the table and the lengths that it believes.
 * Here a name counts wherever it stands, in a comment and in an old revision too, and what could hide names is refused
 * unless it is written plainly.
 */

/**
 * Names of what a PDF runs, starts or embeds to be played (ISO 32000-2, 12.6 and 13), and that it is encrypted. `JS` is
 * not among them: it runs in actions of the types `JavaScript` and `Rendition` alone, and two letters come by chance in
 * large photographs. What ends a name is what any reader takes for blank, 0x80 and 0xff (PDFium) too.
 */
const RUNS = /\/(?:JavaScript|Rendition|Launch|RichMedia|XFA|Encrypt)(?=[\0\t\n\f\r \x80\xff/<>[\](){}%]|$)/;
/** By these a reader knows a stream of objects; `First` is in outlines too. */
const MARK = /\/(ObjStm|First)(?=[\0\t\n\f\r \x80\xff/<>[\](){}%]|$)/g;
/** What unfolds to more cannot be looked through. */
const UNFOLDED_BYTES = 16 * 1024 * 1024;
/** A PDF of a thousand pages has some hundreds. */
const MOST_STREAMS = 5_000;
/** An outline has one for each chapter that has sections. */
const MOST_MARKS = 100_000;
/** Far longer than an outline's item with its title. */
const DICTIONARY_LENGTH = 65_536;
const HEADER_LENGTH = 500;

/** A stream of objects as every program writes them. */
const HEADER = /^\d+[\t ]+\d+[\t ]+obj[\t\n\f\r ]*<<([\w/[\]\t\n\f\r ]*)>>[\t\n\f\r ]*stream\r?\n/;
const HEADER_NAMES = new Set([
  '/Type',
  '/ObjStm',
  '/N',
  '/First',
  '/Length',
  '/Filter',
  '/FlateDecode',
  '/Extends',
]);
/** It begins with the numbers and places of its objects. A predictor, which the header does not name, has other bytes there. */
const OBJECT_TABLE = /^[\t\n\f\r ]*\d+[\t\n\f\r ]+\d/;

/** Whether a PDF may run something when it is opened, or cannot be looked through; in time that goes by its length. */
export function mayRun(pdf: Buffer): boolean {
  const text = pdf.toString('latin1');
  const marks = findMarks(text);
  // Whoever disguises these has something to hide.
  if (namesWhatRuns(text) || marks === null || findMarks(readNames(text))?.length !== marks.length)
    return true;
  const streams = findObjectStreams(text, marks);
  if (streams === null || streams.size > MOST_STREAMS) return true;
  let left = UNFOLDED_BYTES;
  for (const start of streams) {
    const objects = left > 0 ? unfold(pdf.subarray(start), left) : null;
    if (objects === null || namesWhatRuns(objects)) return true;
    if (objects.length > 0 && !OBJECT_TABLE.test(objects)) return true;
    left -= objects.length;
  }
  return false;
}

/** A link to a page about JavaScript: all of it is inside of a string, or of whatever its bracket is inside of. */
const LINK = /\(https?:[\w\-.~:/?#@!$&'*+,;=%]*\)/g;
const namesWhatRuns = (text: string): boolean => RUNS.test(readNames(text.replaceAll(LINK, '()')));

const NUMBER_SIGN = 0x23;
/** The value of a hexadecimal digit; NaN of any other byte. */
function digitAt(bytes: Buffer, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}

/** `/J#61vaScript` is `/JavaScript`. */
function readNames(text: string): string {
  if (!text.includes('#')) return text;
  const bytes = Buffer.from(text, 'latin1');
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes.readUInt8(at);
    const escaped = byte === NUMBER_SIGN ? 16 * digitAt(bytes, at + 1) + digitAt(bytes, at + 2) : Number.NaN;
    const isEscaped = !Number.isNaN(escaped);
    if (isEscaped) at += 2;
    bytes[length] = isEscaped ? escaped : byte;
    length += 1;
  }
  return bytes.toString('latin1', 0, length);
}

interface Mark {
  name: string;
  /** Where it is, and what stands behind it. */
  at: number;
  behind: number;
}

/** Null when there are more than can be. */
function findMarks(text: string): Mark[] | null {
  const marks: Mark[] = [];
  for (const { 0: mark, 1: name = '', index } of text.matchAll(MARK)) {
    if (marks.length === MOST_MARKS) return null;
    marks.push({ name, at: index, behind: index + mark.length });
  }
  return marks;
}

/** Where the bytes of compressed ones begin; null when one is written in a way that could hide something. */
function findObjectStreams(text: string, marks: readonly Mark[]): Set<number> | null {
  const starts = new Set<number>();
  // Dictionaries are apart from each other, and an object stream has two marks; what is read more often is made up.
  let left = 4 * text.length + DICTIONARY_LENGTH;
  for (const { name, at, behind } of marks) {
    const end = readToEnd(text.slice(behind, behind + DICTIONARY_LENGTH));
    left -= end?.length ?? 0;
    if (end === null || left < 0) return null;
    if (!end.isStream) {
      if (name === 'ObjStm') return null;
      continue;
    }
    const header = readHeader(text, at);
    if (header === null) return null;
    if (header.isCompressed) starts.add(header.start);
  }
  return starts;
}

const OF_DICTIONARY = /^(?:%[^\r\n]*|<<|>>|<[^<>]*>|[^%<>()]+|[^])/;
const OF_STRING = /^(?:\\[^]|[()]|[^\\()]+|[^])/;
const BLANK = /^[\0\t\n\f\r ]*(?:%|$)/;
const STREAM = /^[\0\t\n\f\r ]*stream/;

/** From inside a dictionary to its end, and whether a stream follows; null when there is no end. */
function readToEnd(text: string): { length: number; isStream: boolean } | null {
  let dictionaries = 1;
  let strings = 0;
  let at = 0;
  while (at < text.length) {
    const piece = (strings > 0 ? OF_STRING : OF_DICTIONARY).exec(text.slice(at))?.[0] ?? '';
    at += piece.length;
    if (piece === '(') strings += 1;
    else if (piece === ')') strings = Math.max(0, strings - 1);
    else if (strings > 0) continue;
    else if (dictionaries === 0 && !BLANK.test(piece)) return { length: at, isStream: STREAM.test(piece) };
    else if (piece === '<<') dictionaries += 1;
    else if (piece === '>>') dictionaries -= 1;
  }
  return null;
}

/** An object stream by one of the names in its header; null when that is not written plainly. */
function readHeader(text: string, at: number): { start: number; isCompressed: boolean } | null {
  const from = Math.max(0, at - HEADER_LENGTH);
  const before = text.slice(from, at);
  const object = before.lastIndexOf('obj');
  const line = from + Math.max(before.lastIndexOf('\n', object), before.lastIndexOf('\r', object)) + 1;
  const [header = '', entries = ''] = HEADER.exec(text.slice(line)) ?? [];
  const names: readonly string[] = entries.match(/\/\w*/g) ?? [];
  const start = line + header.length;
  const isPlain =
    start > at &&
    names.every((name) => HEADER_NAMES.has(name)) &&
    names.length === new Set(names).size &&
    names.includes('/ObjStm') &&
    names.includes('/Filter') === names.includes('/FlateDecode');
  return isPlain ? { start, isCompressed: names.includes('/Filter') } : null;
}

/** Null for what is damaged, of which readers take what there is, and for what unfolds to more. */
function unfold(bytes: Buffer, most: number): string | null {
  try {
    return inflateSync(bytes, { maxOutputLength: most }).toString('latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
