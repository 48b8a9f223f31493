import { hash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { problem } from '../problem/index.ts';
import type { Reply, StoredReply } from './reply.ts';
import { entityTag, matchesTag } from './version.ts';

/** Sends a reply; JSON gets an `ETag` that changes whenever it does (ADR 0017). @throws problem 412, 416 */
export async function sendReply(response: Response, reply: Reply<unknown>, status: number): Promise<void> {
  response.status(status);
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

async function sendStream(response: Response, stream: NonNullable<Reply<unknown>['stream']>): Promise<void> {
  if (response.req.method === 'HEAD') {
    stream.destroy();
    response.end();
    return;
  }
  try {
    await pipeline(stream, response);
  } catch (error) {
    // The client went away: the pipeline has destroyed the source, and there is nobody left to answer.
    if (response.destroyed || response.closed) return;
    throw error;
  }
}

async function sendFile(response: Response, file: StoredReply): Promise<void> {
  if (!isServedRange(response.req.get('range') ?? '', file.size)) delete response.req.headers.range;
  response.set('ETag', `"${file.sha256}"`);
  response.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  const failure = await new Promise<Error | undefined>((resolve) => {
    // The data folder's own name may begin with a dot. Storage keys cannot.
    const options = { dotfiles: 'allow', cacheControl: false, acceptRanges: file.resumable } as const;
    response.sendFile(file.path, options, (error?: Error) => resolve(error));
  });
  if (!failure || response.headersSent) return;
  for (const name of ['ETag', 'Repr-Digest', 'Content-Disposition', 'Accept-Ranges', 'Last-Modified']) {
    response.removeHeader(name);
  }
  throw refusal(failure, file);
}

/**
 * One range that can be read. Several get the whole file, as a server may (RFC 9110 14.2); so does what is no range, and
 * a suffix that is longer than the file (14.1.2), both of which `send` would refuse.
 */
function isServedRange(header: string, size: number): boolean {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === '') return last !== '' && Number(last) <= size;
  return last === '' || Number(first) <= Number(last);
}

function refusal(failure: Error, { size }: StoredReply): Error {
  const status = 'status' in failure ? failure.status : undefined;
  if (status === 404) return problem('not_found');
  if (status === 412) return problem('precondition_failed');
  if (status !== 416) return failure;
  const headers = { 'Content-Range': `bytes */${size}` };
  return problem('range_not_satisfiable', { parameters: { size }, headers });
}

function versionOf(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('version' in body)) return undefined;
  return typeof body.version === 'number' ? body.version : undefined;
}
