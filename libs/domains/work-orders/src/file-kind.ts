import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { isMarkup, MARKUP_LENGTH } from './markup.ts';
import { workOrderProblem } from './work-order.problem.ts';

/** A kind of file that may be attached, and the endings that its name may have; the first is the usual one. */
export interface FileKind {
  readonly contentType: string;
  readonly endings: readonly [string, ...string[]];
}

const TEXT: FileKind = { contentType: 'text/plain; charset=utf-8', endings: ['txt', 'csv', 'md', 'log'] };

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer): boolean =>
    head.subarray(0, bytes.length).equals(Buffer.from(bytes));

const BINARY: readonly (FileKind & { fits: (head: Buffer) => boolean })[] = [
  {
    contentType: 'application/pdf',
    endings: ['pdf'],
    fits: (head) => head.subarray(0, 5).toString('latin1') === '%PDF-',
  },
  {
    contentType: 'image/png',
    endings: ['png'],
    fits: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  { contentType: 'image/jpeg', endings: ['jpg', 'jpeg'], fits: startsWith(0xff, 0xd8, 0xff) },
  {
    contentType: 'image/webp',
    endings: ['webp'],
    fits: (head) => /^RIFF....WEBP$/s.test(head.subarray(0, 12).toString('latin1')),
  },
];
/** What a download of an attachment may be. */
export const ATTACHMENT_TYPES: readonly string[] = [TEXT, ...BINARY].map(({ contentType }) => contentType);
/** As many bytes as the longest signature has. */
const HEAD = 12;

/**
 * Passes a file's bytes on and finds out by them what it is. What is refused fails the stream at the first byte that
 * shows it: `attachment_too_large`, `attachment_type_refused`, `attachment_incomplete` (when there are none).
 *
 * @param limit most bytes
 * @returns the bytes, and the kind, which is known when they have ended
 */
export function inspectFile(
  source: AsyncIterable<unknown>,
  limit: number,
): { bytes: Readable; kind: () => FileKind } {
  let kind: FileKind | undefined;
  const bytes = async function* (): AsyncGenerator<Buffer> {
    let size = 0;
    let head = Buffer.alloc(0);
    const readText = textReader();
    const pass = (chunk: Buffer): Buffer => {
      kind ??= BINARY.find(({ fits }) => fits(chunk)) ?? TEXT;
      if (kind === TEXT) readText(chunk);
      return chunk;
    };
    for await (const chunk of source) {
      if (!Buffer.isBuffer(chunk)) throw new Error('a file is read as bytes, not as text');
      size += chunk.length;
      if (size > limit) throw workOrderProblem('attachment_too_large', { parameters: { limit } });
      if (kind) {
        yield pass(chunk);
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length >= HEAD) yield pass(head);
    }
    if (size === 0) throw workOrderProblem('attachment_incomplete');
    if (!kind) yield pass(head);
    if (kind === TEXT) readText(null);
  };
  return {
    bytes: Readable.from(bytes()),
    kind: () => {
      if (!kind) throw new Error('the kind of a file is known when all of it has been read');
      return kind;
    },
  };
}

/**
 * Reads text piece by piece and refuses what is none. Markup is refused too: a browser that opens a saved HTML or SVG
 * file runs its scripts. Text that begins with `<` and is no markup is text.
 */
function textReader(): (chunk: Buffer | null) => void {
  const decoder = new TextDecoder();
  /** What the file begins with behind blanks; null when that is decided. */
  let beginning: string | null = '';
  return (chunk) => {
    const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    // What is no UTF-8 is decoded to U+FFFD.
    let isRefused = /[^\P{Cc}\t\n\f\r]|\ufffd/u.test(text);
    if (beginning !== null) {
      beginning = (beginning + text).trimStart().slice(0, MARKUP_LENGTH);
      // Not before all of it is there: `<b` may go on as `<budi@example.com>`.
      if (chunk === null || beginning.length === MARKUP_LENGTH) {
        isRefused ||= isMarkup(beginning);
        beginning = null;
      }
    }
    if (isRefused) throw workOrderProblem('attachment_type_refused');
  };
}

/** The name to save a file under: the given one without folders and odd characters, with an ending of its kind. */
export function fileNameFor(given: string, { endings }: FileKind): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\p{C}<>:"|?*]/gu, '_').replace(/^[.\s]+/, '');
  const [, stem = name, ending = ''] = /^(.+)[.]([^.]*)$/.exec(name) ?? [];
  const fitting = endings.find((each) => each === ending.toLowerCase()) ?? endings[0];
  return `${[...stem].slice(0, 100).join('').trim() || 'attachment'}.${fitting}`;
}
