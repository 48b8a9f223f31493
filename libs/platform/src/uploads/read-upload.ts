import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { FORM_PART, type FileKind } from '../files/file-kind.ts';

/** Bytes that a form may have around its file: of longer headers the parser would drop what is too much, and go on. */
const ENVELOPE_BYTES = 8_192;

const isForm = (contentType: string): boolean => /^\s*multipart\/form-data\s*(?:;|$)/i.test(contentType);
/** What would be taken for a text file, and is a mistake. */
const IS_NO_FILE = /^\s*(?:multipart\/|application\/(?:x-www-form-urlencoded|(?:[\w.-]+\+)?json))/i;

export interface Upload {
  /** The file's bytes, and nothing else of the body. */
  readonly bytes: AsyncIterable<unknown>;
  /** What the form calls it; known when its bytes flow. */
  readonly name: () => string | undefined;
}

/**
 * Finds the file in a request: the body as it is, or the part `file` of a form. Reads nothing before somebody reads the
 * bytes, and no more than the kind allows. Whoever stops early leaves the connection open, to be answered on.
 *
 * @throws problem `…_incomplete`, `…_too_large`, both from the bytes too
 */
export function readUpload(request: IncomingMessage, kind: FileKind): Upload {
  const type = request.headers['content-type'] ?? '';
  const form = isForm(type);
  if (!form && IS_NO_FILE.test(type)) throw kind.refuse('incomplete');
  const limit = form ? kind.maxBytes + ENVELOPE_BYTES : kind.maxBytes;
  const tooLarge = () => kind.refuse('too_large', { parameters: { limit: kind.maxBytes } });
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();

  let size = 0;
  const body = async function* (): AsyncGenerator<Buffer> {
    try {
      // A refusal must leave the connection open, or the client never reads it.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        if (!Buffer.isBuffer(chunk)) throw new Error('a file is read as bytes, not as text');
        size += chunk.length;
        if (size > limit) throw tooLarge();
        yield chunk;
      }
    } finally {
      // What was refused arrives still, and the next request on the connection stands behind it.
      request.resume();
    }
  };
  let name: string | undefined;
  const tell = (given: string | undefined): void => {
    name = given;
  };
  return {
    bytes: form
      ? readForm(body(), { ...request.headers, 'content-type': type }, kind, { tell, received: () => size })
      : body(),
    name: () => name,
  };
}

/** The bytes of a form's one part. */
async function* readForm(
  body: AsyncIterable<Buffer>,
  headers: BusboyHeaders,
  kind: FileKind,
  { tell, received }: { tell: (name: string | undefined) => void; received: () => number },
): AsyncGenerator<unknown> {
  const form = openForm(headers, kind);
  const part = Promise.withResolvers<{
    field: string;
    filename: string | undefined;
    file: Readable;
  } | null>();
  let file: Readable | undefined;
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    part.resolve(null);
    file?.destroy(failure);
  };
  const failed = (): Error | undefined => failure;
  const refuse = (): void => fail(kind.refuse('incomplete'));
  form.on('file', (field, stream, filename: string | undefined) => {
    file = stream.on('error', refuse);
    part.resolve({ field, filename, file });
  });
  form.on('finish', () => part.resolve(null));
  form.on('error', refuse).on('partsLimit', refuse).on('fieldsLimit', refuse);
  const stop = new AbortController();
  const source = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* body;
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  };
  const read = pipeline(source, form, { signal: stop.signal }).catch(refuse);
  try {
    const found = await part.promise;
    if (found?.field !== FORM_PART) throw kind.refuse('incomplete');
    tell(found.filename);
    let fileSize = 0;
    for await (const chunk of found.file) {
      if (!Buffer.isBuffer(chunk)) throw new Error('a file is read as bytes, not as text');
      fileSize += chunk.length;
      yield chunk;
    }
    // What stands behind the file may still be a mistake.
    await read;
    if (failure || received() - fileSize > ENVELOPE_BYTES) throw kind.refuse('incomplete');
  } catch (error) {
    // What the parser says of it is for programmers.
    const first = failed();
    if (first) throw first;
    throw error;
  } finally {
    stop.abort();
  }
}

function openForm(headers: BusboyHeaders, kind: FileKind): BusboyInstance {
  try {
    return new Busboy({ headers, limits: { parts: 1, fields: 0, headerPairs: 20, headerSize: 8_192 } });
  } catch {
    // There is no boundary in its type.
    throw kind.refuse('incomplete');
  }
}
