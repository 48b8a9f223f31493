import { download, type ByteRange, type Reply } from '../http/reply.ts';
import type { FileStorage } from './file-storage.ts';

/** What a row tells of its file. */
export interface FileDescription {
  key: string;
  /** The name to save it under. */
  name: string;
  contentType: string;
  /** Lower-case hexadecimal: its `ETag`. */
  sha256: string;
}

/**
 * A stored file as an answer: to be saved, never shown in the page; with ranges and conditions (RFC 9110).
 *
 * @param options.resumable whether a download that broke off can go on; not where each request makes a file of its own
 * @returns null when there is no such file
 */
export async function downloadFile(
  storage: FileStorage,
  { key, name, contentType, sha256 }: FileDescription,
  { resumable = true }: { resumable?: boolean } = {},
): Promise<Reply<never> | null> {
  const file = await storage.stat(key);
  if (!file) return null;
  const { size, modifiedAt } = file;
  const open = async (range?: ByteRange) => (await storage.open(key, range))?.stream ?? null;
  return download({ file: { size, modifiedAt, sha256, resumable, open } }, { contentType, filename: name });
}
