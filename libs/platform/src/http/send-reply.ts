import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Reply } from './reply.ts';

/** Sends a reply. A resource with a `version` gets it as its ETag, for `If-Match`. */
export async function sendReply(response: Response, reply: Reply<unknown>, status: number): Promise<void> {
  response.status(status);
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.set(name, typeof value === 'string' ? value : [...value]);
  }
  if (reply.stream) {
    await sendStream(response, reply.stream);
    return;
  }
  if (reply.body === undefined) {
    response.end();
    return;
  }
  const version = versionOf(reply.body);
  if (version !== undefined && !response.hasHeader('ETag')) response.set('ETag', `"${version}"`);
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'private, no-cache');
  response.json(reply.body);
}

async function sendStream(response: Response, stream: NonNullable<Reply<unknown>['stream']>): Promise<void> {
  try {
    await pipeline(stream, response);
  } catch (error) {
    // The client went away: the pipeline has destroyed the source, and there is nobody left to answer.
    if (response.destroyed || response.closed) return;
    throw error;
  }
}

function versionOf(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('version' in body)) return undefined;
  return typeof body.version === 'number' ? body.version : undefined;
}
