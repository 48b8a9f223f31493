import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  announceFile,
  keepFile,
  removeUnkept,
  type FileDescription,
  type FileKind,
  type FileStorage,
} from '../files/index.ts';
import { Problem } from '../problem/index.ts';
import { storedForm } from '../text/index.ts';
import { transaction, type Context, type TransactionHost, type Tx } from '../transaction/index.ts';
import { fileNameFor } from './file-name.ts';
import { inspectBytes } from './inspect-bytes.ts';
import { inspectImage } from './inspect-image.ts';
import { readUpload } from './read-upload.ts';

/** A file that has arrived and is not kept yet. */
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
  { host, storage }: { host: TransactionHost; storage: FileStorage },
  context: Context,
  { kind, folder, request, name, signal }: UploadRequest,
  steps: { check: (tx: Tx) => Promise<void>; keep: (tx: Tx, file: ReceivedFile) => Promise<T> },
): Promise<T> {
  const upload = readUpload(request, kind);
  const key = `${kind.folder}/${folder}/${randomUUID()}`;
  await transaction(host, context, async (tx) => {
    await steps.check(tx);
    await announceFile(tx, key);
  });
  try {
    const { bytes, type } = inspectBytes(upload.bytes, kind);
    const { size, sha256 } = await storage.write(key, bytes).catch((error: unknown) => {
      // The client went away in the middle: not our failure, and there is nobody left to answer.
      throw signal.aborted ? kind.refuse('incomplete') : error;
    });
    const { contentType } = type();
    if (contentType.startsWith('image/')) await inspectImage(storage, key, kind);
    const file = {
      key,
      name: fileNameFor(name ?? storedForm(upload.name() ?? ''), type()),
      contentType,
      size,
      sha256,
    };
    return await transaction(host, context, async (tx) => {
      await keepFile(tx, key);
      return steps.keep(tx, file);
    });
  } catch (error) {
    // Any other failure may be the database's: then the job does it.
    if (error instanceof Problem) await removeUnkept(host.database, storage, key);
    throw error;
  }
}
