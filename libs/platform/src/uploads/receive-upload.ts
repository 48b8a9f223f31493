import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import {
  announceFile,
  keepFile,
  PDF,
  removeUnkept,
  requestThumbnail,
  type FileDescription,
  type FileKind,
  type FileStorage,
} from '../files/index.ts';
import { reencodeImage } from '../images/index.ts';
import { Problem } from '../problem/index.ts';
import { storedForm } from '../text/index.ts';
import { transaction, type Context, type UnitOfWork, type Tx } from '../transaction/index.ts';
import { fileNameFor } from './file-name.ts';
import { inspectBytes } from './inspect-bytes.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { readUpload } from './read-upload.ts';

/** A file that has arrived and is not kept yet; of an image, what was made of it. */
export interface ReceivedFile extends FileDescription {
  /** Bytes. */
  size: number;
}

export interface UploadRequest {
  kind: FileKind;
  /** A folder in that of the kind. */
  folder: string;
  request: IncomingMessage;
  /** What the file is called, whatever the form says. */
  name: string | undefined;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
}

/**
 * Stores an uploaded file as its bytes arrive, from the body as it is or from a form, and has it kept. A refusal leaves
 * nothing behind, and so does a process that dies at any instant.
 *
 * @param steps.check refuses an upload before a byte of it is read
 * @param steps.keep writes the row that has the file, in the transaction that keeps it
 * @throws what the steps throw; problem of the kind
 */
export async function receiveUpload<T>(
  { unitOfWork, storage }: { unitOfWork: UnitOfWork; storage: FileStorage },
  context: Context,
  { kind, folder, request, name, signal }: UploadRequest,
  steps: { check: (tx: Tx) => Promise<void>; keep: (tx: Tx, file: ReceivedFile) => Promise<T> },
): Promise<T> {
  const upload = readUpload(request, kind);
  const key = `${kind.folder}/${folder}/${randomUUID()}`;
  await transaction(unitOfWork, context, async (tx) => {
    await steps.check(tx);
    await announceFile(tx, key);
  });
  try {
    const { bytes, type } = inspectBytes(upload.bytes, kind);
    const isImage = (): boolean => type().contentType.startsWith('image/');
    const turn = { of: [`${context.actorId}`], signal };
    const written = storage.write(key, bytes, async (path) => {
      if (type() === PDF) await inspectPdf(path, kind, turn);
      if (!isImage()) return null;
      await reencodeImage(path, kind, turn);
      return createReadStream(path);
    });
    const { size, sha256 } = await written.catch((error: unknown) => {
      // The client went away in the middle: not our failure, and there is nobody left to answer.
      throw signal.aborted ? kind.refuse('incomplete') : error;
    });
    const { contentType } = type();
    const file = {
      key,
      name: fileNameFor(name ?? storedForm(upload.name() ?? ''), type()),
      contentType,
      size,
      sha256,
    };
    return await transaction(unitOfWork, context, async (tx) => {
      await keepFile(tx, key);
      if (kind.thumbnails && isImage()) await requestThumbnail(tx, key);
      return steps.keep(tx, file);
    });
  } catch (error) {
    // Any other failure may be the database's: then the job does it. A storage that is away may have the bytes all the
    // same, or get them yet, so that the job has to look later.
    if (error instanceof Problem && error.code !== 'unavailable') {
      await removeUnkept(unitOfWork.database, storage, key);
    }
    throw error;
  }
}
