import { hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { problem } from '../problem/index.ts';
import type { ByteRange, Reply, StoredReply } from './reply.ts';
import { entityTag, matchesTag } from './version.ts';

/**
 * Sends a reply; JSON gets an `ETag` that changes whenever it does (ADR 0017). A client that takes nothing of it for
 * `unreadMs` is given up.
 * @throws problem 412, 416
 */
export async function sendReply(
  response: Response,
  reply: Reply<unknown>,
  { status, unreadMs }: { status: number; unreadMs: number },
): Promise<void> {
  response.status(status);
  endUnread(response, unreadMs);
  // Before the other headers, among which is the type: this one guesses it from the name.
  if (reply.saveAs !== undefined) {
    response.attachment(reply.saveAs);
    // A browser that opens it all the same runs nothing of it.
    response.set('Content-Security-Policy', [response.get('Content-Security-Policy'), 'sandbox'].join(';'));
  }
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.set(name, typeof value === 'string' ? value : [...value]);
  }
  if (reply.file) await sendFile(response, reply.file);
  else if (reply.stream) await sendStream(response, reply.stream);
  else if (reply.body === undefined) response.end();
  else sendJson(response, reply.body, reply.version ?? versionOf(reply.body));
}

/** What is silent may also be the source: then it goes on. */
function endUnread(response: Response, unreadMs: number): void {
  response.setTimeout(unreadMs, () => {
    if (response.writableLength > 0) response.destroy();
    else response.setTimeout(unreadMs);
  });
}

const isRead = ({ req: { method } }: Response): boolean => method === 'GET' || method === 'HEAD';

function sendJson(response: Response, body: unknown, version: number | undefined): void {
  const text = JSON.stringify(body);
  const etag = entityTag(hash('sha256', text, 'base64url').slice(0, 27), version);
  const ifMatch = response.req.get('if-match');
  if (ifMatch !== undefined && isRead(response) && !matchesTag(ifMatch, etag, version)) {
    throw problem('precondition_failed');
  }
  // Express answers 304 when If-None-Match names the tag.
  response.set('ETag', etag).type('json').send(text);
}

/** What answers pass through listens for their end, and a pipeline does so several times: no leak is to be told of. */
const LISTENERS = 20;

async function sendStream(response: Response, stream: NonNullable<Reply<unknown>['stream']>): Promise<void> {
  if (response.req.method === 'HEAD') {
    stream.destroy();
    response.end();
    return;
  }
  response.setMaxListeners(LISTENERS);
  try {
    await pipeline(stream, response);
  } catch (error) {
    // The client went away: the pipeline has destroyed the source, and there is nobody left to answer.
    if (response.destroyed || response.closed) return;
    throw error;
  }
}

async function sendFile(response: Response, file: StoredReply): Promise<void> {
  const { req: request } = response;
  const etag = `"${file.sha256}"`;
  const ifMatch = request.get('if-match');
  if (
    ifMatch === undefined ? isOlder(request.get('if-unmodified-since'), file) : !matchesTag(ifMatch, etag)
  ) {
    throw refused(response, problem('precondition_failed'));
  }
  response.set('ETag', etag);
  response.set('Last-Modified', file.modifiedAt.toUTCString());
  response.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  if (file.resumable) response.set('Accept-Ranges', 'bytes');
  // Before the range: who has the file already needs no part of it (RFC 9110 13.2.2).
  if (request.fresh) {
    for (const name of ['Content-Type', 'Content-Disposition']) response.removeHeader(name);
    response.status(304).end();
    return;
  }
  const range =
    request.method === 'GET' && isOf(request.get('if-range'), etag, file) ? rangeOf(request, file) : null;
  if (range === 'unsatisfiable') {
    const headers = { 'Content-Range': `bytes */${file.size}` };
    throw refused(response, problem('range_not_satisfiable', { parameters: { size: file.size }, headers }));
  }
  if (range) {
    response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
  }
  response.set('Content-Length', String(range ? range.end - range.start + 1 : file.size));
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await sendStream(response, await opened(response, file, range ?? undefined));
}

async function opened(response: Response, file: StoredReply, range?: ByteRange): Promise<Readable> {
  try {
    const stream = await file.open(range);
    if (stream) return stream;
  } catch (error) {
    throw refused(response, error);
  }
  throw refused(response, problem('not_found'));
}

/** What was said of the file is not said of its refusal. */
function refused<T>(response: Response, refusal: T): T {
  for (const name of OF_THE_FILE) response.removeHeader(name);
  return refusal;
}
const OF_THE_FILE = [
  ...['ETag', 'Repr-Digest', 'Last-Modified', 'Accept-Ranges'],
  ...['Content-Disposition', 'Content-Length', 'Content-Range'],
];

/** Whether a file was modified after the date of a header; without a date it was not. */
const isOlder = (date: string | undefined, { modifiedAt }: StoredReply): boolean =>
  Math.trunc(modifiedAt.getTime() / 1_000) * 1_000 > Date.parse(date ?? '');

/** Whether the part that a client has is one of this file, by `If-Range`: a strong tag or a date. */
function isOf(ifRange: string | undefined, etag: string, file: StoredReply): boolean {
  if (ifRange === undefined) return true;
  return ifRange.includes('"') ? ifRange.trim() === etag : Date.parse(ifRange) > 0 && !isOlder(ifRange, file);
}

/**
 * The one range that was asked for. Several get the whole file, as a server may (RFC 9110 14.2); so does what is no
 * range, and a suffix that is longer than the file (14.1.2).
 */
function rangeOf(request: Request, { size, resumable }: StoredReply): ByteRange | 'unsatisfiable' | null {
  const header = request.get('range') ?? '';
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  const isServed =
    first === '' ? last !== '' && Number(last) <= size : last === '' || Number(first) <= Number(last);
  if (!resumable || !isServed) return null;
  const ranges = request.range(size);
  if (ranges === -1) return 'unsatisfiable';
  return typeof ranges === 'object' ? (ranges[0] ?? null) : null;
}

function versionOf(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('version' in body)) return undefined;
  return typeof body.version === 'number' ? body.version : undefined;
}
