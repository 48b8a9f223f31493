import type { Readable } from 'node:stream';

/** What a route answers. A `stream` is sent as it flows and destroyed when the client goes away. */
export interface Reply<B> {
  status?: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: B;
  stream?: Readable;
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

/** A file to save, under a name that every browser understands (RFC 6266). */
export function download(file: {
  stream: Readable;
  contentType: string;
  filename: string;
  status?: number;
  headers?: Readonly<Record<string, string>>;
}): Reply<never> {
  const ascii = file.filename.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  return {
    status: file.status ?? 200,
    stream: file.stream,
    headers: {
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      'Cache-Control': 'private, no-store',
      ...file.headers,
    },
  };
}
