import { expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { createLanes, createTurns } from './index.ts';

it('one piece of work begins per turn of the event loop, in the order of asking', async () => {
  const turn = createTurns();
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const begun: { n: number; at: number }[] = [];
  await Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      await turn();
      begun.push({ n, at: turns });
    }),
  );
  counting = false;
  expect(begun.map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  // Whatever else the process had to do came in between.
  expect(new Set(begun.map(({ at }) => at)).size).toBe(100);
});

it('so many pieces run at a time, and the next begins when one has ended or failed', async () => {
  const lane = createLanes(2);
  let running = 0;
  let most = 0;
  const work = async (fails: boolean): Promise<void> => {
    most = Math.max(most, (running += 1));
    await pause(1);
    running -= 1;
    if (fails) throw new Error('refused');
  };
  const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => lane(() => work(n % 3 === 0))));
  expect(most).toBe(2);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(7);
  await lane(() => work(false));
  expect(running).toBe(0);
});
