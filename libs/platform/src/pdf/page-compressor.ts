import { constants, createDeflate } from 'node:zlib';

/** Compresses one after the other, in zlib's own thread, with one state for all. */
export function createCompressor(): (bytes: Buffer) => Promise<Buffer> {
  // With this flush each write is compressed to its end; after a reset the next one begins anew.
  const deflate = createDeflate({ flush: constants.Z_FINISH });
  let chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  let previous: Promise<unknown> = Promise.resolve();

  const compress = (bytes: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      deflate.write(bytes, (error) => {
        if (error) {
          reject(error);
          return;
        }
        resolve(Buffer.concat(chunks));
        chunks = [];
        deflate.reset();
      });
    });
  return (bytes) => {
    const compressed = previous.then(() => compress(bytes));
    previous = compressed;
    return compressed;
  };
}
