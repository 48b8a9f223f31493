import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percentages } from './index.ts';

describe('percentages', () => {
  it('gives what is left over to the largest remainders', () => {
    expect(percentages([1, 1, 1])).toEqual([33.4, 33.3, 33.3]);
    expect(percentages([2, 1])).toEqual([66.7, 33.3]);
    expect(percentages([1, 2_000])).toEqual([0, 100]);
    expect(percentages([5])).toEqual([100]);
  });

  it('gives zeros when there is nothing to share', () => {
    expect(percentages([])).toEqual([]);
    expect(percentages([0, 0])).toEqual([0, 0]);
  });

  it('always sums to 100, and no share is a tenth away from the true one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 60 }), (counts) => {
        const sum = counts.reduce((total, count) => total + count, 0);
        fc.pre(sum > 0);
        const shares = percentages(counts);
        expect(Math.round(shares.reduce((total, share) => total + share * 10, 0))).toBe(1_000);
        for (const [i, share] of shares.entries()) {
          expect(Math.abs(share - (100 * counts[i]!) / sum)).toBeLessThan(0.1 + 1e-9);
        }
      }),
    );
  });
});
