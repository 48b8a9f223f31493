import { readOrderBoard, type OrderBoard } from '@antrean/pos';
import type { Database } from '@antrean/platform/database';
import type { Logger } from '@antrean/platform/observability';
import { createBudget } from './budget.ts';
import { heardOutlet } from './join-rooms.ts';
import type { AppNamespace, AppSocket } from './socket.ts';

/** What a screen asks when it is opened, instead of the whole log of three days. */
const REQUEST = 'orders.today';
const RATE = { burst: 30, perSecond: 0.5 };

type Answer = OrderBoard | { error: 'too_many_requests' | 'unavailable' };

/**
 * Answers `orders.today` on the order feed with the orders of the last business day that the socket may hear of, read
 * once for all who ask at the same time.
 */
export function serveOrderBoard(
  namespace: AppNamespace,
  { database, log }: { database: Database; log: Logger },
): void {
  const mayAsk = createBudget(RATE);
  const readings = new Map<number | 'all', Promise<OrderBoard>>();
  const read = (outlet: number | 'all'): Promise<OrderBoard> => {
    const running = readings.get(outlet);
    if (running) return running;
    const reading = readOrderBoard(database.fork(), outlet).finally(() => readings.delete(outlet));
    readings.set(outlet, reading);
    return reading;
  };
  const answerTo = async ({ data }: AppSocket): Promise<Answer> => {
    const outlet = heardOutlet(data.rooms);
    if (outlet === null) return { date: null, orders: [], total: 0 };
    if (!mayAsk(data.client)) return { error: 'too_many_requests' };
    return read(outlet);
  };

  namespace.on('connection', (socket) => {
    socket.on(REQUEST, (reply?: (answer: Answer) => void) => {
      // Types do not bind clients.
      if (typeof reply !== 'function') return;
      answerTo(socket).then(
        (answer) => reply(answer),
        (error: unknown) => {
          log.warn({ err: error }, 'the orders of the day could not be read for a screen');
          reply({ error: 'unavailable' });
        },
      );
    });
  });
}
