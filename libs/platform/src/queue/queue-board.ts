import type { RequestHandler } from 'express';
import type { Logger, Metrics } from '../observability/index.ts';
import { CONSOLE_HEADER, CONSOLE_PATH, isConsoleRequest } from '../queue-console/index.ts';
import type { OpenBoard } from './open-board.ts';

export interface QueueBoard {
  /** For the operators' port. */
  readonly page: RequestHandler;
  close(): Promise<void>;
}

/**
 * The queue console as a worker serves it at its operators' port, to requests that the api has signed and to nobody
 * else. It is loaded, and connects to Redis, when it is first asked for.
 */
export function createQueueBoard(options: {
  redisUrl: string;
  queues: readonly string[];
  /** What proves that a request comes from the api. */
  secret: string;
  metrics: Metrics;
  log: Logger;
}): QueueBoard {
  const { secret } = options;
  let opening: Promise<OpenBoard> | undefined;
  const open = (): Promise<OpenBoard> =>
    (opening ??= import('./open-board.ts')
      .then(({ openBoard }) => openBoard(options))
      .catch((error: unknown) => {
        opening = undefined;
        throw error;
      }));
  return {
    page: (request, response, next) => {
      if (request.path !== CONSOLE_PATH && !request.path.startsWith(`${CONSOLE_PATH}/`)) {
        next();
        return;
      }
      const { method, originalUrl: url } = request;
      if (!isConsoleRequest({ method, url }, request.headers[CONSOLE_HEADER], secret)) {
        response.status(403).json({ error: 'The queue console is at the api.' });
        return;
      }
      open().then((board) => board.page(request, response, next), next);
    },
    close: async () => (await opening)?.close(),
  };
}
