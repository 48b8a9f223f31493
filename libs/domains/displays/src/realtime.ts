import type { RealtimeDependencies } from '@antrean/platform/domain';
import { answerRequest, type Realtime } from '@antrean/platform/realtime';
import { ordersToday, readOrderBoard, type OrderBoard } from './order-board.ts';
import { heardOutlet, orderFeed } from './order-feed.ts';

/** The order feed, and what screens ask on it. */
export function displayRealtime({ database, config }: RealtimeDependencies): Partial<Realtime> {
  /** Readings under way: who asks at the same time gets the same. */
  const readings = new Map<number | 'all', Promise<OrderBoard>>();
  const read = (outlet: number | 'all'): Promise<OrderBoard> => {
    const running = readings.get(outlet);
    if (running) return running;
    const reading = readOrderBoard(database.fork(), outlet).finally(() => readings.delete(outlet));
    readings.set(outlet, reading);
    return reading;
  };
  return {
    feeds: [orderFeed(config.publicOrderFeed)],
    answers: [
      answerRequest(ordersToday, async ({ rooms }) => {
        const outlet = heardOutlet(rooms);
        return outlet === null ? { date: null, orders: [], total: 0 } : read(outlet);
      }),
    ],
    rooms: ['outlet'],
  };
}
