import { describe, expect, it } from '@jest/globals';
import { createBudget, createOpenCount } from './budget.ts';

describe('a budget', () => {
  it('lets a burst pass, then as many as come back with time, and never more than a burst', () => {
    let now = 0;
    const take = createBudget({ burst: 3, perSecond: 2 }, () => now);
    const passed = (tries: number): number =>
      Array.from({ length: tries }, () => take('a')).filter(Boolean).length;
    expect(passed(10)).toBe(3);
    now = 1_000;
    expect(passed(10)).toBe(2);
    now = 60_000;
    expect(passed(10)).toBe(3);
  });

  it('is one for each key, and takes all that is asked for or nothing', () => {
    const take = createBudget({ burst: 3, perSecond: 0 }, () => 0);
    expect([take('a', 2), take('a', 2), take('a', 1), take('a')]).toEqual([true, false, true, false]);
    expect(take('b', 3)).toBe(true);
  });

  it('forgets nobody who still owes, however many ask', () => {
    const take = createBudget({ burst: 1, perSecond: 0 }, () => 0);
    expect(take('owing')).toBe(true);
    for (let n = 0; n < 25_000; n += 1) take(`other ${n}`, 2);
    expect(take('owing')).toBe(false);
  });
});

describe('what is open', () => {
  it('is counted by key, and a place is free again when one is closed', () => {
    const open = createOpenCount(2);
    expect([open.open('a'), open.open('a'), open.open('a'), open.open('b')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    open.close('a');
    expect([open.open('a'), open.open('a')]).toEqual([true, false]);
  });
});
