import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kishN } from './kish.ts';

it('is the number of rows when all weigh the same', () => {
  expect(kishN({ sumW: 300 * 100, sumW2: 300 * 100 ** 2 })).toBe(300);
});

it.each([0.07, 0.13, 0.3, 0.7])('is 30 for 30 rows of weight 1/%d, whose sums do not add up exactly', (probability) => {
  let [sumW, sumW2] = [0, 0];
  for (let row = 0; row < 30; row += 1) {
    sumW += 1 / probability;
    sumW2 += (1 / probability) ** 2;
  }
  expect(kishN({ sumW, sumW2 })).toBe(30);
});

it('is (10 + 90)^2 / (10 + 10 * 81) = 12.195 for ten rows of 1 and ten of 9', () => {
  expect(kishN({ sumW: 100, sumW2: 820 })).toBeCloseTo(12.19512195, 8);
});

it('lies between 1 and the number of rows', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(weights, (w) => {
      const n = Number(kishN({ sumW: w.reduce((a, b) => a + b, 0), sumW2: w.reduce((a, b) => a + b * b, 0) }));
      expect(n).toBeGreaterThan(1 - 1e-9);
      expect(n).toBeLessThan(w.length + 1e-9);
    }),
  );
});

it('is null without rows', () => {
  expect(kishN({ sumW: 0, sumW2: 0 })).toBeNull();
});
