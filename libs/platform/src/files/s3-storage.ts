import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, NoSuchKey, NotFound, S3Client } from '@aws-sdk/client-s3';
import { S3Driver } from 'flydrive/drivers/s3';
import type { Config } from '../config/index.ts';
import type { Logger } from '../observability/index.ts';
import { problem } from '../problem/index.ts';
import type { FileStorage } from './file-storage.ts';
import { assertKey } from './storage-key.ts';
import { sweepDrafts, writeThroughDraft } from './write-file.ts';

/**
 * Keeps files in a bucket of a service that speaks S3. A file is written when all of it has come: by one PUT, which the
 * service takes whole or not at all, with the length and the SHA-256 by which it notices what was lost on the way.
 */
export function createS3Storage({
  draftRoot,
  log,
  silenceMs = 60_000,
  ...settings
}: NonNullable<Config['files']> & {
  /** A folder of this machine, for drafts. */
  draftRoot: string;
  log: Logger;
  /** How long the service may take to answer, and then say nothing. */
  silenceMs?: number;
}): FileStorage {
  const { bucket, region, endpoint, accessKeyId, secretAccessKey, forcePathStyle } = settings;
  const temporary = join(resolve(draftRoot), '.tmp');
  const client = new S3Client({
    region,
    forcePathStyle,
    ...(endpoint !== undefined && { endpoint }),
    // Without a key: the identity of the machine, as the client finds it.
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    // Of what we send we give the SHA-256; many services refuse the trailers that it would send else.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // What it has to say stands in the errors that it throws.
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: silenceMs,
      // Else it would only be logged.
      throwOnRequestTimeout: true,
      socketTimeout: silenceMs,
    },
  });
  const driver = new S3Driver({ client, bucket, visibility: 'private', supportsACL: false });

  /** Undefined for a file that is not there. @throws problem `unavailable` (503) for every other failure */
  const ask = async <T>(operation: Promise<T>): Promise<T | undefined> => {
    try {
      return await operation;
    } catch (error) {
      if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
      log.warn({ err: error, bucket, endpoint }, 'the file storage did not do what it was asked');
      throw problem('unavailable', { headers: { 'Retry-After': '5' } });
    }
  };

  return {
    async write(key, source, rework) {
      assertKey(key);
      const written = await writeThroughDraft(
        { temporary, source, ...(rework && { rework }) },
        async ({ path, size, sha256 }) => {
          const options = {
            contentType: 'application/octet-stream',
            contentLength: size,
            ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
          };
          await ask(
            size === 0
              ? driver.put(key, new Uint8Array(), options)
              : driver.putStream(key, createReadStream(path), options),
          );
        },
      );
      return { key, ...written };
    },

    async stat(key) {
      assertKey(key);
      const found = await ask(driver.getMetaData(key));
      return found ? { key, size: found.contentLength, modifiedAt: found.lastModified } : null;
    },

    // Not by the driver, which reads no parts, and asks once more for the size.
    async open(key, range) {
      assertKey(key);
      const part = range && { Range: `bytes=${range.start}-${range.end}` };
      const found = await ask(client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...part })));
      if (found === undefined) return null;
      const { Body: stream, ContentLength = 0, ContentRange, LastModified } = found;
      if (!(stream instanceof Readable) || !LastModified) throw new Error('S3 answered without a body');
      const size = Number(ContentRange?.split('/').at(-1) ?? ContentLength);
      return { key, size, modifiedAt: LastModified, stream };
    },

    async remove(key) {
      assertKey(key);
      await ask(driver.delete(key));
    },

    sweepTemporary: (olderThanMs) => sweepDrafts(temporary, olderThanMs),
  };
}
