import type { RouteRequest } from '@antrean/platform/http';

/** The request for a file: its method and its headers. */
export type FileRequest = Pick<
  RouteRequest<'signed-in', never, never, never>['raw'],
  'get' | 'method' | 'range'
>;

/** Whether `If-None-Match` names the file that the client would get; weak tags compare like strong ones there. */
export function etagMatches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

/**
 * The part that a request wants, first and last byte included. Undefined for the whole file: without `Range`, with
 * one that cannot be read, with several parts (which a server need not serve), or when `If-Range` names another file.
 */
export function requestedRange(
  request: FileRequest,
  size: number,
  etag: string,
): { start: number; end: number } | 'outside' | undefined {
  const ifRange = request.get('if-range');
  if (ifRange !== undefined && ifRange.trim() !== etag) return undefined;
  const ranges = request.range(size, { combine: true });
  if (ranges === -1) return 'outside';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1)
    return undefined;
  return ranges[0];
}
