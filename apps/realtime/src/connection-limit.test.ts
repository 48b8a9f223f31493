import { describe, expect, it } from '@jest/globals';
import { createTokenBucket } from './connection-limit.ts';

describe('the token bucket', () => {
  it('lets a burst pass, then as many as come back with time, and never more than a burst', () => {
    let now = 0;
    const take = createTokenBucket({ burst: 3, perSecond: 2 }, () => now);
    const passed = (tries: number): number => Array.from({ length: tries }, take).filter(Boolean).length;
    expect(passed(10)).toBe(3);
    now = 1_000;
    expect(passed(10)).toBe(2);
    now = 60_000;
    expect(passed(10)).toBe(3);
  });
});
