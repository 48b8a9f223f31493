import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

const POLL_MS = 20;
const ANSWER_MS = 1000;

/**
 * Resolves when the server that was just started answers commands; one that is still loading its data does not.
 *
 * @throws with the server's own words when it ends instead.
 */
export async function waitUntilAnswering(
  port: number,
  server: Child,
  name: string,
  folder: string,
): Promise<void> {
  while (!(await answersPing(port))) {
    if (server.hasExited()) {
      const how = await server.exited;
      throw new Error(
        `${name} did not start on port ${port} (${how}). It said:\n${server.tail()}\n` +
          `If its data is the reason: ${folder} may be deleted, everything that matters is in PostgreSQL.`,
      );
    }
    await sleep(POLL_MS);
  }
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: ANSWER_MS });
    const finish = (answer: boolean) => (socket.destroy(), resolve(answer));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => finish(data.toString().startsWith('+PONG')));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
  });
}
