import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scaleFor } from './scale.ts';

describe('scaleFor', () => {
  it.each([
    [
      [0, 1_420],
      [0, 500, 1_000, 1_500],
    ],
    [[3], [0, 1, 2, 3]],
    [[0.3], [0, 0.1, 0.2, 0.3]],
    [
      [-40, 90],
      [-50, 0, 50, 100],
    ],
    [[], [0, 0.5, 1]],
  ])('%j → %j', (values, ticks) => {
    expect(scaleFor(values).ticks).toEqual(ticks);
  });

  it('holds zero and every value, in few steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { maxLength: 20 }),
        (values) => {
          const { ticks, min, max } = scaleFor(values);
          const rounding = (max - min) * 1e-9;
          for (const value of [0, ...values]) {
            expect(value).toBeGreaterThanOrEqual(min - rounding);
            expect(value).toBeLessThanOrEqual(max + rounding);
          }
          expect(ticks.length).toBeGreaterThan(1);
          expect(ticks.length).toBeLessThanOrEqual(7);
        },
      ),
    );
  });
});
