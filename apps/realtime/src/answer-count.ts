import type { Logger } from '@antrean/platform/observability';
import { ANSWER_KEPT_S, type CountQuestion } from '@antrean/platform/realtime';
import type { Redis } from '@antrean/platform/redis';
import { socketsIn } from './deliver.ts';
import type { AppNamespace } from './socket.ts';

/** Tells the api how many sockets of this instance are in any of the rooms, in all its namespaces. */
export const createCountAnswer =
  (namespaces: readonly AppNamespace[], redis: Redis, log: Logger) =>
  ({ rooms, answerTo }: CountQuestion): void => {
    const count = namespaces.reduce((sum, namespace) => sum + socketsIn(namespace, rooms).length, 0);
    redis
      .multi()
      .rpush(answerTo, count)
      .expire(answerTo, ANSWER_KEPT_S)
      .exec()
      .catch((error: unknown) => log.debug({ err: error }, 'Redis did not take the number of sockets'));
  };
