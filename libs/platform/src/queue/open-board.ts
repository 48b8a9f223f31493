import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { AppViewRoute } from '@bull-board/api/typings/app';
import { ExpressAdapter } from '@bull-board/express';
import { Queue } from 'bullmq';
import express, { type RequestHandler } from 'express';
import type { Logger, Metrics } from '../observability/index.ts';
import { CONSOLE_PATH } from '../queue-console/index.ts';
import { becomesReady, connectRedis, type Redis } from '../redis/index.ts';
import { QUEUE_PREFIX, queueName } from './queue-name.ts';

export interface OpenBoard {
  readonly page: RequestHandler;
  close(): Promise<void>;
}

/** Somebody looks at a page meanwhile. */
const DEADLINE_MS = 2_000;
/** As many failed jobs as are kept. */
const CLEANED_AT_ONCE = 1_000;

/**
 * bull-board over these queues, with a connection of its own: whoever looks holds up no work. While Redis does not
 * answer, neither does it, and says so with 503.
 */
export function openBoard({
  redisUrl,
  queues,
  metrics,
  log,
}: {
  redisUrl: string;
  queues: readonly string[];
  metrics: Metrics;
  log: Logger;
}): OpenBoard {
  const redis = connectRedis({ url: redisUrl, name: 'queue-console', log, metrics, deadlineMs: DEADLINE_MS });
  const connected = becomesReady(redis, DEADLINE_MS);
  const answers = async (): Promise<boolean> => {
    await connected;
    return redis.ping().then(
      () => true,
      () => false,
    );
  };
  let board: { queues: Queue[]; page: RequestHandler } | undefined;
  return {
    page: async (request, response, next) => {
      if (await answers()) {
        // Not before: BullMQ asks Redis for its version once, and is of no use if that fails.
        board ??= buildBoard(redis, queues, log);
        board.page(request, response, next);
      } else response.status(503).json({ error: 'Redis does not answer.' });
    },
    close: async () => {
      await Promise.all(board?.queues.map((queue) => queue.close()) ?? []);
      redis.disconnect();
    },
  };
}

function buildBoard(
  redis: Redis,
  names: readonly string[],
  log: Logger,
): { queues: Queue[]; page: RequestHandler } {
  const queues = names.map(
    (name) =>
      new Queue(queueName(name), { connection: redis, prefix: QUEUE_PREFIX, skipWaitingForReady: true }),
  );
  for (const queue of queues) queue.on('error', (error) => log.debug({ err: error }, 'queue console'));
  const board = new LocalBoard();
  board.setBasePath(CONSOLE_PATH);
  createBullBoard({
    queues: queues.map((queue, at) => {
      const shown = new BullMQAdapter(queue);
      // Without the hash tag.
      shown.getName = () => names[at] ?? queue.name;
      // The library leaves what is younger than five seconds, and who has just tried it again would see it still.
      shown.clean = async (status) => void (await queue.clean(0, CLEANED_AT_ONCE, status));
      return shown;
    }),
    serverAdapter: board,
    options: {
      uiConfig: {
        boardTitle: 'Antrean',
        boardLogo: { path: 'static/images/logo.svg' },
        hideDocsLink: true,
        locale: { lng: 'en-GB' },
      },
    },
  });
  return { queues, page: express().disable('x-powered-by').use(CONSOLE_PATH, board.page) };
}

/** bull-board's page without what it would load from other origins, or run inline. */
class LocalBoard extends ExpressAdapter {
  get page(): RequestHandler {
    return this.app;
  }

  override setEntryRoute({ route, handler }: AppViewRoute): this {
    this.app.get(route, (_request, response, next) => {
      const { name, params } = handler({ basePath: this.basePath, uiConfig: this.uiConfig });
      this.app.render(name, params, (error: Error | null, html?: string) => {
        if (error) next(error);
        else response.type('html').send(ownPartsOf(html ?? ''));
      });
    });
    return this;
  }
}

const ownPartsOf = (html: string): string =>
  html
    .replaceAll(/<link\b[^>]*\bhref="(?:https?:)?\/\/[^>]*>/g, '')
    // What is shown until the scripts run, with styles that the page's policy refuses.
    .replace(/<div id="root">.*?(?=<script defer)/s, '<div id="root"></div>');
