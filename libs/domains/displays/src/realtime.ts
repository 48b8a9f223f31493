import type { RealtimeDependencies } from '@antrean/platform/domain';
import { answerRequest, type Realtime } from '@antrean/platform/realtime';
import { ordersToday, readOrderBoard, type OrderBoard } from './order-board.ts';
import { heardOutlets, orderFeed } from './order-feed.ts';

/** The order feed, and what screens ask on it. */
export function displayRealtime({ database, config }: RealtimeDependencies): Partial<Realtime> {
  /** Readings under way: who asks at the same time gets the same. */
  const readings = new Map<string, Promise<OrderBoard>>();
  const read = (outlets: readonly number[] | 'all'): Promise<OrderBoard> => {
    const name = String(outlets);
    const running = readings.get(name);
    if (running) return running;
    const reading = readOrderBoard(database.fork(), outlets).finally(() => readings.delete(name));
    readings.set(name, reading);
    return reading;
  };
  return {
    feeds: [orderFeed(config.publicOrderFeed)],
    answers: [
      answerRequest(ordersToday, async ({ rooms }) => {
        const outlets = heardOutlets(rooms);
        return outlets.length === 0 ? { date: null, orders: [], total: 0 } : read(outlets);
      }),
    ],
    rooms: ['outlet'],
  };
}
