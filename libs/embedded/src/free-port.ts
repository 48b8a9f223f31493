import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { textOf } from './text-file.ts';

const LOOPBACK = '127.0.0.1';

/** The address a server got when it asked for `port`, or the error's code (`EADDRINUSE`, `EACCES`). */
function tryListening(port: number, host: string): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

/**
 * Why a port cannot be listened on, on any of the addresses that `localhost` may mean; undefined when it can.
 */
export async function portProblem(port: number): Promise<'taken' | 'not allowed' | undefined> {
  // One after the other: the wildcard and the loopback address would be in each other's way. All three, because
  // macOS grants the wildcard although a program already listens on the loopback address.
  for (const host of ['::', '0.0.0.0', LOOPBACK, '::1']) {
    const result = await tryListening(port, host);
    if (result === 'EADDRINUSE') return 'taken';
    if (result === 'EACCES') return 'not allowed';
  }
  return undefined;
}

/**
 * A port on 127.0.0.1 for a server that keeps its data in a folder: the one it had last time when that is free,
 * so that connection strings stay valid, else a new one from the operating system.
 *
 * @param memory file that remembers the port.
 */
export async function rememberedPort(memory: string): Promise<number> {
  const remembered = Number((await textOf(memory)) ?? 0);
  if (Number.isInteger(remembered) && remembered > 0 && remembered < 65_536) {
    if ((await tryListening(remembered, LOOPBACK)) === remembered) return remembered;
  }
  const port = await tryListening(0, LOOPBACK);
  if (typeof port === 'string') throw new Error(`No free port on ${LOOPBACK}: ${port}`);
  await writeFile(memory, String(port));
  return port;
}

/** @throws when another program listens on this port of 127.0.0.1. */
export async function requireFree(port: number): Promise<void> {
  const result = await tryListening(port, LOOPBACK);
  if (result === 'EADDRINUSE') throw new Error(`Port ${port} on ${LOOPBACK} is in use by another program.`);
  if (result !== port) throw new Error(`Port ${port} on ${LOOPBACK} cannot be opened: ${result}`);
}
