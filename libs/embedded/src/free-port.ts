import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { textOf } from './text-file.ts';

const LOOPBACK = '127.0.0.1';

/**
 * Ports that no operating system lends to outgoing connections (Linux begins at 32768, others at 49152): one that is
 * free here stays free until somebody asks for it by its number.
 */
const FIRST = 10_000;
const COUNT = 22_000;

/**
 * Different ports that nobody listens on, on any address.
 *
 * @param part of the ports, when several programs look for some at the same time: one part of `parts` is this caller's
 * @throws when all of them are taken
 */
export async function freePorts(count: number, { part = 0, parts = 1 } = {}): Promise<number[]> {
  const size = Math.floor(COUNT / parts);
  const first = FIRST + (part % parts) * size;
  const found: number[] = [];
  const start = randomInt(size);
  for (let step = 0; step < size && found.length < count; step += 1) {
    const port = first + ((start + step) % size);
    if ((await portProblem(port)) === undefined) found.push(port);
  }
  if (found.length < count) throw new Error(`No ${count} free ports from ${first} to ${first + size - 1}`);
  return found;
}

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
 * so that connection strings stay valid, else a new one.
 *
 * @param memory file that remembers the port.
 */
export async function rememberedPort(memory: string): Promise<number> {
  const remembered = Number((await textOf(memory)) ?? 0);
  if (Number.isInteger(remembered) && remembered > 0 && remembered < 65_536) {
    if ((await tryListening(remembered, LOOPBACK)) === remembered) return remembered;
  }
  const [port = 0] = await freePorts(1);
  await writeFile(memory, String(port));
  return port;
}

/** @throws when another program listens on this port of 127.0.0.1. */
export async function requireFree(port: number): Promise<void> {
  const result = await tryListening(port, LOOPBACK);
  if (result === 'EADDRINUSE') throw new Error(`Port ${port} on ${LOOPBACK} is in use by another program.`);
  if (result !== port) throw new Error(`Port ${port} on ${LOOPBACK} cannot be opened: ${result}`);
}
