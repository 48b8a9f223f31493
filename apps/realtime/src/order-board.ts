import { ordersToday, readOrderBoard, type OrderBoard } from '@antrean/pos';
import type { Database } from '@antrean/platform/database';
import type { Logger } from '@antrean/platform/observability';
import type { z } from 'zod';
import { createBudget } from './budget.ts';
import { heardOutlet } from './join-rooms.ts';
import type { AppNamespace, AppSocket } from './socket.ts';
import { createTurns } from './turn.ts';

const RATE = { burst: 30, perSecond: 0.5 };

type Answer = z.infer<typeof ordersToday.reply>;

/**
 * Answers `orders.today` on the order feed with the orders of the last business day that the socket may hear of, read
 * once for all who ask at the same time.
 */
export function serveOrderBoard(
  namespace: AppNamespace,
  { database, log }: { database: Database; log: Logger },
): void {
  const mayAsk = createBudget(RATE);
  const turn = createTurns();
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
    const board = await read(outlet);
    // To write a thousand orders takes milliseconds for each screen.
    await turn();
    return board;
  };

  namespace.on('connection', (socket) => {
    socket.on(ordersToday.name, (reply?: (answer: Answer) => void) => {
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
