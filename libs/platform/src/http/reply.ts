import type { Readable } from 'node:stream';

/** The first and the last byte, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A stored file: sent with ranges and conditions (RFC 9110). */
export interface StoredReply {
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: Date;
  /** All of its bytes, or those from the first to the last one of a part; null when it is gone. */
  readonly open: (part?: ByteRange) => Promise<Readable | null>;
  /** SHA-256 in hex: its `ETag`. */
  readonly sha256: string;
  /** Whether a download that broke off can go on; not where each request makes a file of its own. */
  readonly resumable: boolean;
}

/** What a route answers. A `stream` is sent as it flows and destroyed when the client goes away. */
export interface Reply<B> {
  status?: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: B;
  /** Of the resource in `body`, where the body does not show it. */
  version?: number;
  stream?: Readable;
  file?: StoredReply;
  /** To be saved under this name, and never shown in the page. */
  saveAs?: string;
}

export const ok = <B>(body: B, headers?: Reply<B>['headers']): Reply<B> => ({
  status: 200,
  body,
  ...(headers ? { headers } : {}),
});

export const created = <B>(body: B, location?: string): Reply<B> => ({
  status: 201,
  body,
  ...(location ? { headers: { Location: location } } : {}),
});

/** Taken on; `location` is where to ask how far it is. `preferred` when the client asked for it (`Prefer: respond-async`). */
export const accepted = <B>(body: B, location: string, { preferred = false } = {}): Reply<B> => ({
  status: 202,
  body,
  headers: { Location: location, ...(preferred ? { 'Preference-Applied': 'respond-async' } : {}) },
});

export const noContent = (headers?: Reply<never>['headers']): Reply<never> => ({
  status: 204,
  ...(headers ? { headers } : {}),
});

/** A file to save, which comes from a stream or is stored. */
export function download(
  source: { stream: Readable } | { file: StoredReply },
  {
    contentType,
    filename,
    headers,
  }: { contentType: string; filename: string; headers?: Record<string, string> },
): Reply<never> {
  return { ...source, saveAs: filename, headers: { 'Content-Type': contentType, ...headers } };
}

/** For the documentation of a route that answers with a {@link StoredReply}: what conditions and ranges lead to. */
export const fileAnswers = {
  alsoAnswers: {
    206: { summary: 'The part of the file that was asked for, with which a download that broke off goes on' },
    304: { summary: 'The file is what the client has already' },
  },
  heeds: {
    Range: 'The part that is wanted, such as `bytes=1000-`; several parts get the whole file',
    'If-Range': 'The `ETag` of the part that the client has',
    'If-None-Match': 'The `ETag` of the file that the client has',
    'If-Match': 'The `ETag` of the file that is wanted',
  },
};
