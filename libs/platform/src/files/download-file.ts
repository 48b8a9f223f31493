import { download, type Reply } from '../http/reply.ts';
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
  return file && download({ file: { ...file, sha256, resumable } }, { contentType, filename: name });
}
