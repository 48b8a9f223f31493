import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { TEXT, type FileKind, type FileType } from '../files/index.ts';
import { HEAD_BYTES, typeBySignature } from './type-by-signature.ts';
import { isMarkup, MARKUP_LENGTH } from './markup.ts';

/**
 * Passes a file's bytes on and finds out by them what it is. What is refused fails the stream at the first byte that
 * shows it: problem `…_too_large`, `…_type_refused`, `…_incomplete` (when there are none).
 *
 * @returns the bytes, and the type, which is known when they have ended
 */
export function inspectBytes(
  source: AsyncIterable<unknown>,
  kind: Pick<FileKind, 'maxBytes' | 'types' | 'refuse'>,
): { bytes: Readable; type: () => FileType } {
  let type: FileType | undefined;
  const bytes = async function* (): AsyncGenerator<Buffer> {
    let size = 0;
    let head = Buffer.alloc(0);
    const readAs = textReader();
    let signed: string | undefined;
    const assertText = (chunk: Buffer | null): void => {
      const found = readAs(chunk);
      if (found === TEXT.contentType && kind.types.includes(TEXT)) return;
      throw kind.refuse('type_refused', { parameters: { found: signed ?? found } });
    };
    const pass = async (chunk: Buffer): Promise<Buffer> => {
      if (!type) {
        const told = await typeBySignature(chunk, kind.types);
        type = told.type ?? TEXT;
        signed = told.found;
      }
      if (type === TEXT) assertText(chunk);
      return chunk;
    };
    for await (const chunk of source) {
      if (!Buffer.isBuffer(chunk)) throw new Error('a file is read as bytes, not as text');
      size += chunk.length;
      if (size > kind.maxBytes) throw kind.refuse('too_large', { parameters: { limit: kind.maxBytes } });
      if (type) {
        yield await pass(chunk);
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length >= HEAD_BYTES) yield await pass(head);
    }
    if (size === 0) throw kind.refuse('incomplete');
    if (!type) yield await pass(head);
    if (type === TEXT) assertText(null);
  };
  return {
    bytes: Readable.from(bytes()),
    type: () => {
      if (!type) throw new Error('the type of a file is known when all of it has been read');
      return type;
    },
  };
}

/** What has no signature, for the words that refuse it. */
const BYTES = 'application/octet-stream';
const MARKUP = 'text/html';

/**
 * Reads text piece by piece and tells what it is so far. Markup is no text: a browser that opens a saved HTML or
 * SVG file runs its scripts. Text that begins with `<` and is no markup is text.
 */
function textReader(): (chunk: Buffer | null) => string {
  const decoder = new TextDecoder();
  /** What the file begins with behind blanks; null when that is decided. */
  let beginning: string | null = '';
  return (chunk) => {
    const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    // What is no UTF-8 is decoded to U+FFFD.
    if (/[^\P{Cc}\t\n\f\r]|\ufffd/u.test(text)) return BYTES;
    if (beginning === null) return TEXT.contentType;
    beginning = (beginning + text).trimStart().slice(0, MARKUP_LENGTH);
    // Not before all of it is there: `<b` may go on as `<budi@example.com>`.
    if (chunk !== null && beginning.length < MARKUP_LENGTH) return TEXT.contentType;
    const decided = beginning;
    beginning = null;
    return isMarkup(decided) ? MARKUP : TEXT.contentType;
  };
}
