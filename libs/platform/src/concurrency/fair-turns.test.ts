import { describe, expect, it } from '@jest/globals';
import { createFairTurns, type Turn } from './fair-turns.ts';

/** Work that is done when the test says so, and the order in which it began. */
function bench(options: { width: number; capacity: number; capacityEach?: number }) {
  const inTurn = createFairTurns(options);
  const begun: string[] = [];
  const gates: (() => void)[] = [];
  return {
    begun,
    bring: (name: string, turn: Turn): Promise<string> =>
      inTurn(turn, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => void gates.push(resolve));
        return name;
      }),
    /** Finishes what runs, one after the other, until nothing is left. */
    finish: async () => {
      for (;;) {
        await new Promise(setImmediate);
        const open = gates.shift();
        if (!open) return;
        open();
      }
    },
  };
}
const stranger = (address: string, identifier: string, signal?: AbortSignal): Turn => ({
  of: ['stranger', address, identifier],
  ...(signal ? { signal } : {}),
});

describe('fair turns', () => {
  it('let at most so many run at once, and everybody in the end', async () => {
    const { begun, bring, finish } = bench({ width: 2, capacity: 10 });
    const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => bring(name, stranger('x', 'y'))));
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b']);
    await finish();
    expect(await all).toEqual(['a', 'b', 'c', 'd', 'e']);
    const inTurn = createFairTurns({ width: 1, capacity: 1 });
    await expect(inTurn({ of: [] }, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTurn({ of: [] }, async () => 'still works')).toBe('still works');
  });

  it('go round by lane, by address and by identifier', async () => {
    const { begun, bring, finish } = bench({ width: 1, capacity: 100 });
    const all = [
      bring('runs', stranger('flood', 'x')),
      ...[1, 2, 3].map((n) => bring(`flood ${n}`, stranger('flood', 'x'))),
      bring('same address', stranger('flood', 'y')),
      bring('elsewhere', stranger('home', 'y')),
      bring('logged in', { of: ['logged-in', '7'] }),
    ];
    await finish();
    await Promise.all(all);
    expect(begun).toEqual([
      'runs',
      'flood 1',
      'logged in',
      'elsewhere',
      'same address',
      'flood 2',
      'flood 3',
    ]);
  });

  it('S0-SEC-03 are not spent on those who are gone: an honest login waits for what runs, and no longer', async () => {
    const { begun, bring, finish } = bench({ width: 2, capacity: 100 });
    const gone = new AbortController();
    const abandoned = Array.from({ length: 58 }, (_, n) =>
      bring(`abandoned ${n}`, stranger('one address', 'one login', gone.signal)),
    );
    const outcomes = Promise.allSettled(abandoned);
    gone.abort();
    const honest = bring('honest', stranger('one address', 'one login'));
    await finish();
    expect(await honest).toBe('honest');
    expect(begun).toEqual(['abandoned 0', 'abandoned 1', 'honest']);
    const left = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(left).toEqual(Array.from({ length: 56 }, () => left[0]));
    expect(left[0]).toMatchObject({ reason: { name: 'AbortError' } });
    await expect(bring('late', stranger('a', 'b', gone.signal))).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('turn away the last of those who bring most, with 503 and Retry-After', async () => {
    const { begun, bring, finish } = bench({ width: 1, capacity: 3 });
    const flood = [1, 2, 3, 4].map((n) => bring(`flood ${n}`, stranger('flood', 'x')));
    const outcomes = Promise.allSettled(flood);
    const honest = bring('honest', stranger('home', 'x'));
    await finish();
    await honest;
    expect(begun).toEqual(['flood 1', 'flood 2', 'honest', 'flood 3']);
    expect((await outcomes).at(-1)).toMatchObject({
      reason: { code: 'overloaded', details: { headers: { 'Retry-After': '5' } } },
    });
  });

  it('let so many of one wait and no more, whatever room there is for others', async () => {
    const { begun, bring, finish } = bench({ width: 1, capacity: 50, capacityEach: 2 });
    const [runs, first, second] = [1, 2, 3].map((n) => bring(`one ${n}`, { of: ['1'] }));
    await expect(bring('one 4', { of: ['1'] })).rejects.toMatchObject({
      code: 'overloaded',
      details: { headers: { 'Retry-After': '5' } },
    });
    const other = bring('other', { of: ['2'] });
    await finish();
    await Promise.all([runs, first, second, other]);
    expect(begun).toEqual(['one 1', 'one 2', 'other', 'one 3']);
    const again = bring('one 5', { of: ['1'] });
    await finish();
    expect(await again).toBe('one 5');
  });

  it('are given on by whoever goes at the instant at which his comes', async () => {
    const { begun, bring } = bench({ width: 1, capacity: 50 });
    const inTurn = createFairTurns({ width: 1, capacity: 50 });
    const gone = new AbortController();
    const first = inTurn({ of: ['1'] }, async () => queueMicrotask(() => gone.abort()));
    const second = inTurn({ of: ['1'], signal: gone.signal }, () => bring('gone', { of: [] }));
    await first;
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect(begun).toEqual([]);
    expect(await inTurn({ of: ['2'] }, async () => 'next')).toBe('next');
  });
});
